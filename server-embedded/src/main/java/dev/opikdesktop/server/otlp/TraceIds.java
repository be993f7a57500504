package dev.opikdesktop.server.otlp;

import dev.opikdesktop.server.http.Caller;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * Which trace of Opik an OpenTelemetry trace is. The answer for one trace of one project is the
 * same every time, in whatever order and however many batches its spans come, across restarts.
 */
@FunctionalInterface
public interface TraceIds {
  /**
   * Names the trace of each OpenTelemetry trace id.
   *
   * @param project the name as the exporter gave it, never blank
   * @param earliestStarts OpenTelemetry's trace ids as 32 lower-case hex digits, and the start of
   *     the earliest span of each in this batch, which becomes the time of an id that is new
   * @return a version 7 id for each key
   */
  Map<String, UUID> of(Caller caller, String project, Map<String, Instant> earliestStarts);
}
