package dev.opikdesktop.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What the system says of running processes; only Linux says it, elsewhere everything is 0. */
final class Processes {
  private static final double TICKS_PER_SECOND = 100;

  /** Where the two times stand in /proc/PID/stat, counted from the field after the name. */
  private static final int USER_TIME = 11;

  private static final int SYSTEM_TIME = 12;

  private Processes() {}

  /** A process and those that it started. */
  static Stream<ProcessHandle> tree(ProcessHandle root) {
    return Stream.concat(Stream.of(root), root.descendants());
  }

  /** Resident memory, bytes. */
  static long residentBytes(ProcessHandle process) {
    return kilobytes(process, "status", "VmRSS:") * 1024;
  }

  /** Its share of memory: pages that several processes map are divided among them; bytes. */
  static long proportionalBytes(ProcessHandle process) {
    return kilobytes(process, "smaps_rollup", "Pss:") * 1024;
  }

  /** Seconds of processor time so far. */
  static double cpuSeconds(ProcessHandle process) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]))
          / TICKS_PER_SECOND;
    } catch (IOException gone) {
      return 0;
    }
  }

  private static long kilobytes(ProcessHandle process, String file, String field) {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), file)).stream()
          .filter(line -> line.startsWith(field))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException gone) {
      return 0;
    }
  }
}
