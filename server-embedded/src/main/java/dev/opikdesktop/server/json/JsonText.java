package dev.opikdesktop.server.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value kept as its UTF-8 text, from the request to the store and back: payloads are never
 * turned into trees on the way. The text is valid JSON; {@code null} as a value is the text "null".
 */
public final class JsonText {
  public static final JsonText NULL = of("null");

  private final byte[] bytes;
  private final int from;
  private final int length;

  private JsonText(byte[] bytes, int from, int length) {
    this.bytes = bytes;
    this.from = from;
    this.length = length;
  }

  /** Takes over the array: the caller must not change it afterwards. */
  public static JsonText ofUtf8(byte[] utf8) {
    return new JsonText(utf8, 0, utf8.length);
  }

  /** A part of an array, which must not change there afterwards, and stays in memory as a whole. */
  static JsonText slice(byte[] utf8, int from, int length) {
    return new JsonText(utf8, from, length);
  }

  public static JsonText of(String json) {
    return ofUtf8(json.getBytes(StandardCharsets.UTF_8));
  }

  /** The UTF-8 bytes by themselves: read only. They are copied if there are others around them. */
  public byte[] utf8() {
    return length == bytes.length ? bytes : Arrays.copyOfRange(bytes, from, from + length);
  }

  /** The array in which the UTF-8 bytes are, not a copy: read only. */
  public byte[] array() {
    return bytes;
  }

  /** Where in the array they begin. */
  public int from() {
    return from;
  }

  /** How many bytes they are. */
  public int length() {
    return length;
  }

  public boolean isNull() {
    return length == 4 && bytes[from] == 'n';
  }

  public boolean isObject() {
    return length > 1 && bytes[from] == '{';
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof JsonText that
        && Arrays.equals(
            bytes, from, from + length, that.bytes, that.from, that.from + that.length);
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (int i = from; i < from + length; i++) {
      hash = 31 * hash + bytes[i];
    }
    return hash;
  }

  @Override
  public String toString() {
    return new String(bytes, from, length, StandardCharsets.UTF_8);
  }
}
