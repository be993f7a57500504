package dev.opikdesktop.desktop.explorer.text;

import java.util.Arrays;

/**
 * A payload laid out for reading: JSON one value a line, indented, long strings wrapped at a width
 * and broken where the text itself breaks. Lines are cut out of one text when they are shown, so
 * millions of them cost some bytes each.
 *
 * <p>What is no JSON (text, or the beginning of a document) is laid out as far as it goes; nothing
 * is ever left out.
 */
public final class PayloadText {
  private static final int INDENT = 2;

  private final String text;
  private final int[] starts;
  private final int[] flags;
  private final int size;

  private PayloadText(String text, int[] starts, int[] flags, int size) {
    this.text = text;
    this.starts = Arrays.copyOf(starts, size + 1);
    this.flags = Arrays.copyOf(flags, size);
    this.size = size;
    this.starts[size] = text.length();
  }

  /**
   * @param columns characters that fit on a line; at least 20 are taken
   */
  public static PayloadText ofJson(String json, int columns) {
    return new Layout(Math.max(20, columns), json.length()).json(json);
  }

  /**
   * @param columns characters that fit on a line; at least 20 are taken
   */
  public static PayloadText ofPlain(String plain, int columns) {
    return new Layout(Math.max(20, columns), plain.length()).plain(plain);
  }

  /** How many lines. */
  public int size() {
    return size;
  }

  /** One line, with the coloured pieces it consists of. */
  public PayloadLine line(int index) {
    String line = text.substring(starts[index], starts[index + 1]);
    return PayloadLine.of(
        line, flags[index] >>> 2, (flags[index] & 1) != 0, (flags[index] & 2) != 0);
  }

  /** Columns before a line's first piece. */
  public int indent(int index) {
    return flags[index] >>> 2;
  }

  /** Whether a line goes on with the text of the line above. */
  public boolean isContinued(int index) {
    return (flags[index] & 1) != 0;
  }

  /** Where a line begins among the characters of the whole text. */
  public int start(int index) {
    return starts[index];
  }

  /** The line that a character stands on. */
  public int lineAt(int character) {
    int found = Arrays.binarySearch(starts, 0, size, character);
    return found < 0 ? Math.max(0, -found - 2) : found;
  }

  /**
   * Where words stand, in any case, in the order of the text, and without overlaps; also across the
   * end of a line that was wrapped. An interrupt ends the search.
   */
  public int[] find(String words) {
    int[] found = new int[16];
    int count = 0;
    int last = text.length() - words.length();
    char lower = Character.toLowerCase(words.charAt(0));
    char upper = Character.toUpperCase(words.charAt(0));
    for (int i = 0; i <= last; i++) {
      char c = text.charAt(i);
      boolean hit =
          (c == lower || c == upper) && text.regionMatches(true, i, words, 0, words.length());
      if (hit) {
        if (count == found.length) {
          found = Arrays.copyOf(found, count * 2);
        }
        found[count++] = i;
        i += words.length() - 1;
      } else if ((i & 0xfffff) == 0 && Thread.currentThread().isInterrupted()) {
        break;
      }
    }
    return Arrays.copyOf(found, count);
  }

  /** Builds the text and its lines in one pass over the characters. */
  private static final class Layout {
    private final int columns;
    private final StringBuilder out;
    private int[] starts = new int[256];
    private int[] flags = new int[256];
    private int size;
    private int column;
    private int depth;

    Layout(int columns, int length) {
      this.columns = columns;
      this.out = new StringBuilder(length + length / 4 + 16);
    }

    PayloadText json(String json) {
      begin(0, false);
      boolean inString = false;
      int length = json.length();
      for (int i = 0; i < length; i++) {
        char c = json.charAt(i);
        if (inString) {
          i = stringCharacter(json, i);
          inString = c != '"';
        } else {
          switch (c) {
            case '"' -> {
              put(c);
              inString = true;
            }
            case '{', '[' -> i = open(json, i);
            case '}', ']' -> {
              depth = Math.max(0, depth - 1);
              begin(depth * INDENT, false);
              put(c);
            }
            case ',' -> {
              put(c);
              begin(depth * INDENT, false);
            }
            case ':' -> {
              put(c);
              put(' ');
            }
            case ' ', '\n', '\r', '\t' -> {
              // The document's own spacing gives way to this one.
            }
            default -> put(c);
          }
        }
      }
      return done();
    }

    PayloadText plain(String plain) {
      depth = -1;
      begin(0, true);
      for (int i = 0; i < plain.length(); i++) {
        char c = plain.charAt(i);
        if (c == '\n') {
          begin(0, true);
        } else if (c != '\r') {
          wrap(0);
          put(c == '\t' ? ' ' : c);
        }
      }
      return done();
    }

    /** An empty object or list stays on its line. */
    private int open(String json, int i) {
      char c = json.charAt(i);
      put(c);
      int next = i + 1;
      while (next < json.length() && Character.isWhitespace(json.charAt(next))) {
        next++;
      }
      if (next < json.length() && json.charAt(next) == (c == '{' ? '}' : ']')) {
        put(json.charAt(next));
        return next;
      }
      depth++;
      begin(depth * INDENT, false);
      return i;
    }

    /** Copies one character of a string, an escape whole; returns where it ended. */
    private int stringCharacter(String json, int i) {
      char c = json.charAt(i);
      int hanging = (depth + 1) * INDENT;
      wrap(hanging);
      put(c);
      if (c != '\\' || i + 1 >= json.length()) {
        return i;
      }
      char escaped = json.charAt(i + 1);
      put(escaped);
      int end = i + 1;
      for (int digit = 0; escaped == 'u' && digit < 4 && end + 1 < json.length(); digit++) {
        end++;
        put(json.charAt(end));
      }
      boolean textGoesOn = end + 1 < json.length() && json.charAt(end + 1) != '"';
      if (escaped == 'n' && textGoesOn) {
        begin(hanging, true);
      }
      return end;
    }

    private void wrap(int hanging) {
      boolean splitsPair =
          !out.isEmpty() && Character.isHighSurrogate(out.charAt(out.length() - 1));
      if (column >= columns && !splitsPair) {
        begin(Math.min(hanging, columns / 2), true);
      }
    }

    private void begin(int indent, boolean insideText) {
      if (size + 1 >= starts.length) {
        starts = Arrays.copyOf(starts, starts.length * 2);
        flags = Arrays.copyOf(flags, flags.length * 2);
      }
      starts[size] = out.length();
      flags[size] = indent << 2 | (insideText ? 1 : 0) | (depth < 0 ? 2 : 0);
      size++;
      column = indent;
    }

    private void put(char c) {
      out.append(c);
      column++;
    }

    private PayloadText done() {
      return new PayloadText(out.toString(), starts, flags, size);
    }
  }
}
