package dev.opikdesktop.desktop.explorer.text;

import dev.opikdesktop.desktop.explorer.text.PayloadLine.Kind;
import dev.opikdesktop.desktop.explorer.text.PayloadLine.Piece;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Where a line of YAML stands in its document, and what it holds. */
final class YamlPlace {
  private static final YAMLMapper YAML = new YAMLMapper();

  private final PayloadText text;
  private final Deque<String> steps = new ArrayDeque<>();

  /** How far right the values are that the next step leads out of. */
  private int column = Integer.MAX_VALUE;

  /** Whether that is a list's entry, and how many stand before it. */
  private boolean inList;

  private int before;

  private YamlPlace(PayloadText text) {
    this.text = text;
  }

  /**
   * @param line one that begins a value
   */
  static ValuePlace of(PayloadText text, int line) {
    YamlPlace place = new YamlPlace(text);
    place.read(line, Integer.MAX_VALUE);
    for (int up = line - 1; up >= 0 && (place.column > 0 || place.inList); up--) {
      if (!text.isContinued(up) && text.indent(up) <= place.column) {
        place.read(up, place.column);
      }
    }
    if (place.inList) {
      place.steps.addFirst("[" + place.before + "]");
    }
    return new ValuePlace(ValuePlace.path(place.steps), value(text, line));
  }

  /** Takes what a line has further left than what is known, the rightmost first. */
  private void read(int line, int rightOf) {
    PayloadLine shown = text.line(line);
    String dashes = "";
    String key = null;
    for (Piece piece : shown.pieces()) {
      if (piece.kind() == Kind.KEY) {
        key = piece.text();
      } else if (key == null && piece.kind() == Kind.PUNCTUATION && piece.text().startsWith("-")) {
        dashes = piece.text();
      }
    }
    int keyColumn = shown.indent() + dashes.length();
    boolean above = inList ? keyColumn <= column : keyColumn < column;
    if (key != null && (rightOf == Integer.MAX_VALUE || above)) {
      leaveList();
      steps.addFirst(scalar(key));
      column = keyColumn;
    }
    for (int dash = keyColumn - YamlLine.DASH; dash >= shown.indent(); dash -= YamlLine.DASH) {
      if (inList && dash == column) {
        before++;
      } else if (dash < column) {
        leaveList();
        inList = true;
        before = 0;
        column = dash;
      }
    }
  }

  private void leaveList() {
    if (inList) {
      steps.addFirst("[" + before + "]");
      inList = false;
    }
  }

  private static @Nullable String value(PayloadText text, int line) {
    List<Piece> pieces = text.line(line).pieces();
    Piece last = pieces.isEmpty() ? null : pieces.getLast();
    if (last == null || last.kind() == Kind.KEY) {
      return null;
    }
    if (last.kind() == Kind.PUNCTUATION) {
      boolean isText = YamlLine.beginsText(last.text(), 0, last.text().length());
      return isText ? lines(text, line + 1, last.text().endsWith("-")) : null;
    }
    StringBuilder value = new StringBuilder(last.text());
    for (int next = line + 1; next < text.size() && text.isMade(next); next++) {
      text.line(next).pieces().forEach(piece -> value.append(piece.text()));
    }
    return last.kind() == Kind.STRING ? scalar(value.toString()) : value.toString();
  }

  /** A text that stands below its key, as it is. */
  private static String lines(PayloadText text, int first, boolean stripped) {
    int last = first - 1;
    while (last + 1 < text.size() && text.isContinued(last + 1)) {
      last++;
    }
    StringBuilder value = new StringBuilder();
    int indent = text.indent(first);
    for (int line = first; line <= last; line++) {
      if (!text.isMade(line)) {
        value
            .append(line == first ? "" : "\n")
            .repeat(' ', Math.max(0, text.indent(line) - indent));
      }
      text.line(line).pieces().forEach(piece -> value.append(piece.text()));
    }
    return value.append(stripped ? "" : "\n").toString();
  }

  private static String scalar(String written) {
    if (!written.startsWith("\"") && !written.startsWith("'")) {
      return written;
    }
    try {
      return YAML.readTree(written).asString(written);
    } catch (JacksonException cut) {
      return written;
    }
  }
}
