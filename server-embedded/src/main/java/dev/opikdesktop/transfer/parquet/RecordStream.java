package dev.opikdesktop.transfer.parquet;

import dev.opikdesktop.transfer.records.Lines;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The lines of rows as lines of records. */
final class RecordStream extends InputStream {
  private static final byte[] NONE = {};

  private final InputStream rows;
  private final Lines lines;
  private byte[] line = NONE;
  private int from;
  private boolean ended;

  RecordStream(InputStream rows) {
    this.rows = rows;
    this.lines = new Lines(rows);
  }

  @Override
  public int read() throws IOException {
    return fill() ? line[from++] & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int offset, int count) throws IOException {
    if (count == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int some = Math.min(count, line.length - from);
    System.arraycopy(line, from, target, offset, some);
    from += some;
    return some;
  }

  /** False at the end. */
  private boolean fill() throws IOException {
    if (from == line.length && !ended) {
      byte[] row = lines.next();
      ended = row == null;
      if (row != null) {
        byte[] record = PayloadText.record(row);
        line = Arrays.copyOf(record, record.length + 1);
        line[record.length] = '\n';
        from = 0;
      }
    }
    return from < line.length;
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
