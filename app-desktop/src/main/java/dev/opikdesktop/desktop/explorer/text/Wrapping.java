package dev.opikdesktop.desktop.explorer.text;

import java.util.Arrays;

/**
 * A text whose lines are as long as what they say, on lines of a width: which rows each of them
 * takes. Both share their characters, so that a place in one is the same place in the other.
 */
public final class Wrapping {
  private static final int INDENT = 2;
  private static final int NARROWEST = 20;

  /** Shorter ends of a line are not worth a row; whoever asks leaves room for them. */
  public static final int OVERHANG = 2;

  private final PayloadText whole;
  private final PayloadText rows;

  /** The first row of each line, and behind the last row. */
  private final int[] firsts;

  private Wrapping(PayloadText whole, PayloadText rows, int[] firsts) {
    this.whole = whole;
    this.rows = rows;
    this.firsts = firsts;
  }

  /** Takes its time with large texts. */
  public static Wrapping of(PayloadText whole, int columns) {
    int width = Math.max(NARROWEST, columns);
    int[] firsts = new int[whole.size() + 1];
    int[] starts = new int[whole.size() + 16];
    int[] flags = new int[starts.length];
    int size = 0;
    for (int line = 0; line < whole.size(); line++) {
      firsts[line] = size;
      int indent = whole.indent(line);
      int end = whole.end(line);
      boolean json = whole.style() == PayloadText.Style.JSON;
      int hanging =
          json ? Math.min(whole.isContinued(line) ? indent : indent + INDENT, width / 2) : 0;
      int flag =
          indent << PayloadText.FLAGS | (whole.isContinued(line) ? PayloadText.CONTINUED : 0);
      int at = whole.start(line);
      int room = Math.max(NARROWEST, width - indent);
      while (true) {
        if (size + 1 >= starts.length) {
          starts = Arrays.copyOf(starts, starts.length * 2);
          flags = Arrays.copyOf(flags, flags.length * 2);
        }
        starts[size] = at;
        flags[size++] = flag;
        if (end - at <= room + OVERHANG) {
          break;
        }
        at += room - (whole.splitsPair(at + room) ? 1 : 0);
        room = width - hanging;
        flag = hanging << PayloadText.FLAGS | PayloadText.CONTINUED | PayloadText.MADE;
      }
    }
    firsts[whole.size()] = size;
    PayloadText rows =
        whole.onLines(width, Arrays.copyOf(starts, size + 1), Arrays.copyOf(flags, size));
    return new Wrapping(whole, rows, firsts);
  }

  /** The text as it was. */
  public PayloadText whole() {
    return whole;
  }

  /** The text on lines of the width. */
  public PayloadText rows() {
    return rows;
  }

  /** The first row of a line; of the line behind the last, how many rows there are. */
  public int first(int line) {
    return firsts[line];
  }

  /** The line that a row shows a part of. */
  public int lineOf(int row) {
    int found = Arrays.binarySearch(firsts, row);
    return found < 0 ? -found - 2 : found;
  }
}
