package dev.opikdesktop.desktop.explorer.text;

import java.util.Arrays;

/**
 * What of a text can be folded, in the order of the lines that stay. What is inside of another
 * follows it.
 */
public final class Folds {
  /** What is folded. */
  public enum Kind {
    OBJECT,
    LIST,
    /** A long string, whose beginning stays. */
    TEXT,
    /** A file inside of a string. */
    DATA;

    /** Whether other values are inside of it. */
    public boolean isContainer() {
      return this == OBJECT || this == LIST;
    }
  }

  /** Of a long string so many lines stay. */
  static final int LINES_THAT_STAY = 40;

  private static final int LONG_TEXT = 20_000;
  private static final int MANY_LINES = 200;

  private int[] heads = new int[16];
  private int[] ends = new int[16];
  private int[] amounts = new int[16];
  private byte[] kinds = new byte[16];
  private int size;

  /** How many. */
  public int size() {
    return size;
  }

  public Kind kind(int fold) {
    return Kind.values()[kinds[fold]];
  }

  /** The line that stays. */
  public int head(int fold) {
    return heads[fold];
  }

  /** The last line that goes. */
  public int end(int fold) {
    return ends[fold];
  }

  /** How many values are in it, or how many characters. */
  public int amount(int fold) {
    return amounts[fold];
  }

  /** The fold of which a line stays; -1 for none. */
  public int at(int line) {
    return Math.max(-1, Arrays.binarySearch(heads, 0, size, line));
  }

  /** Whether it is better folded to begin with. */
  boolean beginsFolded(int fold) {
    return switch (kind(fold)) {
      case OBJECT, LIST -> false;
      case TEXT -> isLong(amounts[fold], ends[fold] - heads[fold] + LINES_THAT_STAY);
      case DATA -> true;
    };
  }

  static boolean isLong(int characters, int lines) {
    return characters >= LONG_TEXT || lines >= MANY_LINES;
  }

  /** The first fold whose line comes after this one. */
  int after(int line) {
    int found = Arrays.binarySearch(heads, 0, size, line);
    return found < 0 ? -found - 1 : found + 1;
  }

  /** Begins one that reaches to the end until it is closed. */
  int open(Kind kind, int head, int amount) {
    if (size == heads.length) {
      heads = Arrays.copyOf(heads, size * 2);
      ends = Arrays.copyOf(ends, size * 2);
      amounts = Arrays.copyOf(amounts, size * 2);
      kinds = Arrays.copyOf(kinds, size * 2);
    }
    heads[size] = head;
    ends[size] = Integer.MAX_VALUE;
    amounts[size] = amount;
    kinds[size] = (byte) kind.ordinal();
    return size++;
  }

  void close(int fold, int end) {
    ends[fold] = end;
  }

  /** One value more is in it. */
  void more(int fold) {
    amounts[fold]++;
  }

  void become(int fold, Kind kind) {
    kinds[fold] = (byte) kind.ordinal();
  }

  /** It is a string of so many characters. */
  void becomeString(int fold, Kind kind, int characters) {
    become(fold, kind);
    amounts[fold] = characters;
  }

  /** What was never closed ends with the text; what has nothing below its first line is none. */
  void finish(int lastLine) {
    int kept = 0;
    for (int fold = 0; fold < size; fold++) {
      int end = Math.min(ends[fold], lastLine);
      if (end > heads[fold] || !kind(fold).isContainer()) {
        heads[kept] = heads[fold];
        ends[kept] = end;
        amounts[kept] = amounts[fold];
        kinds[kept++] = kinds[fold];
      }
    }
    size = kept;
  }
}
