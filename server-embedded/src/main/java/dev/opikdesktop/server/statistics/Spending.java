package dev.opikdesktop.server.statistics;

import dev.opikdesktop.storage.analytics.RowBinaryReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What several entities cost and used. Averages are over the entities that cost something, or that
 * say how much of a kind they used.
 *
 * @param cost in US dollars, all together
 * @param costly how many cost something
 * @param usage sums of token counts by kind
 * @param users how many say how much of a kind they used, by kind
 */
record Spending(BigDecimal cost, long costly, Map<String, Long> usage, Map<String, Long> users) {
  static final Spending NONE = new Spending(BigDecimal.ZERO, 0, Map.of(), Map.of());

  private static final int COST_SCALE = 12;

  /**
   * Columns for {@link #read}.
   *
   * @param cost an amount of each entity
   * @param usage a Map(String, Int64) of each entity
   */
  static String columns(String cost, String usage) {
    return """
    CAST(sum(%s), 'Decimal(38, 12)'),
      countIf(%s > 0),
      CAST(sumMap(%s), 'Map(String, Int64)'),
      CAST(sumMap(mapApply((kind, used) -> (kind, toInt64(1)), %s)), 'Map(String, Int64)')\
    """
        .formatted(cost, cost, usage, usage);
  }

  static Spending read(RowBinaryReader in) throws IOException {
    return new Spending(
        in.decimal128(COST_SCALE),
        in.int64(),
        in.map(RowBinaryReader::string, RowBinaryReader::int64),
        in.map(RowBinaryReader::string, RowBinaryReader::int64));
  }

  double averageCost() {
    return costly == 0 ? 0 : cost.doubleValue() / costly;
  }

  /** By kind, in the order of names. */
  SortedMap<String, Double> averageUsage() {
    SortedMap<String, Double> averages = new TreeMap<>();
    usage.forEach((kind, sum) -> averages.put(kind, (double) sum / users.getOrDefault(kind, 1L)));
    return averages;
  }

  void addTo(List<Stat> stats) {
    stats.add(Stat.average("total_estimated_cost", averageCost()));
    stats.add(Stat.average("total_estimated_cost_sum", cost.doubleValue()));
    averageUsage().forEach((kind, average) -> stats.add(Stat.average("usage." + kind, average)));
    new TreeMap<>(usage)
        .forEach((kind, sum) -> stats.add(Stat.average("usage_sum." + kind, (double) sum)));
  }
}
