package dev.opikdesktop.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Starts on folders without data, and what an application that only waits holds. */
final class StartPart {
  static final long IDLE_MEGABYTES = 400;

  private static final long REST_SECONDS = 10;

  private StartPart() {}

  /** Milliseconds to {@code ready} on empty folders and on one that was started before. */
  record Starts(double emptyMillis, double againMillis) {}

  static Starts run(Options options, Folders folders, Report report) {
    report.section("Start and memory without data");
    List<Double> empty = new ArrayList<>();
    for (int start = 0; start < options.starts(); start++) {
      Path data = folders.next("empty");
      try (App app = App.start(options.app(), data)) {
        empty.add(app.readyMillis());
      }
    }
    Path data = folders.next("idle");
    try (App app = App.start(options.app(), data)) {
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(REST_SECONDS));
      app.ping();
      long resident = app.residentBytes();
      report.goal(
          "memory idle, no window, all processes ≤ " + IDLE_MEGABYTES + " MB resident",
          Report.megabytes(resident),
          "10 s after the start, "
              + Report.megabytes(app.proportionalBytes())
              + " with shared pages counted once",
          resident <= (IDLE_MEGABYTES << 20));
    }
    Starts starts = new Starts(median(empty), median(times(options, data, options.starts())));
    Report.Table table = report.table("start", "to `ready`, median of " + options.starts());
    table.row("on an empty folder", Report.millis(starts.emptyMillis()));
    table.row("again, still without data", Report.millis(starts.againMillis()));
    table.end();
    return starts;
  }

  /** Starts on a folder and stops, several times; milliseconds to {@code ready}. */
  static List<Double> times(Options options, Path data, int runs) {
    List<Double> millis = new ArrayList<>();
    for (int start = 0; start < runs; start++) {
      try (App app = App.start(options.app(), data)) {
        millis.add(app.readyMillis());
        app.ping();
      }
    }
    return millis;
  }

  static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
