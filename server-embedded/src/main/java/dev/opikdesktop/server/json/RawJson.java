package dev.opikdesktop.server.json;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import tools.jackson.core.SerializableString;

/**
 * Lets a generator copy the bytes of a {@link JsonText} as they are, without a String in between.
 */
record RawJson(JsonText text) implements SerializableString {
  private static final int DOES_NOT_FIT = -1;

  @Override
  public String getValue() {
    return text.toString();
  }

  @Override
  public int charLength() {
    return getValue().length();
  }

  @Override
  public byte[] asUnquotedUTF8() {
    return text.utf8();
  }

  @Override
  public int appendUnquotedUTF8(byte[] buffer, int offset) {
    if (buffer.length - offset < text.length()) {
      return DOES_NOT_FIT;
    }
    System.arraycopy(text.array(), text.from(), buffer, offset, text.length());
    return text.length();
  }

  @Override
  public int appendUnquoted(char[] buffer, int offset) {
    String value = getValue();
    if (buffer.length - offset < value.length()) {
      return DOES_NOT_FIT;
    }
    value.getChars(0, value.length(), buffer, offset);
    return value.length();
  }

  @Override
  public int writeUnquotedUTF8(OutputStream out) throws IOException {
    out.write(text.array(), text.from(), text.length());
    return text.length();
  }

  @Override
  public int putUnquotedUTF8(ByteBuffer buffer) {
    if (buffer.remaining() < text.length()) {
      return DOES_NOT_FIT;
    }
    buffer.put(text.array(), text.from(), text.length());
    return text.length();
  }

  @Override
  public char[] asQuotedChars() {
    throw isNoString();
  }

  @Override
  public byte[] asQuotedUTF8() {
    throw isNoString();
  }

  @Override
  public int appendQuotedUTF8(byte[] buffer, int offset) {
    throw isNoString();
  }

  @Override
  public int appendQuoted(char[] buffer, int offset) {
    throw isNoString();
  }

  @Override
  public int writeQuotedUTF8(OutputStream out) {
    throw isNoString();
  }

  @Override
  public int putQuotedUTF8(ByteBuffer buffer) {
    throw isNoString();
  }

  private static UnsupportedOperationException isNoString() {
    return new UnsupportedOperationException("A JSON value is written raw, never as a string");
  }
}
