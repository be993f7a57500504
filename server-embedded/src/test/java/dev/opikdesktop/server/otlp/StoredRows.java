package dev.opikdesktop.server.otlp;

import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.spans.SpanWrite;
import dev.opikdesktop.server.traces.TraceWrite;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Rows in memory, under the rule of the batch creates: of two rows of one id the one with the
 * greater last_updated_at counts, and of equals the later one.
 */
final class StoredRows implements OtlpSink, StoredTraceIds {
  final Map<UUID, TraceWrite> traces = new LinkedHashMap<>();
  final Map<UUID, SpanWrite> spans = new LinkedHashMap<>();

  @Override
  public synchronized void write(
      Caller caller, List<TraceWrite> traceRows, List<SpanWrite> spanRows) {
    for (TraceWrite row : traceRows) {
      traces.merge(
          row.id(),
          row,
          (a, b) -> version(a.lastUpdatedAt()) <= version(b.lastUpdatedAt()) ? b : a);
    }
    for (SpanWrite row : spanRows) {
      spans.put(row.id(), row);
    }
  }

  private static long version(Instant lastUpdatedAt) {
    return lastUpdatedAt == null ? Long.MAX_VALUE : lastUpdatedAt.toEpochMilli();
  }

  @Override
  public synchronized List<UUID> find(
      Caller caller,
      String project,
      Collection<String> tails,
      Instant from,
      Instant to,
      boolean settled) {
    return spans.values().stream()
        .filter(span -> project.equals(span.projectName()))
        .map(SpanWrite::traceId)
        .distinct()
        .filter(id -> tails.contains(OpikIds.tail(id)))
        .filter(id -> OpikIds.epochMilli(id) >= from.toEpochMilli())
        .filter(id -> OpikIds.epochMilli(id) < to.toEpochMilli())
        .toList();
  }
}
