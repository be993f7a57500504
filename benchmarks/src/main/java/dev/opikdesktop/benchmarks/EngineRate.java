package dev.opikdesktop.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How fast the engine alone takes rows: the ceiling of what the application can do.
 *
 * @param rowsPerSecond the best of the ways that were tried
 * @param way which one that was
 * @param megabytesPerSecond of RowBinary
 * @param cpuSeconds processor seconds for 100,000 rows
 * @param tried all of them
 */
record EngineRate(
    double rowsPerSecond,
    String way,
    double megabytesPerSecond,
    double cpuSeconds,
    List<String> tried) {
  private static final int[] ROWS_IN_EACH = {50_000, 10_000, 1_000};
  private static final int[] CONNECTIONS = {1, 4};

  /**
   * Inserts the rows into an empty table of the same definition, in several ways.
   *
   * @param folder for an engine of its own
   * @param withIndexes whether the table keeps its indexes over payloads
   */
  static EngineRate of(Path folder, Rows rows, boolean withIndexes) {
    try (Engines engine = Engines.open(folder)) {
      engine.text(rows.definition());
      if (!withIndexes) {
        rows.indexes()
            .forEach(name -> engine.text("ALTER TABLE " + rows.table() + " DROP INDEX " + name));
      }
      // The first statements of an engine are slower.
      run(engine, rows, rows.thousands().subList(0, Math.min(10, rows.thousands().size())), 1);
      List<String> tried = new ArrayList<>();
      double best = Double.MAX_VALUE;
      double bestCpu = 0;
      String way = "";
      for (int each : ROWS_IN_EACH) {
        List<byte[]> bodies = rows.joined(each);
        for (int connections : CONNECTIONS) {
          double cpu = Processes.cpuSeconds(engine.handle());
          double seconds = run(engine, rows, bodies, connections);
          String name = Report.thousands(each) + " rows a statement over " + connections;
          tried.add(name + ": " + Report.thousands(rows.count() / seconds) + " rows/s");
          if (seconds < best) {
            best = seconds;
            bestCpu = Processes.cpuSeconds(engine.handle()) - cpu;
            way = name;
          }
        }
      }
      return new EngineRate(
          rows.count() / best,
          way,
          rows.bytes() / best / 1e6,
          bestCpu * 100_000 / rows.count(),
          tried);
    }
  }

  private static double run(Engines engine, Rows rows, List<byte[]> bodies, int connections) {
    engine.text("TRUNCATE TABLE " + rows.table());
    List<Request> requests =
        bodies.stream().map(body -> engine.insert(rows.table(), rows.columns(), body)).toList();
    return Parallel.send(engine.port(), connections, requests);
  }

  /** How long one row takes, each in a statement of its own, one after the other. */
  static Times single(Path folder, Rows rows) {
    try (Engines engine = Engines.open(folder);
        Wire wire = Wire.to(engine.port())) {
      engine.text(rows.definition());
      List<Request> requests =
          rows.singles().stream()
              .map(body -> engine.insert(rows.table(), rows.columns(), body))
              .toList();
      return Times.each(requests, wire::send);
    }
  }
}
