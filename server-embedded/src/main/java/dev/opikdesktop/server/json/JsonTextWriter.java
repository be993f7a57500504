package dev.opikdesktop.server.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes JSON values into memory that is used again for the next one. Whoever writes keeps the
 * order: a name before each value within an object. Not for several threads.
 */
public final class JsonTextWriter {
  private byte[] buffer = new byte[1024];
  private int size;

  public void startObject() {
    put('{');
  }

  public void endObject() {
    end('}');
  }

  public void startArray() {
    put('[');
  }

  public void endArray() {
    end(']');
  }

  public void name(String name) {
    quoted(name);
    put(':');
  }

  public void string(String value) {
    quoted(value);
    put(',');
  }

  /** Anything that {@link JsonText} promises to be valid. */
  public void value(JsonText value) {
    ensure(value.length());
    System.arraycopy(value.array(), value.from(), buffer, size, value.length());
    size += value.length();
    put(',');
  }

  public void number(long value) {
    word(Long.toString(value));
  }

  /** A finite number, or the word for another one as a string. */
  public void number(double value) {
    if (Double.isFinite(value)) {
      word(Double.toString(value));
    } else {
      string(Double.toString(value));
    }
  }

  public void bool(boolean value) {
    word(value ? "true" : "false");
  }

  public void nothing() {
    word("null");
  }

  /** What was written since the last time, which has to be one value. */
  public JsonText take() {
    JsonText text = JsonText.ofUtf8(Arrays.copyOf(buffer, size - 1));
    size = 0;
    return text;
  }

  private void word(String ascii) {
    ensure(ascii.length() + 1);
    for (int i = 0; i < ascii.length(); i++) {
      buffer[size++] = (byte) ascii.charAt(i);
    }
    buffer[size++] = ',';
  }

  private void quoted(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    ensure(utf8.length + 2);
    buffer[size++] = '"';
    int at = 0;
    while (true) {
      int stop = Utf8.plainEnd(utf8, at, utf8.length);
      ensure(stop - at + Utf8.LONGEST + 1);
      System.arraycopy(utf8, at, buffer, size, stop - at);
      size += stop - at;
      if (stop == utf8.length) {
        buffer[size++] = '"';
        return;
      }
      size = Utf8.put(utf8[stop], buffer, size);
      at = stop + 1;
    }
  }

  /** Every value is followed by a comma, which an end takes back. */
  private void end(char bracket) {
    if (buffer[size - 1] == ',') {
      size--;
    }
    put(bracket);
    put(',');
  }

  private void put(char sign) {
    ensure(1);
    buffer[size++] = (byte) sign;
  }

  private void ensure(int more) {
    if (buffer.length - size < more) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + more));
    }
  }
}
