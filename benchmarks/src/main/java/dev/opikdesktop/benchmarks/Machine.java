package dev.opikdesktop.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** What the figures were taken on. */
final class Machine {
  private Machine() {}

  /** When and of what the figures of a part are that does not run each time. */
  static String date(Options options) {
    return "Taken on "
        + LocalDate.now(ZoneOffset.UTC)
        + " with "
        + options.version()
        + (options.quick() ? ", a quick run" : "")
        + ".";
  }

  /** The head of the results. */
  static String head(Options options, double minutes) {
    return """
    # How fast it is

    Written by `benchmarks/run`; [README.md](README.md) says what each line means. Every ratio has both of its
    sides from this run.

    | | |
    |---|---|
    | day | %s, %.0f minutes%s |
    | Opik Desktop | %s |
    | engine | chDB, ClickHouse in a process of its own |
    | machine | %d processors (%s), %s memory |
    | system | %s %s, Java %s |
    """
        .formatted(
            LocalDate.now(ZoneOffset.UTC),
            minutes,
            options.quick() ? ", a quick run: fewer spans, starts and runs" : "",
            options.version(),
            Runtime.getRuntime().availableProcessors(),
            first("/proc/cpuinfo", "model name").orElse(System.getProperty("os.arch")),
            first("/proc/meminfo", "MemTotal").map(Machine::gigabytes).orElse("unknown"),
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            System.getProperty("java.runtime.version"));
  }

  private static String gigabytes(String kilobytes) {
    return Report.thousands(Long.parseLong(kilobytes.replaceAll("[^0-9]", "")) / 1e6) + " GB";
  }

  private static Optional<String> first(String file, String key) {
    try {
      return Files.readAllLines(Path.of(file)).stream()
          .filter(line -> line.startsWith(key))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst();
    } catch (IOException elsewhere) {
      return Optional.empty();
    }
  }
}
