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

  private final byte[] utf8;

  private JsonText(byte[] utf8) {
    this.utf8 = utf8;
  }

  /** Takes over the array: the caller must not change it afterwards. */
  public static JsonText ofUtf8(byte[] utf8) {
    return new JsonText(utf8);
  }

  public static JsonText of(String json) {
    return new JsonText(json.getBytes(StandardCharsets.UTF_8));
  }

  /** The UTF-8 bytes themselves, not a copy: read only. */
  public byte[] utf8() {
    return utf8;
  }

  public boolean isNull() {
    return utf8.length == 4 && utf8[0] == 'n';
  }

  public boolean isObject() {
    return utf8.length > 1 && utf8[0] == '{';
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof JsonText that && Arrays.equals(utf8, that.utf8);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(utf8);
  }

  @Override
  public String toString() {
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
