package dev.opikdesktop.desktop.explorer.text;

import java.util.Arrays;

/** Lays JSON out in one pass over its characters; what was cut, as far as it goes. */
final class JsonLayout {
  private static final int INDENT = 2;

  private final LineBuilder lines;
  private final Folds folds = new Folds();
  private int[] open = new int[16];
  private int depth;
  private int stringLine;
  private int stringStart;

  JsonLayout(int columns, int length) {
    lines = new LineBuilder(PayloadText.Style.JSON, columns, length);
  }

  PayloadText of(String json) {
    lines.begin(0);
    boolean inString = false;
    int length = json.length();
    for (int i = 0; i < length; i++) {
      char c = json.charAt(i);
      if (inString) {
        i = stringCharacter(json, i);
        inString = c != '"';
        if (!inString) {
          stringEnded(json, i + 1);
        }
      } else {
        switch (c) {
          case '"' -> {
            stringLine = lines.line();
            stringStart = lines.length() + 1;
            lines.put(c);
            inString = true;
          }
          case '{', '[' -> i = open(json, i);
          case '}', ']' -> close(c);
          case ',' -> {
            lines.put(c);
            lines.begin(depth * INDENT);
            if (depth > 0) {
              folds.more(open[depth - 1]);
            }
          }
          case ':' -> {
            lines.put(c);
            lines.put(' ');
          }
          case ' ', '\n', '\r', '\t' -> {
            // The document's own spacing gives way to this one.
          }
          default -> lines.put(c);
        }
      }
    }
    return lines.done(folds);
  }

  /** An empty object or list stays on its line. */
  private int open(String json, int i) {
    char c = json.charAt(i);
    lines.put(c);
    int next = afterSpace(json, i + 1);
    if (next < json.length() && json.charAt(next) == (c == '{' ? '}' : ']')) {
      lines.put(json.charAt(next));
      return next;
    }
    if (depth == open.length) {
      open = Arrays.copyOf(open, depth * 2);
    }
    Folds.Kind kind = c == '{' ? Folds.Kind.OBJECT : Folds.Kind.LIST;
    open[depth] = folds.open(kind, lines.line(), 1);
    depth++;
    lines.begin(depth * INDENT);
    return i;
  }

  private void close(char c) {
    depth = Math.max(0, depth - 1);
    lines.begin(depth * INDENT);
    lines.put(c);
    if (depth < open.length && folds.size() > 0) {
      folds.close(open[depth], lines.line());
    }
  }

  /** Copies one character of a string, an escape whole; returns where it ended. */
  private int stringCharacter(String json, int i) {
    char c = json.charAt(i);
    int hanging = (depth + 1) * INDENT;
    lines.wrap(hanging);
    lines.put(c);
    if (c != '\\' || i + 1 >= json.length()) {
      return i;
    }
    char escaped = json.charAt(i + 1);
    lines.put(escaped);
    int end = i + 1;
    for (int digit = 0; escaped == 'u' && digit < 4 && end + 1 < json.length(); digit++) {
      end++;
      lines.put(json.charAt(end));
    }
    boolean textGoesOn = end + 1 < json.length() && json.charAt(end + 1) != '"';
    if (escaped == 'n' && textGoesOn) {
      lines.goOn(hanging);
    }
    return end;
  }

  private void stringEnded(String json, int next) {
    int end = lines.length() - 1;
    int last = lines.line();
    boolean data = Embedded.isOne(lines.written(), stringStart, end);
    boolean isLong = Folds.isLong(end - stringStart, last - stringLine);
    int after = data || isLong ? afterSpace(json, next) : json.length();
    if (after < json.length() && json.charAt(after) == ':') {
      return;
    }
    if (data) {
      folds.close(folds.open(Folds.Kind.DATA, stringLine, end - stringStart), last);
    } else if (isLong) {
      int head = Math.min(last, stringLine + Folds.LINES_THAT_STAY - 1);
      folds.close(folds.open(Folds.Kind.TEXT, head, end - stringStart), last);
    }
  }

  private static int afterSpace(String json, int from) {
    int next = from;
    while (next < json.length() && Character.isWhitespace(json.charAt(next))) {
      next++;
    }
    return next;
  }
}
