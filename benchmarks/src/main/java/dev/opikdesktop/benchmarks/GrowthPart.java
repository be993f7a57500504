package dev.opikdesktop.benchmarks;

import java.nio.file.Path;
import java.util.List;

/** One project that grows tenfold again and again: where its reads begin to grow with it. */
final class GrowthPart {
  /** The section of what it finds. */
  static final String TITLE = "Growth to ten million spans";

  private static final int WARM_UP = 5;
  private static final int RUNS = 50;

  /** Runs of what takes longer than all of the seconds. */
  private static final int FEWEST_RUNS = 3;

  private static final double SECONDS_A_QUESTION = 2;
  private static final double QUICK_SECONDS = 0.5;

  private GrowthPart() {}

  static void run(Options options, Folders folders, Report report) {
    report.section(TITLE);
    report.text(Machine.date(options));
    List<Integer> sizes = options.growthSteps();
    int last = sizes.getLast();
    Workload load = Workload.ofThirtyDays("growth", 31, last / Workload.SPANS_PER_TRACE);
    Workload large = Workload.ofLargeTraces("large", 32, Questions.LARGE);
    Path data = folders.next("growth");
    ReadTimes times = new ReadTimes(sizes);
    Report.Table loads =
        report.table("spans", "readable spans/s", "at rest after", "memory", "folder");
    try (App app = App.start(options.app(), data)) {
      Load.json(app, large, 0, 1);
      int before = 0;
      for (int spans : sizes) {
        int traces = spans / Workload.SPANS_PER_TRACE;
        Load loaded = Load.json(app, load, before, traces);
        double rest = app.rest();
        Questions questions = new Questions(load, traces, id(app, load), large, id(app, large));
        read(app, questions, options.quick() ? QUICK_SECONDS : SECONDS_A_QUESTION, spans, times);
        loads.row(
            Report.thousands(spans),
            Report.thousands(loaded.readablePerSecond()),
            Report.seconds(rest),
            Report.megabytes(app.residentBytes()),
            Report.megabytes(Folders.bytes(data)));
        before = traces;
      }
    }
    loads.end();
    times.writeGrowth(report);
    DiskPart.Weight weight = DiskPart.weight(data);
    double sent = last + (double) last / Workload.SPANS_PER_TRACE + Questions.LARGE;
    report.text(
        "At the end "
            + Report.megabytes(weight.active())
            + " of parts that count, indexes of "
            + Report.megabytes(weight.indexes())
            + " included, for "
            + Report.megabytes(sent * Workload.PAYLOAD_BYTES)
            + " of inputs and outputs.");
  }

  private static String id(App app, Workload load) {
    return app.projectId(load.project());
  }

  private static void read(
      App app, Questions questions, double seconds, int spans, ReadTimes times) {
    try (Wire wire = Wire.to(app.port())) {
      for (Question question : questions.all()) {
        question.askAndCheck(wire);
        Times taken = Times.of(WARM_UP, FEWEST_RUNS, RUNS, seconds, () -> question.ask(wire));
        Report.progress("  " + spans + " spans: " + question.name() + " " + taken);
        times.add(question, spans, taken);
      }
    }
  }
}
