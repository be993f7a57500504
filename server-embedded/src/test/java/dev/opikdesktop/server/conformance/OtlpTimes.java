package dev.opikdesktop.server.conformance;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.time.Duration;
import java.time.Instant;

/** Moves the times in recorded OTLP requests from the recording's T0 to that of this run. */
final class OtlpTimes {
  private static final Instant RECORDED_ZERO = Instant.parse("2026-11-23T11:00:00Z");

  private OtlpTimes() {}

  static byte[] moved(byte[] request, Instant zero) {
    long nanos = Duration.between(RECORDED_ZERO, zero).toNanos();
    try {
      ExportTraceServiceRequest.Builder moved =
          ExportTraceServiceRequest.parseFrom(request).toBuilder();
      moved
          .getResourceSpansBuilderList()
          .forEach(
              resource ->
                  resource
                      .getScopeSpansBuilderList()
                      .forEach(scope -> scope.getSpansBuilderList().forEach(s -> move(s, nanos))));
      return moved.build().toByteArray();
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private static void move(Span.Builder span, long nanos) {
    span.setStartTimeUnixNano(span.getStartTimeUnixNano() + nanos);
    span.setEndTimeUnixNano(span.getEndTimeUnixNano() + nanos);
    span.getEventsBuilderList().forEach(e -> e.setTimeUnixNano(e.getTimeUnixNano() + nanos));
  }
}
