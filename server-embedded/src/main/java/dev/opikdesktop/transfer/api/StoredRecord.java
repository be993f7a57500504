package dev.opikdesktop.transfer.api;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** A record as a server has it, and how to go on behind it. */
public final class StoredRecord {
  private final String cursor;
  private final byte[] bytes;
  private final int from;
  private final int length;

  /** A part of an array, which must not change afterwards. */
  StoredRecord(String cursor, byte[] bytes, int from, int length) {
    this.cursor = cursor;
    this.bytes = bytes;
    this.from = from;
    this.length = length;
  }

  public String cursor() {
    return cursor;
  }

  /** How many bytes its JSON has. */
  public int length() {
    return length;
  }

  /** Writes one JSON object in UTF-8. */
  public void writeTo(OutputStream out) throws IOException {
    out.write(bytes, from, length);
  }

  /** The same as an array of its own. */
  public byte[] json() {
    return Arrays.copyOfRange(bytes, from, from + length);
  }
}
