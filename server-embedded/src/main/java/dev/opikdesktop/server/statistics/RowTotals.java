package dev.opikdesktop.server.statistics;

import dev.opikdesktop.storage.analytics.RowBinaryReader;
import java.io.IOException;
import java.util.List;

/**
 * What the rows of traces or of spans come to by themselves.
 *
 * @param inputs how many have an input
 * @param tags how many tags they have together
 */
record RowTotals(
    long count,
    Percentiles duration,
    long inputs,
    long outputs,
    long metadata,
    long tags,
    long errors) {
  /** Of payloads only the lengths are read; a payload that is there has a head. */
  static final String COLUMNS =
      """
      count(),
        %s,
        countIf(input_head.size != 0),
        countIf(output_head.size != 0),
        countIf(metadata.size != 0),
        sum(tags.size0),
        countIf(error_info.size != 0)\
      """
          .formatted(Percentiles.SQL.formatted("duration"));

  static RowTotals read(RowBinaryReader in) throws IOException {
    return new RowTotals(
        in.int64(),
        Percentiles.read(in),
        in.int64(),
        in.int64(),
        in.int64(),
        in.int64(),
        in.int64());
  }

  /** Adds all but the errors, which come last. */
  void addTo(List<Stat> stats, String countName) {
    stats.add(Stat.count(countName, count));
    stats.add(Stat.percentiles("duration", duration));
    stats.add(Stat.count("input", inputs));
    stats.add(Stat.count("output", outputs));
    stats.add(Stat.count("metadata", metadata));
    stats.add(Stat.average("tags", (double) tags / count));
  }
}
