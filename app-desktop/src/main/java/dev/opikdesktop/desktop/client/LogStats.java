package dev.opikdesktop.desktop.client;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates over all rows of a query.
 *
 * @param values by the wire's name: {@code trace_count}, {@code total_estimated_cost} (an average),
 *     {@code usage.total_tokens}, {@code feedback_scores.NAME}; of percentiles {@code duration.p50}
 *     and so on
 */
public record LogStats(Map<String, Double> values) {
  public static final LogStats NONE = new LogStats(Map.of());

  public LogStats {
    values = Map.copyOf(values);
  }

  public @Nullable Double value(String name) {
    return values.get(name);
  }
}
