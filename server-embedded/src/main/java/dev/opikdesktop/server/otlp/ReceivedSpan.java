package dev.opikdesktop.server.otlp;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.trace.v1.Span;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A span that can be stored, with what stands around it in the request.
 *
 * @param scope name of the instrumentation library, may be empty
 * @param traceId 32 lower-case hex digits
 * @param spanId 16 lower-case hex digits
 * @param parentId hex digits, or null for a span without a parent
 * @param start when it began, or what comes closest if the exporter does not say
 * @param end when it ended, or null
 */
record ReceivedSpan(
    String scope,
    Span span,
    String traceId,
    String spanId,
    @Nullable String parentId,
    Instant start,
    @Nullable Instant end,
    OpikOverrides overrides) {

  private static final int TRACE_ID_BYTES = 16;
  private static final int SPAN_ID_BYTES = 8;

  /** Why a span cannot be stored, or null when it can. */
  static @Nullable String fault(Span span) {
    if (span.getTraceId().size() != TRACE_ID_BYTES) {
      return "the trace id has " + span.getTraceId().size() + " bytes in place of 16";
    }
    if (isZero(span.getTraceId())) {
      return "the trace id is all zeros";
    }
    if (span.getSpanId().size() != SPAN_ID_BYTES) {
      return "the span id has " + span.getSpanId().size() + " bytes in place of 8";
    }
    if (isZero(span.getSpanId())) {
      return "the span id is all zeros";
    }
    if (!Nanos.inRange(span.getStartTimeUnixNano()) || !Nanos.inRange(span.getEndTimeUnixNano())) {
      return "a time lies after the year 2262";
    }
    return null;
  }

  /** Reads a span without {@link #fault}. */
  static ReceivedSpan of(String scope, Span span, Instant now) {
    Instant end = span.getEndTimeUnixNano() == 0 ? null : Nanos.instant(span.getEndTimeUnixNano());
    Instant start =
        span.getStartTimeUnixNano() != 0
            ? Nanos.instant(span.getStartTimeUnixNano())
            : end == null ? now : end;
    return new ReceivedSpan(
        scope,
        span,
        hex(span.getTraceId()),
        hex(span.getSpanId()),
        isZero(span.getParentSpanId()) ? null : hex(span.getParentSpanId()),
        start,
        end,
        OpikOverrides.in(span.getAttributesList()));
  }

  /** Whether this is where its trace begins, and no SDK has begun it. */
  boolean isRoot() {
    return parentId == null && overrides.traceId() == null && overrides.parentSpanId() == null;
  }

  private static String hex(ByteString bytes) {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }

  private static boolean isZero(ByteString bytes) {
    for (int i = 0; i < bytes.size(); i++) {
      if (bytes.byteAt(i) != 0) {
        return false;
      }
    }
    return true;
  }
}
