package dev.opikdesktop.server.otlp;

import dev.opikdesktop.server.json.Json;
import dev.opikdesktop.server.json.JsonTextWriter;
import dev.opikdesktop.server.traces.ErrorInfo;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What happened during a span, and what went wrong. */
final class SpanEvents {
  /** The pieces of a streamed answer: OpenInference tells of the first, OpenLLMetry of each. */
  private static final Set<String> TOKENS =
      Set.of(
          "First Token Stream Event",
          "gen_ai.content.completion.chunk",
          "llm.content.completion.chunk");

  private SpanEvents() {}

  /**
   * The events as the text of a JSON array of {@code {name, timestamp, attributes}}, to be put
   * under "opentelemetry.events" in the metadata.
   */
  static AnyValue json(List<Span.Event> events) {
    JsonTextWriter json = new JsonTextWriter();
    json.startArray();
    for (Span.Event event : events) {
      json.startObject();
      json.name("name");
      json.string(event.getName());
      json.name("timestamp");
      json.string(Json.text(Nanos.instant(event.getTimeUnixNano())));
      json.name("attributes");
      AttributeJson.fields(json, event.getAttributesList());
      json.endObject();
    }
    json.endArray();
    return AnyValue.newBuilder().setStringValue(json.take().toString()).build();
  }

  /**
   * The links as the text of a JSON array of {@code {trace_id, span_id, attributes}}, with
   * OpenTelemetry's ids in hex digits, to be put under "opentelemetry.links" in the metadata.
   */
  static AnyValue links(List<Span.Link> links) {
    JsonTextWriter json = new JsonTextWriter();
    json.startArray();
    for (Span.Link link : links) {
      json.startObject();
      json.name("trace_id");
      json.string(HexFormat.of().formatHex(link.getTraceId().toByteArray()));
      json.name("span_id");
      json.string(HexFormat.of().formatHex(link.getSpanId().toByteArray()));
      json.name("attributes");
      AttributeJson.fields(json, link.getAttributesList());
      json.endObject();
    }
    json.endArray();
    return AnyValue.newBuilder().setStringValue(json.take().toString()).build();
  }

  /**
   * The last exception that was recorded, else the status when it says ERROR or an "error.type" is
   * named, else what an event of Codex says, which leaves the status as it is; else null.
   */
  static @Nullable ErrorInfo error(Span span) {
    for (Span.Event event : span.getEventsList().reversed()) {
      if (event.getName().equals("exception")) {
        List<KeyValue> attributes = event.getAttributesList();
        return new ErrorInfo(
            text(attributes, "exception.type"),
            text(attributes, "exception.message"),
            text(attributes, "exception.stacktrace"));
      }
    }
    String type = text(span.getAttributesList(), "error.type");
    if (span.getStatus().getCode() != Status.StatusCode.STATUS_CODE_ERROR && type == null) {
      return errorOfCodex(span.getEventsList());
    }
    String message = span.getStatus().getMessage();
    return new ErrorInfo(type == null ? "Error" : type, message.isEmpty() ? null : message, null);
  }

  /** What the status says, unless it ends with the message of the error and so adds nothing. */
  static Optional<AnyValue> statusBeside(@Nullable ErrorInfo error, Span span) {
    String said = span.getStatus().getMessage();
    String known = error == null ? null : error.message();
    return said.isEmpty() || (known != null && said.strip().endsWith(known.strip()))
        ? Optional.empty()
        : Optional.of(AnyValue.newBuilder().setStringValue(said).build());
  }

  private static @Nullable ErrorInfo errorOfCodex(List<Span.Event> events) {
    for (Span.Event event : events.reversed()) {
      String name = text(event.getAttributesList(), "event.name");
      String message = text(event.getAttributesList(), "error.message");
      if (name != null && name.startsWith("codex.") && message != null) {
        return new ErrorInfo(name, message, null);
      }
    }
    return null;
  }

  /**
   * Milliseconds from the start of a call to the first token of its answer, if an event says so.
   */
  static Optional<Double> millisToFirstToken(Span span) {
    return span.getEventsList().stream()
        .filter(event -> TOKENS.contains(event.getName()))
        .map(event -> (event.getTimeUnixNano() - span.getStartTimeUnixNano()) / 1e6)
        .filter(millis -> millis >= 0 && span.getStartTimeUnixNano() != 0)
        .findFirst();
  }

  private static @Nullable String text(List<KeyValue> attributes, String key) {
    for (KeyValue attribute : attributes) {
      if (attribute.getKey().equals(key)) {
        return AttributeJson.text(attribute.getValue());
      }
    }
    return null;
  }
}
