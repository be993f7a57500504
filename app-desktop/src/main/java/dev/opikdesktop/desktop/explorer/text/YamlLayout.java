package dev.opikdesktop.desktop.explorer.text;

import java.util.Arrays;

/**
 * Lays YAML out as Jackson writes it: block style, one value a line, none broken but by {@code |}.
 */
final class YamlLayout {
  private static final int HANGING = 2;

  private final LineBuilder lines;
  private final Folds folds = new Folds();

  /** Folds that are not closed yet, the columns they began at, whether lists may be as far left. */
  private int[] open = new int[16];

  private int[] columns = new int[16];
  private boolean[] takesList = new boolean[16];
  private int depth;

  /** What is further to the right belongs to a text; -1 outside of one. */
  private int textRightOf = -1;

  private int valueLine;
  private int valueStart;

  YamlLayout(int width, int length) {
    lines = new LineBuilder(PayloadText.Style.YAML, width, length);
  }

  PayloadText of(String yaml) {
    int at = 0;
    while (at < yaml.length()) {
      int end = yaml.indexOf('\n', at);
      line(yaml, at, end < 0 ? yaml.length() : end);
      at = end < 0 ? yaml.length() : end + 1;
    }
    valueEnded();
    closeFrom(0);
    if (lines.line() < 0) {
      lines.begin(0);
    }
    return lines.done(folds);
  }

  private void line(String yaml, int from, int to) {
    int start = from;
    while (start < to && yaml.charAt(start) == ' ') {
      start++;
    }
    int indent = start - from;
    if (textRightOf >= 0 && (start == to || indent > textRightOf)) {
      lines.beginOfText(indent);
      put(yaml, start, to, indent);
      return;
    }
    valueEnded();
    textRightOf = -1;
    int content = YamlLine.contentStart(yaml, start, to);
    boolean dash = content > start;
    int valueFrom = Math.max(content, YamlLine.keyEnd(yaml, content, to));
    nest(indent, dash);
    lines.begin(indent);
    push(indent, !dash && valueFrom == to, dash && valueFrom > content);
    put(yaml, start, valueFrom, indent);
    valueLine = lines.line();
    int blank = valueFrom < to && yaml.charAt(valueFrom) == ' ' ? 1 : 0;
    put(yaml, valueFrom, valueFrom + blank, indent);
    valueStart = lines.length();
    put(yaml, valueFrom + blank, to, indent);
    if (YamlLine.beginsText(yaml, valueFrom + blank, to)) {
      // Under a key the text is further right than the key, else than the last dash.
      textRightOf = indent + content - start - (valueFrom > content ? 0 : YamlLine.DASH);
      valueStart = lines.length();
    }
  }

  private void put(String yaml, int from, int to, int indent) {
    for (int i = from; i < to; i++) {
      lines.wrap(indent + HANGING);
      lines.put(yaml.charAt(i));
    }
  }

  /** What is not further to the right ends what is open; a list may stand under its key. */
  private void nest(int indent, boolean dash) {
    int keep = depth;
    while (keep > 0) {
      int column = columns[keep - 1];
      if (indent > column || (indent == column && dash && takesList[keep - 1])) {
        break;
      }
      keep--;
    }
    closeFrom(keep);
    if (depth > 0) {
      folds.more(open[depth - 1]);
      if (dash && takesList[depth - 1]) {
        folds.become(open[depth - 1], Folds.Kind.LIST);
      }
    }
  }

  private void push(int indent, boolean takesAList, boolean holdsKey) {
    if (depth == open.length) {
      open = Arrays.copyOf(open, depth * 2);
      columns = Arrays.copyOf(columns, depth * 2);
      takesList = Arrays.copyOf(takesList, depth * 2);
    }
    open[depth] = folds.open(Folds.Kind.OBJECT, lines.line(), holdsKey ? 1 : 0);
    columns[depth] = indent;
    takesList[depth] = takesAList;
    depth++;
  }

  private void closeFrom(int keep) {
    for (int each = keep; each < depth; each++) {
      folds.close(open[each], lines.line());
    }
    depth = keep;
  }

  /** What was pushed for a line whose value goes on over others is no object. */
  private void valueEnded() {
    if (depth == 0 || folds.head(open[depth - 1]) != valueLine) {
      return;
    }
    int characters = lines.length() - valueStart;
    int quoted = characters > 0 && "'\"".indexOf(lines.written().charAt(valueStart)) >= 0 ? 1 : 0;
    if (Embedded.isOne(lines.written(), valueStart + quoted, lines.length() - quoted)) {
      folds.becomeString(open[depth - 1], Folds.Kind.DATA, characters);
    } else if (lines.line() > valueLine) {
      folds.becomeString(open[depth - 1], Folds.Kind.TEXT, characters);
    }
  }
}
