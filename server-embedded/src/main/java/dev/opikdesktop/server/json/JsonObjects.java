package dev.opikdesktop.server.json;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Small changes to kept JSON objects that do not rebuild them. */
public final class JsonObjects {
  private JsonObjects() {}

  /**
   * An object with one more field in front, unless it has that field; other values stay as they
   * are.
   */
  public static @Nullable JsonText withLeading(
      @Nullable JsonText object, String name, String value) {
    return withLeading(object, name, out -> out.writeString(value));
  }

  /** As {@link #withLeading(JsonText, String, String)} with an array of strings. */
  public static @Nullable JsonText withLeading(
      @Nullable JsonText object, String name, List<String> values) {
    return withLeading(
        object,
        name,
        out -> {
          out.writeStartArray();
          values.forEach(out::writeString);
          out.writeEndArray();
        });
  }

  private static @Nullable JsonText withLeading(
      @Nullable JsonText object, String name, Value value) {
    if (object != null && (!object.isObject() || hasField(object, name))) {
      return object;
    }
    ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    try (JsonGenerator out = Json.generator(buffer)) {
      out.writeStartObject();
      out.writeName(name);
      value.write(out);
      out.flush();
    }
    byte[] rest = object == null ? "}".getBytes(StandardCharsets.US_ASCII) : object.utf8();
    if (object != null) {
      boolean empty = firstAfterBrace(rest) == '}';
      if (!empty) {
        buffer.write(',');
      }
      buffer.write(rest, 1, rest.length - 1);
    } else {
      buffer.write(rest, 0, rest.length);
    }
    return JsonText.ofUtf8(buffer.toByteArray());
  }

  private static char firstAfterBrace(byte[] object) {
    int i = 1;
    while (Character.isWhitespace(object[i])) {
      i++;
    }
    return (char) object[i];
  }

  private static boolean hasField(JsonText object, String name) {
    try (JsonParser parser = Json.parser(object.utf8())) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        if (parser.currentName().equals(name)) {
          return true;
        }
        parser.nextToken();
        parser.skipChildren();
      }
      return false;
    }
  }

  /** Writes a value. */
  private interface Value {
    void write(JsonGenerator out);
  }
}
