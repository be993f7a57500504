package dev.opikdesktop.desktop.client;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One span ({@code Span_Public}).
 *
 * @param type {@code general}, {@code tool}, {@code llm} or {@code guardrail}
 * @param durationMillis with microseconds behind the point; null while it runs
 * @param usage tokens by the name of their kind
 * @param cost US dollars; null when its model has no price
 */
public record Span(
    String id,
    String traceId,
    @Nullable String parentSpanId,
    String name,
    String type,
    Instant startTime,
    @Nullable Instant endTime,
    Payload input,
    Payload output,
    Payload metadata,
    @Nullable String model,
    @Nullable String provider,
    List<String> tags,
    @Nullable ErrorInfo error,
    Map<String, Long> usage,
    @Nullable Double cost,
    @Nullable Double durationMillis,
    @Nullable Double firstTokenMillis,
    List<Score> scores) {

  /** Whether its end has not been reported yet. */
  public boolean isRunning() {
    return endTime == null;
  }
}
