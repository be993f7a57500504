package dev.opikdesktop.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/**
 * Sends spans into the application and waits until all of them can be read.
 *
 * @param spans how many
 * @param acknowledgedSeconds until the last answer
 * @param readableSeconds until the list of spans counted all of them
 * @param sentBytes the requests
 * @param appCpu processor seconds of the application
 * @param engineCpu of its engine
 * @param ownCpu of this program
 */
record Load(
    int spans,
    double acknowledgedSeconds,
    double readableSeconds,
    long sentBytes,
    double appCpu,
    double engineCpu,
    double ownCpu) {
  static final int CONNECTIONS = 4;

  private static final long POLL_NANOS = 2_000_000L;
  private static final double PATIENCE_SECONDS = 60;

  /** Spans whose bodies are in memory at one time. */
  private static final int CHUNK = 100_000;

  /**
   * Sends bodies that are there already.
   *
   * @param spans how many are in them
   * @param before how many the project had
   */
  static Load send(App app, int port, List<Request> bodies, String project, int spans, int before) {
    double appCpu = app.cpuSeconds();
    double engineCpu = app.engineCpuSeconds();
    double ownCpu = Processes.cpuSeconds(ProcessHandle.current());
    long start = System.nanoTime();
    Parallel.send(port, CONNECTIONS, bodies);
    double acknowledged = (System.nanoTime() - start) / 1e9;
    awaitReadable(app, project, before + spans);
    double readable = (System.nanoTime() - start) / 1e9;
    return new Load(
        spans,
        acknowledged,
        readable,
        bodies.stream().mapToLong(body -> body.bytes().length).sum(),
        app.cpuSeconds() - appCpu,
        app.engineCpuSeconds() - engineCpu,
        Processes.cpuSeconds(ProcessHandle.current()) - ownCpu);
  }

  /** Loads traces with their spans and scores as Opik's JSON; the clocks run for the spans. */
  static Load json(App app, Workload load, int fromTrace, int toTrace) {
    Load all = new Load(0, 0, 0, 0, 0, 0, 0);
    int step = Math.max(1, CHUNK / load.spansPerTrace());
    for (int from = fromTrace; from < toTrace; from += step) {
      int to = Math.min(toTrace, from + step);
      List<Request> traces = new ArrayList<>();
      List<Request> scores = new ArrayList<>();
      for (int trace = from; trace < to; trace += Workload.BATCH / 2) {
        traces.add(load.traceBatch(trace, Math.min(to, trace + Workload.BATCH / 2)));
        scores.add(load.scoreBatch(trace, Math.min(to, trace + Workload.BATCH / 2)));
      }
      List<Request> spans = load.spanBatches(from, to);
      Parallel.send(app.port(), CONNECTIONS, traces);
      int before = from * load.spansPerTrace();
      int count = (to - from) * load.spansPerTrace();
      all = all.and(send(app, app.port(), spans, load.project(), count, before));
      Parallel.send(app.port(), CONNECTIONS, scores);
    }
    return all;
  }

  Load and(Load next) {
    return new Load(
        spans + next.spans,
        acknowledgedSeconds + next.acknowledgedSeconds,
        readableSeconds + next.readableSeconds,
        sentBytes + next.sentBytes,
        appCpu + next.appCpu,
        engineCpu + next.engineCpu,
        ownCpu + next.ownCpu);
  }

  double acknowledgedPerSecond() {
    return spans / acknowledgedSeconds;
  }

  double readablePerSecond() {
    return spans / readableSeconds;
  }

  /** Processor seconds of one of the three for 100,000 spans. */
  double perHundredThousand(double cpuSeconds) {
    return cpuSeconds * 100_000 / spans;
  }

  private static void awaitReadable(App app, String project, int expected) {
    long start = System.nanoTime();
    Request count = Request.get("/v1/private/spans?size=1&truncate=true&project_name=" + project);
    try (Wire wire = Wire.to(app.port())) {
      while (true) {
        JsonNode page = Json.read(wire.get(count));
        int total = page.path("total").asInt();
        if (total == expected) {
          return;
        }
        if (total > expected || (System.nanoTime() - start) / 1e9 > PATIENCE_SECONDS) {
          throw new IllegalStateException(
              project + " has " + total + " spans to read instead of " + expected);
        }
        LockSupport.parkNanos(POLL_NANOS);
      }
    }
  }
}
