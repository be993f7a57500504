package dev.opikdesktop.transfer.foreign;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Jaeger's tags, which are OpenTelemetry's attributes: {@code [{key, type, value}]}. */
final class JaegerTags {
  private JaegerTags() {}

  /** Reads the array whose bracket is the current token; anything else is no tags. */
  static Map<String, AnyValue> read(JsonParser json) {
    Map<String, AnyValue> tags = new LinkedHashMap<>();
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return tags;
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == JsonToken.START_OBJECT) {
        readOne(json, tags);
      } else {
        json.skipChildren();
      }
    }
    return tags;
  }

  private static void readOne(JsonParser json, Map<String, AnyValue> into) {
    String key = "";
    String type = "";
    String text = null;
    JsonToken kind = JsonToken.VALUE_NULL;
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      JsonToken token = json.nextToken();
      if (!token.isScalarValue()) {
        json.skipChildren();
        continue;
      }
      switch (name) {
        case "key" -> key = json.getString();
        case "type" -> type = json.getString();
        case "value" -> {
          kind = token;
          text = token == JsonToken.VALUE_NULL ? null : json.getString();
        }
        default -> {}
      }
    }
    if (!key.isEmpty()) {
      into.put(key, value(type, kind, text));
    }
  }

  /** A value of the type that the tag tells; what does not fit its type stays text. */
  private static AnyValue value(String type, JsonToken kind, @Nullable String text) {
    if (text == null) {
      return AnyValue.getDefaultInstance();
    }
    AnyValue.Builder value = AnyValue.newBuilder();
    try {
      switch (type) {
        case "bool" -> value.setBoolValue(bool(text));
        case "int64" -> value.setIntValue(Long.parseLong(text));
        case "float64" -> value.setDoubleValue(Double.parseDouble(text));
        case "binary" -> value.setBytesValue(ByteString.copyFrom(Base64.getDecoder().decode(text)));
        case "string" -> value.setStringValue(text);
        default -> untyped(value, kind, text);
      }
    } catch (IllegalArgumentException e) {
      value.setStringValue(text);
    }
    return value.build();
  }

  private static void untyped(AnyValue.Builder value, JsonToken kind, String text) {
    switch (kind) {
      case VALUE_TRUE, VALUE_FALSE -> value.setBoolValue(bool(text));
      case VALUE_NUMBER_INT -> value.setIntValue(Long.parseLong(text));
      case VALUE_NUMBER_FLOAT -> value.setDoubleValue(Double.parseDouble(text));
      default -> value.setStringValue(text);
    }
  }

  private static boolean bool(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }
}
