package dev.opikdesktop.benchmarks;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * The spans of a {@link Workload} as a program instrumented with OpenInference exports them over
 * OTLP: its attributes are those that Opik, Phoenix and MLflow all understand.
 */
final class OtlpWorkload {
  private static final int TRACES_PER_REQUEST = 10;

  private final Workload load;

  OtlpWorkload(Workload load) {
    this.load = load;
  }

  /**
   * Exports of ten traces each.
   *
   * @param headers what the receiver wants besides
   */
  List<Request> requests(int fromTrace, int toTrace, String path, Map<String, String> headers) {
    return IntStream.range(0, (toTrace - fromTrace + TRACES_PER_REQUEST - 1) / TRACES_PER_REQUEST)
        .parallel()
        .mapToObj(
            number -> {
              int begin = fromTrace + number * TRACES_PER_REQUEST;
              int end = Math.min(toTrace, begin + TRACES_PER_REQUEST);
              return Request.protobuf(path, headers, export(begin, end).toByteArray());
            })
        .toList();
  }

  /** The trace's id as OpenTelemetry writes it: 32 hexadecimal digits. */
  String traceId(int trace) {
    return load.traceId(trace).toString().replace("-", "");
  }

  private ExportTraceServiceRequest export(int fromTrace, int toTrace) {
    ScopeSpans.Builder spans =
        ScopeSpans.newBuilder()
            .setScope(
                InstrumentationScope.newBuilder()
                    .setName("openinference.instrumentation.openai")
                    .setVersion("0.1.30"));
    for (int trace = fromTrace; trace < toTrace; trace++) {
      load.spans(trace).forEach(span -> spans.addSpans(span(span)));
    }
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .setResource(
                    Resource.newBuilder()
                        .addAttributes(text("service.name", "benchmark"))
                        .addAttributes(text("openinference.project.name", load.project())))
                .addScopeSpans(spans))
        .build();
  }

  private static Span span(Workload.SpanData span) {
    Span.Builder out =
        Span.newBuilder()
            .setTraceId(bytes(span.traceId()))
            .setSpanId(half(span.id()))
            .setName(span.name())
            .setKind(Span.SpanKind.SPAN_KIND_INTERNAL)
            .setStartTimeUnixNano(nanos(span.start()))
            .setEndTimeUnixNano(nanos(span.end()))
            .addAttributes(text("openinference.span.kind", span.isLlm() ? "LLM" : "CHAIN"))
            .addAttributes(text("input.value", span.input()))
            .addAttributes(text("input.mime_type", "application/json"))
            .addAttributes(text("output.value", span.output()))
            .addAttributes(text("output.mime_type", "application/json"));
    if (span.parent().getMostSignificantBits() != 0) {
      out.setParentSpanId(half(span.parent()));
    }
    if (span.isLlm()) {
      int total = span.promptTokens() + span.completionTokens();
      out.addAttributes(text("llm.model_name", "gpt-4o-mini"))
          .addAttributes(text("llm.provider", "openai"))
          .addAttributes(number("llm.token_count.prompt", span.promptTokens()))
          .addAttributes(number("llm.token_count.completion", span.completionTokens()))
          .addAttributes(number("llm.token_count.total", total));
    }
    return out.build();
  }

  private static KeyValue text(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private static KeyValue number(String key, long value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setIntValue(value))
        .build();
  }

  private static ByteString bytes(UUID id) {
    ByteBuffer buffer = ByteBuffer.allocate(16);
    buffer.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    return ByteString.copyFrom(buffer.array());
  }

  private static ByteString half(UUID id) {
    return ByteString.copyFrom(
        ByteBuffer.allocate(8).putLong(id.getLeastSignificantBits()).array());
  }

  private static long nanos(Instant time) {
    return time.getEpochSecond() * 1_000_000_000L + time.getNano();
  }
}
