package dev.opikdesktop.desktop.parquet;

import java.io.ByteArrayOutputStream;

/** Zeros and ones, as runs of the same. */
final class Levels {
  private final ByteArrayOutputStream runs = new ByteArrayOutputStream();
  private int current;
  private int length;

  void add(int level) {
    if (level != current) {
      endRun();
      current = level;
    }
    length++;
  }

  /** With its length before it, as a page has it. */
  void writeTo(ByteArrayOutputStream page) {
    endRun();
    ColumnPage.writeInt(page, runs.size());
    page.writeBytes(runs.toByteArray());
  }

  private void endRun() {
    if (length > 0) {
      Varint.write(runs, (long) length << 1);
      runs.write(current);
      length = 0;
    }
  }
}
