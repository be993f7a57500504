package dev.opikdesktop.server.statistics;

import dev.opikdesktop.server.query.Field.Reads;
import java.util.List;
import java.util.Set;

/** How several entities become one number, or one for each of a few names. */
enum Measure {
  COUNT(Absent.ZERO),
  AVERAGE_DURATION(Absent.NULL),
  /** Of a hundred. */
  ERROR_RATE(Absent.NULL),
  DURATION(Absent.NULL),
  COST(Absent.NULL),
  TOKEN_USAGE(Absent.ZERO),
  FEEDBACK_SCORES(Absent.NULL),
  GUARDRAILS_FAILED(Absent.ZERO);

  /** What is said of a time of which nothing is known. */
  enum Absent {
    ZERO,
    NULL
  }

  private static final List<String> PERCENTILES =
      List.of("duration.p50", "duration.p90", "duration.p99");

  private final Absent absent;

  Measure(Absent absent) {
    this.absent = absent;
  }

  Absent absent() {
    return absent;
  }

  /** The series that are there whatever is measured; none where the names come from the data. */
  List<String> series(Measured entities) {
    return switch (this) {
      case COUNT -> List.of(entities.word());
      case AVERAGE_DURATION -> List.of("avg_duration");
      case ERROR_RATE -> List.of("error_rate");
      case DURATION -> PERCENTILES;
      case COST -> List.of("cost");
      case GUARDRAILS_FAILED -> List.of("failed");
      case TOKEN_USAGE, FEEDBACK_SCORES -> List.of();
    };
  }

  /** What it reads of the entities. */
  Set<Reads> reads(Measured entities) {
    return switch (this) {
      case COST, TOKEN_USAGE -> entities.spending();
      default -> Set.of(Reads.ROW);
    };
  }

  /** The numbers with their names, a Map(String, Float64); not a number where nothing is known. */
  String sql(Measured entities) {
    return switch (this) {
      case COUNT -> "map('" + entities.word() + "', toFloat64(count()))";
      case AVERAGE_DURATION -> "map('avg_duration', ifNull(avg(" + entities.duration() + "), nan))";
      case ERROR_RATE -> "map('error_rate', 100. * countIf(" + entities.failed() + ") / count())";
      case DURATION ->
          "CAST((['duration.p50', 'duration.p90', 'duration.p99'], "
              + Percentiles.SQL.formatted(entities.duration())
              + "), 'Map(String, Float64)')";
      case COST -> "map('cost', toFloat64(sum(ifNull(" + entities.cost() + ", 0))))";
      case TOKEN_USAGE ->
          "mapApply((kind, used) -> (kind, toFloat64(used)), CAST(sumMap("
              + entities.usage()
              + "), 'Map(String, Int64)'))";
      case FEEDBACK_SCORES -> "CAST(avgMap(map(scored_name, scored)), 'Map(String, Float64)')";
      case GUARDRAILS_FAILED -> "map('failed', toFloat64(sum(failed_checks)))";
    };
  }

  /**
   * How much a group of a breakdown weighs against others: by what it sums up to, or by how many
   * entities an average is over.
   */
  String weight(Measured entities) {
    return switch (this) {
      case COST -> "toFloat64(sum(ifNull(" + entities.cost() + ", 0)))";
      case TOKEN_USAGE -> "toFloat64(sum(" + entities.usage() + "[{sub_metric:String}]))";
      case GUARDRAILS_FAILED -> "toFloat64(sum(failed_checks))";
      default -> "toFloat64(count())";
    };
  }
}
