package dev.opikdesktop.server.statistics;

import dev.opikdesktop.storage.analytics.RowBinaryReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
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
  private static final int COST_SCALE = 12;

  /**
   * Columns for {@link #read}.
   *
   * @param cost an amount of each entity
   * @param usage a Map(String, Int64) of each entity
   */
  static String columns(String cost, String usage) {
    return """
    %s,
      CAST(sumMap(%s), 'Map(String, Int64)'),
      CAST(sumMap(mapApply((kind, used) -> (kind, toInt64(1)), %s)), 'Map(String, Int64)')\
    """
        .formatted(Costs.columns(cost), usage, usage);
  }

  static Spending read(RowBinaryReader in) throws IOException {
    Costs costs = Costs.read(in);
    return new Spending(
        costs.cost,
        costs.costly,
        in.map(RowBinaryReader::string, RowBinaryReader::int64),
        in.map(RowBinaryReader::string, RowBinaryReader::int64));
  }

  /**
   * What spans cost together, beside other columns.
   *
   * @param cost in US dollars, all together
   * @param costly how many entities cost something
   */
  record Costs(BigDecimal cost, long costly) {
    static final Costs NONE = new Costs(BigDecimal.ZERO, 0);

    /**
     * Columns for {@link #read}.
     *
     * @param cost an amount of each entity
     */
    static String columns(String cost) {
      return "CAST(sum(%s), 'Decimal(38, 12)'), countIf(%s > 0)".formatted(cost, cost);
    }

    /** The cost of traces, where some of those that have spans do not count. */
    static final String OF_KNOWN = "if(known, cost, 0)";

    static Costs read(RowBinaryReader in) throws IOException {
      return new Costs(in.decimal128(COST_SCALE), in.int64());
    }

    Spending with(List<Used> usage) {
      Map<String, Long> sums = new HashMap<>();
      Map<String, Long> users = new HashMap<>();
      for (Used used : usage) {
        sums.put(used.kind, used.sum);
        users.put(used.kind, used.users);
      }
      return new Spending(cost, costly, sums, users);
    }
  }

  /**
   * How much of one kind of tokens was used. A row a kind is several times faster than sums of
   * maps, which make a map of each span.
   *
   * @param users how many entities say how much of it they used
   */
  record Used(String kind, long sum, long users) {
    /** Columns for {@link #read}, of rows with {@code kinds} and {@code counts} of a span each. */
    static String columns(String users) {
      return "toString(kind), sum(toInt64(used)), toInt64(" + users + ")";
    }

    /** How many traces, of rows with the {@code trace_id} of a span each: numbers hash faster. */
    static final String TRACES = "uniqExact(reinterpretAsUInt128(trace_id))";

    /** Goes between the tables and the grouping by {@code kind}. */
    static final String BY_KIND = "ARRAY JOIN kinds AS kind, counts AS used";

    static Used read(RowBinaryReader in) throws IOException {
      return new Used(in.string(), in.int64(), in.int64());
    }
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
