package dev.opikdesktop.benchmarks;

import dev.opikdesktop.benchmarks.Options.Part;
import java.util.List;
import java.util.Optional;

/** Runs the parts that are wanted and writes what they found. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    Options options;
    try {
      options = Options.of(List.of(arguments));
    } catch (IllegalArgumentException e) {
      System.err.println("benchmarks: " + e.getMessage());
      System.exit(2);
      return;
    }
    long start = System.nanoTime();
    Report report = new Report();
    try (Folders folders = Folders.in(options.module())) {
      run(options, folders, report);
    }
    double minutes = (System.nanoTime() - start) / 60e9;
    String measured = report.markdown(Machine.head(options, minutes));
    System.out.print(measured);
    System.err.printf("%nWritten to %s%n", Results.write(options, measured));
  }

  private static void run(Options options, Folders folders, Report report) {
    Optional<StartPart.Starts> starts = Optional.empty();
    if (options.has(Part.START)) {
      starts = Optional.of(StartPart.run(options, folders, report));
    }
    if (options.has(Part.INGEST) || options.has(Part.SINGLES)) {
      IngestPart.run(options, folders, report);
    }
    if (options.has(Part.READS)) {
      ReadPart.run(options, folders, report, starts);
    }
    if (options.has(Part.DISK)) {
      DiskPart.run(options, folders, report);
    }
    if (options.has(Part.JMH)) {
      MicroPart.run(options, report);
    }
    if (options.has(Part.GROWTH)) {
      GrowthPart.run(options, folders, report);
    }
    if (options.has(Part.PEERS)) {
      PeerPart.run(options, folders, report);
    }
  }
}
