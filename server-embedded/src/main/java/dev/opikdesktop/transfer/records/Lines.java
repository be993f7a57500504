package dev.opikdesktop.transfer.records;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The lines of a text as bytes, one by one. */
public final class Lines {
  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private int from;
  private int to;
  private boolean isCut;

  /** Reads from here on; closing is the caller's. */
  public Lines(InputStream in) {
    this.in = in;
  }

  /** The next one without its end; null when there are no more. */
  public byte @Nullable [] next() throws IOException {
    ByteArrayOutputStream longer = null;
    while (true) {
      int end = from;
      while (end < to && buffer[end] != '\n') {
        end++;
      }
      if (end < to) {
        byte[] line = line(longer, end);
        from = end + 1;
        return line;
      }
      if (from < to) {
        longer = longer == null ? new ByteArrayOutputStream(to - from) : longer;
        longer.write(buffer, from, to - from);
      }
      from = 0;
      to = Math.max(0, in.read(buffer));
      if (to == 0) {
        isCut = longer != null;
        return longer == null ? null : line(longer, 0);
      }
    }
  }

  /** Whether the last line had no end: it may be half of one. */
  public boolean isCut() {
    return isCut;
  }

  private byte[] line(@Nullable ByteArrayOutputStream longer, int end) {
    byte[] line;
    if (longer == null) {
      line = Arrays.copyOfRange(buffer, from, end);
    } else {
      longer.write(buffer, from, end - from);
      line = longer.toByteArray();
    }
    boolean withReturn = line.length > 0 && line[line.length - 1] == '\r';
    return withReturn ? Arrays.copyOf(line, line.length - 1) : line;
  }
}
