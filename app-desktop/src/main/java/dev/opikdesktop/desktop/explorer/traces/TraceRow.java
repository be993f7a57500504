package dev.opikdesktop.desktop.explorer.traces;

import dev.opikdesktop.desktop.client.ErrorInfo;
import dev.opikdesktop.desktop.client.Trace;
import dev.opikdesktop.desktop.explorer.text.Preview;
import dev.opikdesktop.desktop.explorer.text.Units;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a row of the table shows of a trace: small, however large the trace's payloads are.
 *
 * @param cost US dollars
 */
public record TraceRow(
    String id,
    String name,
    Instant startTime,
    boolean running,
    @Nullable Double durationMillis,
    @Nullable Long tokens,
    @Nullable Double cost,
    @Nullable ErrorInfo error,
    String input,
    String output,
    int spanCount,
    List<String> tags) {

  static TraceRow of(Trace trace) {
    return new TraceRow(
        trace.id(),
        trace.name().isEmpty() ? "unnamed" : trace.name(),
        trace.startTime(),
        trace.isRunning(),
        trace.durationMillis(),
        Units.totalTokens(trace.usage()),
        trace.cost(),
        trace.error(),
        Preview.of(trace.input()),
        Preview.of(trace.output()),
        trace.spanCount(),
        trace.tags());
  }
}
