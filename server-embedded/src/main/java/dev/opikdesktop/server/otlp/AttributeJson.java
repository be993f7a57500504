package dev.opikdesktop.server.otlp;

import dev.opikdesktop.server.json.Json;
import dev.opikdesktop.server.json.JsonText;
import dev.opikdesktop.server.json.JsonTextReader;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;

/** Writes OpenTelemetry's values as JSON. */
final class AttributeJson {
  private AttributeJson() {}

  /** An object of the fields, or null when there are none. */
  static @Nullable JsonText object(Map<String, AnyValue> fields) {
    if (fields.isEmpty()) {
      return null;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    try (JsonGenerator json = Json.generator(out)) {
      json.writeStartObject();
      fields.forEach(
          (name, value) -> {
            json.writeName(name);
            attribute(json, value);
          });
      json.writeEndObject();
    }
    return JsonText.ofUtf8(out.toByteArray());
  }

  /** An attribute's value: text that is a JSON object or array becomes one. */
  private static void attribute(JsonGenerator json, AnyValue value) {
    Optional<JsonText> structured =
        value.hasStringValue() ? structured(value.getStringValue()) : Optional.empty();
    if (structured.isPresent()) {
      Json.write(json, structured.get());
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
    try (JsonParser parser = Json.parser(trimmed.getBytes(StandardCharsets.UTF_8))) {
      JsonText read = new JsonTextReader().read(parser);
      return parser.nextToken() == null ? Optional.of(read) : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static void value(JsonGenerator json, AnyValue value) {
    switch (value.getValueCase()) {
      case STRING_VALUE -> json.writeString(value.getStringValue());
      case BOOL_VALUE -> json.writeBoolean(value.getBoolValue());
      case INT_VALUE -> json.writeNumber(value.getIntValue());
      case DOUBLE_VALUE -> number(json, value.getDoubleValue());
      case BYTES_VALUE ->
          json.writeString(Base64.getEncoder().encodeToString(value.getBytesValue().toByteArray()));
      case ARRAY_VALUE -> {
        json.writeStartArray();
        value.getArrayValue().getValuesList().forEach(element -> value(json, element));
        json.writeEndArray();
      }
      case KVLIST_VALUE -> fields(json, value.getKvlistValue().getValuesList());
      default -> json.writeNull();
    }
  }

  /** A whole list of attributes as an object. */
  static void fields(JsonGenerator json, List<KeyValue> attributes) {
    json.writeStartObject();
    for (KeyValue attribute : attributes) {
      json.writeName(attribute.getKey());
      value(json, attribute.getValue());
    }
    json.writeEndObject();
  }

  private static void number(JsonGenerator json, double number) {
    if (Double.isFinite(number)) {
      json.writeNumber(number);
    } else {
      json.writeString(Double.toString(number));
    }
  }

  /** A value as text: text itself, anything else as JSON. */
  static String text(AnyValue value) {
    if (value.hasStringValue()) {
      return value.getStringValue();
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = Json.generator(out)) {
      value(json, value);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
