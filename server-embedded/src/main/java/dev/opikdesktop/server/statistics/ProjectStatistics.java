package dev.opikdesktop.server.statistics;

import java.util.List;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a project's traces come to (schema ProjectStatsSummaryItem). Of a project without traces
 * only the id is said.
 *
 * @param totalEstimatedCost the average of the traces that cost something, in US dollars
 * @param usage averages by kind
 */
record ProjectStatistics(
    UUID projectId,
    @Nullable List<NamedAverage> feedbackScores,
    @Nullable Percentiles duration,
    @Nullable Double totalEstimatedCost,
    @Nullable Double totalEstimatedCostSum,
    @Nullable SortedMap<String, Double> usage,
    @Nullable Long traceCount,
    @Nullable Long threadCount,
    @Nullable Long guardrailsFailedCount,
    @Nullable ErrorCount errorCount) {

  static ProjectStatistics none(UUID project) {
    return new ProjectStatistics(project, null, null, null, null, null, null, null, null, null);
  }

  /**
   * Traces with errors.
   *
   * @param deviation how many more of the last seven days than of the seven days before
   * @param deviationPercentage the same as a share of those before; absent when there were none
   */
  record ErrorCount(long count, long deviation, @Nullable Long deviationPercentage) {
    private static final int ALL = 100;

    static ErrorCount of(long count, long recent, long before) {
      long deviation = recent - before;
      return new ErrorCount(
          count, deviation, before == 0 ? null : Math.round((double) ALL * deviation / before));
    }
  }
}
