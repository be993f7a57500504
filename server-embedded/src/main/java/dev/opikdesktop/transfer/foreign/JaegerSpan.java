package dev.opikdesktop.transfer.foreign;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * A span as Jaeger writes it, turned back into the one of OpenTelemetry that it was: what OTLP has
 * fields for and Jaeger has not stands in tags (OpenTelemetry's rules for Jaeger, backwards).
 */
final class JaegerSpan {
  private static final int TRACE_ID_DIGITS = 32;
  private static final int SPAN_ID_DIGITS = 16;
  private static final long NANOS_A_MICRO = 1_000;
  private static final int LONGEST_NUMBER = 40;

  private record Reference(String type, String traceId, String spanId) {}

  private String traceId = "";
  private String spanId = "";
  private String parentId = "";
  private String name = "";
  private String processId = "";
  private long startNanos;
  private long durationNanos;
  private Map<String, AnyValue> tags = new LinkedHashMap<>();
  private final List<Reference> references = new ArrayList<>();
  private final List<Span.Event> events = new ArrayList<>();
  private String scopeName = "";
  private String scopeVersion = "";

  private JaegerSpan() {}

  /**
   * Reads the object whose brace is the current token.
   *
   * @throws IllegalArgumentException when it cannot be a span
   */
  static JaegerSpan read(JsonParser json) {
    JaegerSpan span = new JaegerSpan();
    for (String field = json.nextName(); field != null; field = json.nextName()) {
      json.nextToken();
      span.field(json, field);
    }
    span.scopeName = span.take("otel.scope.name", "otel.library.name");
    span.scopeVersion = span.take("otel.scope.version", "otel.library.version");
    return span;
  }

  String processId() {
    return processId;
  }

  String scopeName() {
    return scopeName;
  }

  String scopeVersion() {
    return scopeVersion;
  }

  private void field(JsonParser json, String field) {
    switch (field) {
      case "traceID" -> traceId = text(json);
      case "spanID" -> spanId = text(json);
      case "parentSpanID" -> parentId = text(json);
      case "operationName" -> name = text(json);
      case "processID" -> processId = text(json);
      case "startTime" -> startNanos = micros(json, field);
      case "duration" -> durationNanos = micros(json, field);
      case "tags" -> tags = JaegerTags.read(json);
      case "references" -> objects(json, () -> reference(json));
      case "logs" -> objects(json, () -> log(json));
      default -> json.skipChildren();
    }
  }

  private static String text(JsonParser json) {
    JsonToken token = json.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return "";
    }
    if (token.isScalarValue()) {
      return json.getString();
    }
    json.skipChildren();
    return "";
  }

  private static long micros(JsonParser json, String field) {
    String text = text(json);
    if (text.length() <= LONGEST_NUMBER) {
      try {
        return new BigDecimal(text).multiply(BigDecimal.valueOf(NANOS_A_MICRO)).longValueExact();
      } catch (ArithmeticException | NumberFormatException e) {
        // As what is too long to be one.
      }
    }
    throw new IllegalArgumentException(field + " must be a number of microseconds");
  }

  private static void objects(JsonParser json, Runnable element) {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == JsonToken.START_OBJECT) {
        element.run();
      } else {
        json.skipChildren();
      }
    }
  }

  private void reference(JsonParser json) {
    String type = "";
    String trace = "";
    String span = "";
    for (String field = json.nextName(); field != null; field = json.nextName()) {
      json.nextToken();
      switch (field) {
        case "refType" -> type = text(json);
        case "traceID" -> trace = text(json);
        case "spanID" -> span = text(json);
        default -> json.skipChildren();
      }
    }
    references.add(new Reference(type, trace, span));
  }

  private void log(JsonParser json) {
    Span.Event.Builder event = Span.Event.newBuilder();
    for (String field = json.nextName(); field != null; field = json.nextName()) {
      json.nextToken();
      switch (field) {
        case "timestamp" -> event.setTimeUnixNano(micros(json, field));
        case "fields" -> {
          Map<String, AnyValue> fields = JaegerTags.read(json);
          AnyValue eventName = fields.remove("event");
          event.setName(eventName == null ? "" : eventName.getStringValue());
          attributes(fields).forEach(event::addAttributes);
        }
        default -> json.skipChildren();
      }
    }
    events.add(event.build());
  }

  /**
   * The span of OpenTelemetry.
   *
   * @throws IllegalArgumentException when an id is none
   */
  Span otlp() {
    Span.Builder span =
        Span.newBuilder()
            .setTraceId(id(traceId, "traceID", TRACE_ID_DIGITS))
            .setSpanId(id(spanId, "spanID", SPAN_ID_DIGITS))
            .setName(name)
            .setStartTimeUnixNano(startNanos)
            .setEndTimeUnixNano(startNanos + durationNanos)
            .setKind(kind(take("span.kind")))
            .setTraceState(take("w3c.tracestate"));
    Reference parent = parent();
    if (parent != null) {
      span.setParentSpanId(id(parent.spanId(), "references", SPAN_ID_DIGITS));
    }
    status(span);
    // Jaeger's own note of the form in which the span once came.
    tags.remove("internal.span.format");
    attributes(tags).forEach(span::addAttributes);
    return span.addAllEvents(events).build();
  }

  /** Whose child it is, else what it follows from. */
  private @Nullable Reference parent() {
    for (String type : List.of("CHILD_OF", "FOLLOWS_FROM")) {
      for (Reference reference : references) {
        if (reference.type().equals(type) && isOfThisTrace(reference)) {
          return reference;
        }
      }
    }
    return parentId.isEmpty() ? null : new Reference("CHILD_OF", traceId, parentId);
  }

  private boolean isOfThisTrace(Reference reference) {
    return !reference.spanId().isEmpty()
        && (reference.traceId().isEmpty() || reference.traceId().equals(traceId));
  }

  /** Only a span in error has the tag; its words stand beside it. */
  private void status(Span.Builder span) {
    AnyValue error = tags.get("error");
    boolean isError =
        error != null && (error.getBoolValue() || error.getStringValue().equals("true"));
    if (isError) {
      tags.remove("error");
    }
    String code = take("otel.status_code").toUpperCase(Locale.ROOT);
    String message = take("otel.status_description");
    if (isError || code.equals("ERROR")) {
      span.getStatusBuilder().setCode(StatusCode.STATUS_CODE_ERROR).setMessage(message);
    } else if (code.equals("OK")) {
      span.getStatusBuilder().setCode(StatusCode.STATUS_CODE_OK);
    }
  }

  private static SpanKind kind(String tag) {
    return switch (tag) {
      case "client" -> SpanKind.SPAN_KIND_CLIENT;
      case "server" -> SpanKind.SPAN_KIND_SERVER;
      case "producer" -> SpanKind.SPAN_KIND_PRODUCER;
      case "consumer" -> SpanKind.SPAN_KIND_CONSUMER;
      case "internal" -> SpanKind.SPAN_KIND_INTERNAL;
      default -> SpanKind.SPAN_KIND_UNSPECIFIED;
    };
  }

  /** Takes the text of the first of these tags that is there; "" if none is. */
  private String take(String... keys) {
    String found = "";
    for (String key : keys) {
      AnyValue value = tags.remove(key);
      if (value != null && found.isEmpty()) {
        found = value.getStringValue();
      }
    }
    return found;
  }

  private static List<KeyValue> attributes(Map<String, AnyValue> values) {
    return values.entrySet().stream()
        .map(
            entry ->
                KeyValue.newBuilder().setKey(entry.getKey()).setValue(entry.getValue()).build())
        .toList();
  }

  /**
   * Jaeger leaves zeros at the beginning out; the trace ids of its older clients are half as long.
   */
  private static ByteString id(String hex, String field, int digits) {
    if (hex.isEmpty() || hex.length() > digits) {
      throw new IllegalArgumentException("%s must be %d hex digits".formatted(field, digits));
    }
    try {
      String whole = "0".repeat(digits - hex.length()) + hex;
      return ByteString.copyFrom(HexFormat.of().parseHex(whole));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("%s must be %d hex digits".formatted(field, digits), e);
    }
  }
}
