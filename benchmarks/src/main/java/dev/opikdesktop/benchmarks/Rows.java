package dev.opikdesktop.benchmarks;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Rows as the application stored them, in the engine's own format, and what they go into.
 *
 * @param thousands the rows, a thousand in each
 * @param singles some of them, one in each
 * @param indexes those of the table that are over payloads
 */
record Rows(
    String table,
    String definition,
    String columns,
    int count,
    List<byte[]> thousands,
    List<byte[]> singles,
    List<String> indexes) {
  private static final int THOUSAND = 1_000;

  /**
   * Reads rows of one project, in the order of the table.
   *
   * @param thousands how many thousands at most
   * @param singles how many single rows
   */
  static Rows of(Engines engine, String table, String projectId, int thousands, int singles) {
    String columns =
        engine
            .lines(
                "SELECT name FROM system.columns WHERE database = currentDatabase()"
                    + " AND table = '"
                    + table
                    + "' AND default_kind IN ('', 'DEFAULT') ORDER BY position")
            .stream()
            .collect(Collectors.joining(", "));
    String order =
        engine.text(
            "SELECT sorting_key FROM system.tables WHERE database = currentDatabase()"
                + " AND name = '"
                + table
                + "'");
    String select =
        "SELECT "
            + columns
            + " FROM "
            + table
            + " WHERE project_id = toFixedString(unhex('"
            + projectId.replace("-", "")
            + "'), 16) ORDER BY "
            + order
            + " LIMIT %d OFFSET %d FORMAT RowBinary";
    List<byte[]> bodies = new ArrayList<>();
    for (int number = 0; number < thousands; number++) {
      bodies.add(engine.bytes(select.formatted(THOUSAND, number * THOUSAND)));
    }
    List<byte[]> single = new ArrayList<>();
    for (int number = 0; number < singles; number++) {
      single.add(engine.bytes(select.formatted(1, number)));
    }
    String definition = engine.text("SHOW CREATE TABLE " + table + " FORMAT TSVRaw");
    return new Rows(
        table, definition, columns, thousands * THOUSAND, bodies, single, indexes(engine, table));
  }

  private static List<String> indexes(Engines engine, String table) {
    return engine.lines(
        "SELECT name FROM system.data_skipping_indices WHERE database = currentDatabase()"
            + " AND table = '"
            + table
            + "' AND (expr ILIKE '%input%' OR expr ILIKE '%output%' OR expr ILIKE '%word%')");
  }

  /** Takes the indexes over payloads from the tables of a folder whose application does not run. */
  static void dropPayloadIndexes(Engines engine) {
    for (String table : List.of("traces", "spans")) {
      for (String index : indexes(engine, table)) {
        engine.text("ALTER TABLE " + table + " DROP INDEX " + index);
      }
    }
  }

  long bytes() {
    return thousands.stream().mapToLong(body -> body.length).sum();
  }

  /** The rows in fewer and larger pieces. */
  List<byte[]> joined(int rowsInEach) {
    int each = rowsInEach / THOUSAND;
    List<byte[]> bodies = new ArrayList<>();
    for (int from = 0; from < thousands.size(); from += each) {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      thousands.subList(from, Math.min(thousands.size(), from + each)).forEach(body::writeBytes);
      bodies.add(body.toByteArray());
    }
    return bodies;
  }
}
