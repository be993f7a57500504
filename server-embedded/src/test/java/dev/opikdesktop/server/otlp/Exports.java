package dev.opikdesktop.server.otlp;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/** Export requests as an OpenTelemetry SDK makes them. */
final class Exports {
  static final Instant START = Instant.parse("2026-11-23T11:00:00.123456789Z");
  static final String TRACE = "47eb7d7dc8ffb8cbb54cd7fa215c90b3";

  private Exports() {}

  static ExportTraceServiceRequest of(Span.Builder... spans) {
    return of(List.of(), spans);
  }

  static ExportTraceServiceRequest of(List<KeyValue> resource, Span.Builder... spans) {
    ScopeSpans.Builder scope =
        ScopeSpans.newBuilder().setScope(InstrumentationScope.newBuilder().setName("tests"));
    for (Span.Builder span : spans) {
      scope.addSpans(span);
    }
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .setResource(Resource.newBuilder().addAllAttributes(resource))
                .addScopeSpans(scope))
        .build();
  }

  /**
   * A span of trace {@link #TRACE} that lasts a second.
   *
   * @param id 16 hex digits
   * @param parent 16 hex digits, or empty for a root
   * @param startsAfter seconds after {@link #START}
   */
  static Span.Builder span(String name, String id, String parent, long startsAfter) {
    Instant start = START.plusSeconds(startsAfter);
    return Span.newBuilder()
        .setName(name)
        .setTraceId(bytes(TRACE))
        .setSpanId(bytes(id))
        .setParentSpanId(bytes(parent))
        .setStartTimeUnixNano(nanos(start))
        .setEndTimeUnixNano(nanos(start.plusSeconds(1)));
  }

  static KeyValue text(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  static KeyValue number(String key, long value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setIntValue(value))
        .build();
  }

  static ByteString bytes(String hex) {
    return ByteString.copyFrom(HexFormat.of().parseHex(hex));
  }

  static long nanos(Instant time) {
    return time.getEpochSecond() * 1_000_000_000L + time.getNano();
  }
}
