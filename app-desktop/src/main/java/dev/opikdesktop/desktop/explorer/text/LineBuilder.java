package dev.opikdesktop.desktop.explorer.text;

import java.util.Arrays;

/** Characters that are laid out on lines of a width. */
final class LineBuilder {
  private final int columns;
  private final PayloadText.Style style;
  private final StringBuilder out;
  private int[] starts = new int[256];
  private int[] flags = new int[256];
  private int size;
  private int column;

  LineBuilder(PayloadText.Style style, int columns, int length) {
    this.style = style;
    this.columns = Math.max(20, columns);
    this.out = new StringBuilder(length + length / 4 + 16);
  }

  /** Begins a line with a value of its own. */
  void begin(int indent) {
    line(indent, 0);
  }

  /** Begins a line of the text that the value above is. */
  void beginOfText(int indent) {
    line(indent, PayloadText.CONTINUED);
  }

  /** Goes on with the text of the line above, on a line that is only made for looking at it. */
  void goOn(int indent) {
    line(indent, PayloadText.CONTINUED | PayloadText.MADE);
  }

  private void line(int indent, int flag) {
    if (size + 1 >= starts.length) {
      starts = Arrays.copyOf(starts, starts.length * 2);
      flags = Arrays.copyOf(flags, flags.length * 2);
    }
    starts[size] = out.length();
    flags[size] = indent << PayloadText.FLAGS | flag;
    size++;
    column = indent;
  }

  void put(char c) {
    out.append(c);
    column++;
  }

  /** Goes on below where the line is full. */
  void wrap(int hanging) {
    boolean splitsPair = !out.isEmpty() && Character.isHighSurrogate(out.charAt(out.length() - 1));
    if (column >= columns && !splitsPair) {
      goOn(Math.min(hanging, columns / 2));
    }
  }

  /** The line that is written on. */
  int line() {
    return size - 1;
  }

  /** How many characters there are. */
  int length() {
    return out.length();
  }

  CharSequence written() {
    return out;
  }

  PayloadText done(Folds folds) {
    folds.finish(size - 1);
    return new PayloadText(
        style,
        columns,
        out.toString(),
        Arrays.copyOf(starts, size + 1),
        Arrays.copyOf(flags, size),
        folds);
  }
}
