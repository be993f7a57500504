package dev.opikdesktop.benchmarks;

import java.nio.file.Path;

/** What data weighs on the disk, once merges are done. */
final class DiskPart {
  private static final double GOAL = 0.22;
  private static final int REALISTIC_TRACES = 5_000;

  private DiskPart() {}

  /** Loads data as programs send it, and weighs it. */
  static void run(Options options, Folders folders, Report report) {
    Path data = folders.next("disk");
    int traces = options.quick() ? REALISTIC_TRACES / 5 : REALISTIC_TRACES;
    Realistic load = new Realistic("realistic", traces);
    double bytes = 0;
    try (App app = App.start(options.app(), data)) {
      for (int from = 0; from < traces; from += Realistic.TRACES_PER_BATCH) {
        Realistic.Batch batch = load.batch(from, from + Realistic.TRACES_PER_BATCH);
        try (Wire wire = Wire.to(app.port())) {
          wire.send(batch.traces());
          wire.send(batch.spans());
        }
        bytes += batch.payloadBytes();
      }
      app.rest();
    }
    weigh(report, data, "Disk, conversations with code, tools and Chinese", bytes);
  }

  /**
   * Weighs the engine's folder of an application that does not run now.
   *
   * @param payloadBytes inputs and outputs as they were sent
   */
  static void weigh(Report report, Path data, String title, double payloadBytes) {
    long folder = Folders.bytes(data.resolve("engine"));
    report.section(title);
    Weight weight = weight(data);
    double active = weight.active();
    double indexes = weight.indexes();
    double share = active / payloadBytes;
    report.goal(
        title + ", indexes included: ≤ " + Report.thousands(GOAL * 100) + " % of the payload bytes",
        Report.percent(share),
        Report.megabytes(active)
            + " for "
            + Report.megabytes(payloadBytes)
            + " of inputs and outputs; indexes "
            + Report.megabytes(indexes)
            + "; "
            + Report.megabytes(folder)
            + " with parts that were merged and are still to be removed",
        share <= GOAL);
  }

  /**
   * Bytes of the parts that count.
   *
   * @param active all of them
   * @param indexes those of skip indexes in them
   */
  record Weight(double active, double indexes) {}

  /** Asks the engine of an application that does not run now. */
  static Weight weight(Path data) {
    try (Engines engine = Engines.open(data)) {
      return new Weight(
          bytes(engine, "bytes_on_disk"), bytes(engine, "secondary_indices_compressed_bytes"));
    }
  }

  private static double bytes(Engines engine, String column) {
    return Double.parseDouble(
        engine.text(
            "SELECT sum("
                + column
                + ") FROM system.parts WHERE active AND database = currentDatabase()"));
  }
}
