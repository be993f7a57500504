package dev.opikdesktop.benchmarks;

import dev.opikdesktop.benchmarks.Options.Part;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** How fast spans and traces come in, next to what the engine alone takes. */
final class IngestPart {
  private static final int WARM_UP_TRACES = 1_000;
  private static final int CEILING_THOUSANDS = 100;
  private static final int SINGLES = 400;
  private static final int WRITERS = 64;
  private static final int SINGLES_OF_WRITERS = 6_400;

  private final Options options;
  private final Folders folders;
  private final Report report;
  private final Path data;

  private IngestPart(Options options, Folders folders, Report report) {
    this.options = options;
    this.folders = folders;
    this.report = report;
    this.data = folders.next("ingest");
  }

  /** What the application did, and where. */
  private record Loaded(Load load, String projectId) {}

  static void run(Options options, Folders folders, Report report) {
    new IngestPart(options, folders, report).run();
  }

  private void run() {
    boolean batches = options.has(Part.INGEST);
    boolean singles = options.has(Part.SINGLES);
    Loaded json = null;
    Loaded otlp = null;
    Singles one = null;
    report.section("Ingest");
    try (App app = App.start(options.app(), data)) {
      if (batches) {
        json = json(app, "json");
        otlp = otlp(app);
      }
      if (singles) {
        one = singles(app);
      }
    }
    if (json != null && otlp != null) {
      batches(json, otlp);
    }
    if (one != null) {
      singles(one);
    }
  }

  private Loaded json(App app, String project) {
    int traces = options.ingestSpans() / Workload.SPANS_PER_TRACE;
    Workload load = Workload.ofThirtyDays(project, 7, traces + WARM_UP_TRACES);
    Load warmUp = Load.json(app, load, 0, WARM_UP_TRACES);
    Report.progress("  warm-up: " + Report.thousands(warmUp.readablePerSecond()) + " spans/s");
    Load measured = Load.json(app, load, WARM_UP_TRACES, WARM_UP_TRACES + traces);
    return new Loaded(measured, app.projectId(project));
  }

  private Loaded otlp(App app) {
    int traces = options.ingestSpans() / Workload.SPANS_PER_TRACE;
    Workload load = Workload.ofThirtyDays("otlp", 8, traces + WARM_UP_TRACES);
    OtlpWorkload exports = new OtlpWorkload(load);
    int spans = WARM_UP_TRACES * Workload.SPANS_PER_TRACE;
    List<Request> first = exports.requests(0, WARM_UP_TRACES, "/v1/traces", Map.of());
    Load warmUp = Load.send(app, app.otlpPort(), first, "otlp", spans, 0);
    Report.progress("  warm-up: " + Report.thousands(warmUp.readablePerSecond()) + " spans/s");
    List<Request> bodies =
        exports.requests(WARM_UP_TRACES, WARM_UP_TRACES + traces, "/v1/traces", Map.of());
    Load measured =
        Load.send(app, app.otlpPort(), bodies, "otlp", traces * Workload.SPANS_PER_TRACE, spans);
    return new Loaded(measured, app.projectId("otlp"));
  }

  private void batches(Loaded json, Loaded otlp) {
    Rows jsonRows;
    Rows otlpRows;
    int thousands = Math.min(CEILING_THOUSANDS, options.ingestSpans() / 1_000);
    try (Engines engine = Engines.open(data)) {
      jsonRows = Rows.of(engine, "spans", json.projectId(), thousands, 0);
      otlpRows = Rows.of(engine, "spans", otlp.projectId(), thousands, 0);
    }
    EngineRate jsonRate = EngineRate.of(folders.next("engine"), jsonRows, true);
    EngineRate otlpRate = EngineRate.of(folders.next("engine"), otlpRows, true);

    Report.Table table =
        report.table(
            "way",
            "acknowledged spans/s",
            "readable spans/s",
            "MB/s sent",
            "CPU s per 100,000 spans: application",
            "engine",
            "load generator");
    row(table, "Opik JSON, batches of 1,000, 4 connections", json.load());
    row(table, "OTLP/HTTP protobuf, 10 traces of 20 a request, 4 connections", otlp.load());
    row(table, "the engine alone, the same rows of Opik JSON", jsonRate);
    row(table, "the engine alone, the same rows of OTLP", otlpRate);
    table.end();
    report.text(
        "The engine alone is at its best with "
            + jsonRate.way()
            + " connections. All that was tried with the rows of Opik JSON ("
            + Report.thousands(jsonRows.bytes() / (double) jsonRows.count())
            + " bytes each in RowBinary): "
            + String.join("; ", jsonRate.tried())
            + ".");
    share("Opik JSON, batches of 1,000, 4 connections", 0.5, json.load(), jsonRate);
    share("OTLP protobuf", 0.4, otlp.load(), otlpRate);
    withoutIndexes(json.load(), jsonRows, jsonRate);
  }

  private void share(String way, double goal, Load load, EngineRate engine) {
    double share = load.readablePerSecond() / engine.rowsPerSecond();
    report.goal(
        "durable and readable spans/s, "
            + way
            + ": ≥ "
            + Report.thousands(goal * 100)
            + " % of the engine's own rate",
        Report.percent(share),
        Report.thousands(load.readablePerSecond())
            + " of "
            + Report.thousands(engine.rowsPerSecond())
            + " spans/s",
        share >= goal);
  }

  private void withoutIndexes(Load with, Rows rows, EngineRate engineWith) {
    if (rows.indexes().isEmpty()) {
      report.text("The table has no index over payloads, so there is nothing to leave out.");
      return;
    }
    EngineRate engineWithout = EngineRate.of(folders.next("engine"), rows, false);
    Path plain = folders.next("plain");
    try (App app = App.start(options.app(), plain)) {
      app.ping();
    }
    try (Engines engine = Engines.open(plain)) {
      Rows.dropPayloadIndexes(engine);
    }
    Loaded without;
    try (App app = App.start(options.app(), plain)) {
      without = json(app, "json");
    }
    double lost = 1 - with.readablePerSecond() / without.load().readablePerSecond();
    report.goal(
        "ingest at most 30 % slower for the index on words",
        Report.percent(lost),
        Report.thousands(with.readablePerSecond())
            + " instead of "
            + Report.thousands(without.load().readablePerSecond())
            + " spans/s; the engine alone "
            + Report.thousands(engineWith.rowsPerSecond())
            + " instead of "
            + Report.thousands(engineWithout.rowsPerSecond()),
        lost <= 0.3);
  }

  private static void row(Report.Table table, String way, Load load) {
    table.row(
        way,
        Report.thousands(load.acknowledgedPerSecond()),
        Report.thousands(load.readablePerSecond()),
        Report.thousands(load.sentBytes() / load.readableSeconds() / 1e6),
        Report.seconds(load.perHundredThousand(load.appCpu())),
        Report.seconds(load.perHundredThousand(load.engineCpu())),
        Report.seconds(load.perHundredThousand(load.ownCpu())));
  }

  private static void row(Report.Table table, String way, EngineRate rate) {
    table.row(
        way,
        Report.thousands(rate.rowsPerSecond()),
        "",
        Report.thousands(rate.megabytesPerSecond()),
        "",
        Report.seconds(rate.cpuSeconds()),
        "");
  }

  /** One trace in one request, by one writer and by many. */
  private record Singles(Times one, double perSecond, double ofMany, String projectId) {}

  private Singles singles(App app) {
    int many = options.quick() ? SINGLES_OF_WRITERS / 2 : SINGLES_OF_WRITERS;
    int next = 0;
    Workload load = Workload.fromNow("singles", 9);
    List<Request> one = requests(load, next, next += SINGLES);
    Times times;
    try (Wire wire = Wire.to(app.port())) {
      times = Times.each(one, wire::send);
    }
    Parallel.send(app.port(), WRITERS, requests(load, next, next += many / 4));
    try (Wire wire = Wire.to(app.port())) {
      // A read waits until all rows are in the store: one writer alone shall not find a queue.
      wire.get(Request.get("/v1/private/traces?size=1&truncate=true&project_name=singles"));
    }
    double ofOne = SINGLES / Parallel.send(app.port(), 1, requests(load, next, next += SINGLES));
    double ofMany = many / Parallel.send(app.port(), WRITERS, requests(load, next, next + many));
    return new Singles(times, ofOne, ofMany, app.projectId("singles"));
  }

  private static List<Request> requests(Workload load, int from, int to) {
    return IntStream.range(from, to).mapToObj(load::single).toList();
  }

  private void singles(Singles app) {
    Rows rows;
    try (Engines engine = Engines.open(data)) {
      rows = Rows.of(engine, "traces", app.projectId(), 0, SINGLES);
    }
    Times engine = EngineRate.single(folders.next("engine"), rows);
    report.section("One trace in one request");
    Report.Table table = report.table("what", "median", "p99");
    table.row(
        "acknowledged, one connection",
        Report.millis(app.one().median()),
        Report.millis(app.one().p99()));
    table.row(
        "the engine alone, one row in one statement",
        Report.millis(engine.median()),
        Report.millis(engine.p99()));
    table.end();
    double ratio = app.one().median() / engine.median();
    report.goal(
        "one trace in one request, acknowledged durable: ≤ 1.5 × the engine's single-row insert",
        Report.times(ratio),
        Report.millis(app.one().median()) + " to " + Report.millis(engine.median()),
        ratio <= 1.5);
    double factor = app.ofMany() / app.perSecond();
    report.goal(
        "64 writers at once: ≥ 20 × one writer",
        Report.times(factor),
        Report.thousands(app.ofMany()) + " to " + Report.thousands(app.perSecond()) + " requests/s",
        factor >= 20);
  }
}
