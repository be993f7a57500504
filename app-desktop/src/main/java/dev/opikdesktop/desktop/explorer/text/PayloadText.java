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
  /** What a text is written in. */
  public enum Style {
    JSON,
    YAML,
    PLAIN
  }

  /** How many bits of a line's flags are no indent. */
  static final int FLAGS = 2;

  static final int CONTINUED = 1;
  static final int MADE = 2;

  private final Style style;
  private final int columns;
  private final String text;
  private final int[] starts;
  private final int[] flags;
  private final Folds folds;

  /**
   * @param starts where each line begins, and where the last one ends
   * @param flags of each line: its indent, and below it what kind of line it is
   */
  PayloadText(Style style, int columns, String text, int[] starts, int[] flags, Folds folds) {
    this.style = style;
    this.columns = columns;
    this.text = text;
    this.starts = starts;
    this.flags = flags;
    this.folds = folds;
    starts[flags.length] = text.length();
  }

  /**
   * @param columns characters that fit on a line; at least 20 are taken
   */
  public static PayloadText ofJson(String json, int columns) {
    return new JsonLayout(columns, json.length()).of(json);
  }

  /**
   * @param yaml as Jackson writes it, with no line broken that does not have to be
   * @param columns characters that fit on a line; at least 20 are taken
   */
  public static PayloadText ofYaml(String yaml, int columns) {
    return new YamlLayout(columns, yaml.length()).of(yaml);
  }

  /**
   * @param columns characters that fit on a line; at least 20 are taken
   */
  public static PayloadText ofPlain(String plain, int columns) {
    LineBuilder lines = new LineBuilder(Style.PLAIN, columns, plain.length());
    lines.begin(0);
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      if (c == '\n') {
        lines.begin(0);
      } else if (c != '\r') {
        lines.wrap(0);
        lines.put(c == '\t' ? ' ' : c);
      }
    }
    return lines.done(new Folds());
  }

  public Style style() {
    return style;
  }

  /** How many characters fit on a line. */
  public int columns() {
    return columns;
  }

  /** How many lines. */
  public int size() {
    return flags.length;
  }

  /** What of it can be folded. */
  public Folds folds() {
    return folds;
  }

  /** One line, with the coloured pieces it consists of. */
  public PayloadLine line(int index) {
    String line = text.substring(starts[index], starts[index + 1]);
    return PayloadLine.of(line, indent(index), isContinued(index), style);
  }

  /** Columns before a line's first piece. */
  public int indent(int index) {
    return flags[index] >>> FLAGS;
  }

  /** Whether a line goes on with the text of the line above. */
  public boolean isContinued(int index) {
    return (flags[index] & CONTINUED) != 0;
  }

  /** Whether a line is there only because the one above is full. */
  boolean isMade(int index) {
    return (flags[index] & MADE) != 0;
  }

  /** Where a line begins among the characters of the whole text. */
  public int start(int index) {
    return starts[index];
  }

  /** Where the characters of a line end. */
  public int end(int index) {
    return starts[index + 1];
  }

  /** What stands on a line, without its indent. */
  public String text(int line) {
    return text.substring(starts[line], starts[line + 1]);
  }

  /** A number for a line with its indent: but for chance, another one for every other line. */
  public long hash(int line) {
    long hash = indent(line) + 1L;
    for (int i = starts[line]; i < starts[line + 1]; i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
      hash ^= hash >>> 32;
    }
    return hash;
  }

  /** Whether a character that takes two places would be cut in two. */
  boolean splitsPair(int at) {
    return at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
  }

  /** The same characters on other lines. */
  PayloadText onLines(int width, int[] otherStarts, int[] otherFlags) {
    return new PayloadText(style, width, text, otherStarts, otherFlags, new Folds());
  }

  /** The line that a character stands on. */
  public int lineAt(int character) {
    int found = Arrays.binarySearch(starts, 0, size(), character);
    return found < 0 ? Math.max(0, -found - 2) : found;
  }

  /** Lines as they are copied: what was wrapped is whole again. */
  public void copy(int from, int to, StringBuilder into) {
    for (int line = from; line <= to; line++) {
      if (!isMade(line)) {
        into.append(into.isEmpty() ? "" : "\n").repeat(' ', indent(line));
      }
      into.append(text, starts[line], starts[line + 1]);
    }
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

  CharSequence characters() {
    return text;
  }
}
