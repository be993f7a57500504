package dev.opikdesktop.server.otlp;

import dev.opikdesktop.server.json.JsonInput;
import dev.opikdesktop.server.json.JsonText;
import dev.opikdesktop.server.json.JsonTextWriter;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Writes OpenTelemetry's values as JSON. */
final class AttributeJson {
  private AttributeJson() {}

  /** An object of the fields, or null when there are none. */
  static @Nullable JsonText object(Map<String, AnyValue> fields) {
    if (fields.isEmpty()) {
      return null;
    }
    JsonTextWriter json = new JsonTextWriter();
    json.startObject();
    fields.forEach(
        (name, value) -> {
          json.name(name);
          attribute(json, value);
        });
    json.endObject();
    return json.take();
  }

  /** An attribute's value: text that is a JSON object or array becomes one, in a list too. */
  private static void attribute(JsonTextWriter json, AnyValue value) {
    if (value.hasArrayValue()) {
      json.startArray();
      value.getArrayValue().getValuesList().forEach(element -> attribute(json, element));
      json.endArray();
      return;
    }
    Optional<JsonText> structured =
        value.hasStringValue() ? structured(value.getStringValue()) : Optional.empty();
    if (structured.isPresent()) {
      json.value(structured.get());
    } else {
      value(json, value);
    }
  }

  /** The JSON object or array that a text is, or empty for any other text. */
  static Optional<JsonText> structured(String text) {
    String trimmed = text.strip();
    if (!(trimmed.startsWith("{") && trimmed.endsWith("}"))
        && !(trimmed.startsWith("[") && trimmed.endsWith("]"))) {
      return Optional.empty();
    }
    try {
      JsonInput in = new JsonInput(trimmed.getBytes(StandardCharsets.UTF_8));
      JsonText read = in.json();
      return in.kind() == JsonInput.Kind.NOTHING ? Optional.of(read) : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static void value(JsonTextWriter json, AnyValue value) {
    switch (value.getValueCase()) {
      case STRING_VALUE -> json.string(value.getStringValue());
      case BOOL_VALUE -> json.bool(value.getBoolValue());
      case INT_VALUE -> json.number(value.getIntValue());
      case DOUBLE_VALUE -> json.number(value.getDoubleValue());
      case BYTES_VALUE ->
          json.string(Base64.getEncoder().encodeToString(value.getBytesValue().toByteArray()));
      case ARRAY_VALUE -> {
        json.startArray();
        value.getArrayValue().getValuesList().forEach(element -> value(json, element));
        json.endArray();
      }
      case KVLIST_VALUE -> fields(json, value.getKvlistValue().getValuesList());
      default -> json.nothing();
    }
  }

  /** A whole list of attributes as an object. */
  static void fields(JsonTextWriter json, List<KeyValue> attributes) {
    json.startObject();
    for (KeyValue attribute : attributes) {
      json.name(attribute.getKey());
      value(json, attribute.getValue());
    }
    json.endObject();
  }

  /** A value as text: text itself, anything else as JSON. */
  static String text(AnyValue value) {
    if (value.hasStringValue()) {
      return value.getStringValue();
    }
    JsonTextWriter json = new JsonTextWriter();
    value(json, value);
    return json.take().toString();
  }
}
