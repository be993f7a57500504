package dev.opikdesktop.benchmarks;

import dev.opikdesktop.benchmarks.Question.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One project that grows: how long its reads take at each size, and what it holds and weighs. */
final class ReadPart {
  private static final int WARM_UP = 10;
  private static final int RUNS = 100;
  private static final long LOADED_MEGABYTES = 1_200;

  /** Seconds of batches that are made for the paced writer. */
  private static final int WRITER_SECONDS = 45;

  private final Options options;
  private final Report report;
  private final Path data;
  private final int last;
  private final Workload load;
  private final Workload large = Workload.ofLargeTraces("large", 12, Questions.LARGE);

  private final ReadTimes table;
  private final List<String> loads = new ArrayList<>();

  /** Spans that came besides those of the sizes. */
  private int spansBesides = Questions.LARGE;

  private ReadPart(Options options, Folders folders, Report report) {
    this.options = options;
    this.report = report;
    this.data = folders.next("reads");
    this.last = options.readSteps().getLast();
    this.table = new ReadTimes(options.readSteps());
    this.load = Workload.ofThirtyDays("reads", 11, last / Workload.SPANS_PER_TRACE);
  }

  /**
   * @param starts those without data, if they were measured
   */
  static void run(
      Options options, Folders folders, Report report, Optional<StartPart.Starts> starts) {
    new ReadPart(options, folders, report).run(starts);
  }

  private void run(Optional<StartPart.Starts> starts) {
    report.section("Reads");
    try (App app = App.start(options.app(), data);
        Peak peak = Peak.of(app.handle())) {
      int before = 0;
      Load.json(app, large, 0, 1);
      for (int spans : options.readSteps()) {
        int traces = spans / Workload.SPANS_PER_TRACE;
        Load loaded = Load.json(app, load, before, traces);
        double rest = app.rest();
        loads.add(
            Report.thousands(spans)
                + " spans: "
                + Report.thousands(loaded.readablePerSecond())
                + " readable spans/s, at rest "
                + Report.seconds(rest)
                + " later");
        before = traces;
        read(app, questions(app, traces), spans);
      }
      table.writeTable(report);
      report.text("The project was loaded in steps: " + String.join("; ", loads) + ".");
      table.goals(report);
      long resident = app.residentBytes();
      whileWriting(app);
      report.goal(
          "memory with " + Report.thousands(last) + " spans and under load ≤ 1.2 GB",
          Report.megabytes(peak.bytes()),
          "the most seen during load and reads; " + Report.megabytes(resident) + " after the reads",
          peak.bytes() <= (LOADED_MEGABYTES << 20));
    }
    starts.ifPresent(this::start);
    long weighed = (long) last + last / Workload.SPANS_PER_TRACE + spansBesides;
    DiskPart.weigh(report, data, "Disk, random words", (double) weighed * Workload.PAYLOAD_BYTES);
  }

  private List<Question> questions(App app, int traces) {
    Questions questions =
        new Questions(
            load, traces, app.projectId(load.project()), large, app.projectId(large.project()));
    boolean few = options.quick() && traces * Workload.SPANS_PER_TRACE < last;
    return few ? questions.pages() : questions.all();
  }

  private void read(App app, List<Question> questions, int spans) {
    double seconds = options.quick() ? 1.5 : spans == last ? 6 : 3;
    try (Wire wire = Wire.to(app.port())) {
      for (Question question : questions) {
        question.askAndCheck(wire);
        Times times = Times.of(WARM_UP, RUNS, seconds, () -> question.ask(wire));
        Report.progress("  " + spans + " spans: " + question.name() + " " + times);
        table.add(question, spans, times);
      }
    }
  }

  /** The same questions with and without a writer. */
  private void whileWriting(App app) {
    Workload more = Workload.fromNow(load.project(), 13);
    List<Request> batches =
        more.spanBatches(0, WRITER_SECONDS * 5 * Workload.BATCH / Workload.SPANS_PER_TRACE);
    List<Question> asked =
        questions(app, last / Workload.SPANS_PER_TRACE).stream()
            .filter(
                question ->
                    question.kind() == Kind.PLAIN_PAGE
                        || question.kind() == Kind.TAG_PAGE
                        || question.kind() == Kind.ONE_TRACE
                        || question.name().equals("a rare word, list"))
            .toList();
    double seconds = options.quick() ? 1.5 : 6;
    report.section("Reads while 5,000 spans a second arrive");
    List<Times> idle = new ArrayList<>();
    List<Times> busy = new ArrayList<>();
    double written;
    try (Wire wire = Wire.to(app.port())) {
      for (Question question : asked) {
        idle.add(Times.of(WARM_UP, RUNS, seconds, () -> question.ask(wire)));
      }
      try (Writer writer = Writer.start(app.port(), batches)) {
        for (Question question : asked) {
          busy.add(Times.of(WARM_UP, RUNS, seconds, () -> question.ask(wire)));
        }
        written = writer.perSecond();
        spansBesides += writer.spans();
      }
    }
    Report.Table out = report.table("question", "idle", "p99", "while writing", "p99", "ratio");
    double worst = 0;
    String sides = "";
    for (int number = 0; number < asked.size(); number++) {
      double ratio = busy.get(number).median() / idle.get(number).median();
      String medians =
          Report.millis(busy.get(number).median())
              + " to "
              + Report.millis(idle.get(number).median());
      out.row(
          asked.get(number).name(),
          Report.millis(idle.get(number).median()),
          Report.millis(idle.get(number).p99()),
          Report.millis(busy.get(number).median()),
          Report.millis(busy.get(number).p99()),
          Report.times(ratio));
      if (ratio > worst) {
        worst = ratio;
        sides = asked.get(number).name() + ": " + medians;
      }
    }
    out.end();
    report.goal(
        "reading while 5,000 spans/s arrive: median ≤ 1.5 × idle",
        Report.times(worst),
        "the worst, " + sides + "; " + Report.thousands(written) + " spans/s arrived",
        worst <= 1.5);
  }

  private void start(StartPart.Starts without) {
    double with = StartPart.median(StartPart.times(options, data, options.starts()));
    double ratio = with / without.emptyMillis();
    report.goal(
        "start to `ready` with " + Report.thousands(last) + " spans ≤ 1.5 × an empty folder's",
        Report.times(ratio),
        Report.millis(with)
            + " to "
            + Report.millis(without.emptyMillis())
            + "; "
            + Report.millis(without.againMillis())
            + " on a folder that has been started before but has no data",
        ratio <= 1.5);
  }
}
