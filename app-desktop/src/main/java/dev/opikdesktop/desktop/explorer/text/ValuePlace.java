package dev.opikdesktop.desktop.explorer.text;

import dev.opikdesktop.desktop.explorer.text.PayloadLine.Kind;
import dev.opikdesktop.desktop.explorer.text.PayloadLine.Piece;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a line of JSON or YAML stands in its document, and what it holds.
 *
 * @param path {@code items[0].price}; empty for the whole document
 * @param value the text of a string, or the number or word itself; null for an object or a list
 */
public record ValuePlace(String path, @Nullable String value) {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  /** Reads upwards from a line to where its document begins. */
  public static ValuePlace of(PayloadText text, int line) {
    int at = line;
    while (at > 0 && text.isContinued(at)) {
      at--;
    }
    return text.style() == PayloadText.Style.YAML ? YamlPlace.of(text, at) : inJson(text, at);
  }

  /** What a line's value says: a string's text, or an object or a list as it is written. */
  public static String textOf(PayloadText text, int line) {
    int fold = text.folds().at(line);
    if (fold < 0 || !text.folds().kind(fold).isContainer()) {
      String value = of(text, line).value();
      return value == null ? text.line(line).text().strip() : value;
    }
    StringBuilder copied = new StringBuilder();
    text.copy(line, text.folds().end(fold), copied);
    String all = copied.toString().stripIndent();
    if (text.style() == PayloadText.Style.YAML) {
      String first = all.lines().findFirst().orElse("");
      return first.endsWith(":") && !first.startsWith("-")
          ? all.substring(Math.min(all.length(), first.length() + 1)).stripIndent()
          : all;
    }
    String bare = all.endsWith(",") ? all.substring(0, all.length() - 1) : all;
    String key = key(text.line(line)) == null ? "" : text.line(line).pieces().getFirst().text();
    return key.isEmpty() ? bare : bare.substring(key.length()).replaceFirst("^: ", "");
  }

  private static ValuePlace inJson(PayloadText text, int at) {
    Deque<String> steps = new ArrayDeque<>();
    String value = value(text, at);
    int indent = text.indent(at);
    int elements = 0;
    String key = key(text.line(at));
    boolean closing = isClosing(text, at);
    for (int up = at - 1; up >= 0 && indent > 0; up--) {
      if (text.isContinued(up)) {
        continue;
      }
      if (text.indent(up) == indent && !isClosing(text, up)) {
        if (closing && key == null) {
          key = key(text.line(up));
          closing = false;
        } else {
          elements++;
        }
      } else if (text.indent(up) < indent) {
        PayloadLine parent = text.line(up);
        steps.addFirst(key == null ? "[" + elements + "]" : key);
        indent = text.indent(up);
        elements = 0;
        key = key(parent);
        closing = false;
      }
    }
    return new ValuePlace(path(steps), value);
  }

  /**
   * @param steps keys, and places in lists in brackets
   */
  static String path(Iterable<String> steps) {
    StringBuilder path = new StringBuilder();
    for (String step : steps) {
      path.append(path.isEmpty() || step.startsWith("[") ? "" : ".").append(step);
    }
    return path.toString();
  }

  private static @Nullable String key(PayloadLine line) {
    for (Piece piece : line.pieces()) {
      if (piece.kind() == Kind.KEY) {
        return unquoted(piece.text());
      }
    }
    return null;
  }

  private static boolean isClosing(PayloadText text, int line) {
    int start = text.start(line);
    char first = start < text.characters().length() ? text.characters().charAt(start) : ' ';
    return first == '}' || first == ']';
  }

  private static @Nullable String value(PayloadText text, int line) {
    StringBuilder value = new StringBuilder();
    boolean string = false;
    for (Piece piece : text.line(line).pieces()) {
      switch (piece.kind()) {
        case STRING -> {
          string = true;
          value.append(piece.text());
        }
        case NUMBER, WORD -> value.append(piece.text());
        case KEY, PUNCTUATION, PLAIN, FOLDED -> {
          // Around the value.
        }
      }
    }
    for (int next = line + 1; string && next < text.size() && text.isContinued(next); next++) {
      for (Piece piece : text.line(next).pieces()) {
        if (piece.kind() == Kind.STRING) {
          value.append(piece.text());
        }
      }
    }
    return value.isEmpty() ? null : string ? unquoted(value.toString()) : value.toString();
  }

  private static String unquoted(String quoted) {
    try {
      return JSON.readTree(quoted).asString(quoted);
    } catch (JacksonException cut) {
      return quoted;
    }
  }
}
