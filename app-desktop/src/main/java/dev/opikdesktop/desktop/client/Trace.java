package dev.opikdesktop.desktop.client;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One trace ({@code Trace_Public}).
 *
 * @param durationMillis with microseconds behind the point; null while it runs
 * @param usage tokens by the name of their kind, summed over the spans
 * @param cost US dollars, summed over the spans; null when no span has a price
 */
public record Trace(
    String id,
    String projectId,
    String name,
    Instant startTime,
    @Nullable Instant endTime,
    Payload input,
    Payload output,
    Payload metadata,
    List<String> tags,
    @Nullable ErrorInfo error,
    Map<String, Long> usage,
    @Nullable Double cost,
    @Nullable Double durationMillis,
    @Nullable Double firstTokenMillis,
    int spanCount,
    @Nullable String threadId,
    List<String> providers,
    String environment,
    List<Score> scores) {

  /** Whether its end has not been reported yet. */
  public boolean isRunning() {
    return endTime == null;
  }
}
