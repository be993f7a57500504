package dev.opikdesktop.transfer.records;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

  /** The next one without its line feed; null when there are no more. */
  public byte @Nullable [] next() throws IOException {
    List<byte[]> pieces = new ArrayList<>();
    while (true) {
      int end = from;
      while (end < to && buffer[end] != '\n') {
        end++;
      }
      if (end < to) {
        byte[] line = line(pieces, end);
        from = end + 1;
        return line;
      }
      if (from < to) {
        pieces.add(Arrays.copyOfRange(buffer, from, to));
      }
      from = 0;
      to = Math.max(0, in.read(buffer));
      if (to == 0) {
        isCut = !pieces.isEmpty();
        return isCut ? line(pieces, 0) : null;
      }
    }
  }

  /** Whether the last line had no end: it may be half of one. */
  public boolean isCut() {
    return isCut;
  }

  /** A line may be a hundred megabytes: it is put together once, in an array of its size. */
  private byte[] line(List<byte[]> pieces, int end) {
    int length = end - from;
    for (byte[] piece : pieces) {
      length += piece.length;
    }
    byte[] line = new byte[length];
    int at = 0;
    for (byte[] piece : pieces) {
      System.arraycopy(piece, 0, line, at, piece.length);
      at += piece.length;
    }
    System.arraycopy(buffer, from, line, at, end - from);
    return line;
  }
}
