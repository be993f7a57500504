package dev.opikdesktop.desktop.parquet;

import java.io.ByteArrayOutputStream;

/** Whole numbers by seven bits a byte, the lowest first. */
final class Varint {
  private Varint() {}

  static void write(ByteArrayOutputStream out, long value) {
    long left = value;
    while ((left & ~0x7fL) != 0) {
      out.write((int) (left & 0x7f | 0x80));
      left >>>= 7;
    }
    out.write((int) left);
  }
}
