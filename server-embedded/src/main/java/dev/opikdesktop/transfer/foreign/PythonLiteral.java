package dev.opikdesktop.transfer.foreign;

import dev.opikdesktop.server.json.Json;
import dev.opikdesktop.server.json.JsonText;
import dev.opikdesktop.server.json.JsonTextWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Values as Python's {@code str()} prints them, which is what an export's tables have in place of
 * lists: {@code [{'name': 'x', 'value': 0.5, 'created_at': datetime.datetime(2026, 3, 4, …)}]}.
 */
final class PythonLiteral {
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9]\\d{0,17})(\\.\\d{1,40})?(e[+-]?\\d{1,3})?");

  private final String text;
  private final JsonTextWriter json = new JsonTextWriter();
  private int at;
  private int depth;

  private PythonLiteral(String text) {
    this.text = text;
  }

  /** Thrown where the text is no such value. */
  private static final class NoLiteral extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoLiteral() {
      super(null, null, false, false);
    }
  }

  /**
   * A whole text as JSON: lists, dictionaries, numbers, True and False. Empty if it is anything
   * else, and so a text.
   */
  static Optional<JsonText> json(String text) {
    PythonLiteral literal = new PythonLiteral(text);
    try {
      if (text.isEmpty() || text.charAt(0) == '\'' || text.charAt(0) == '"') {
        return Optional.empty();
      }
      literal.value();
      return literal.at == text.length() ? Optional.of(literal.json.take()) : Optional.empty();
    } catch (NoLiteral e) {
      return Optional.empty();
    }
  }

  private void value() {
    if (++depth > Json.MAX_DEPTH) {
      throw new NoLiteral();
    }
    switch (peek()) {
      case '[' -> list(']');
      case '(' -> list(')');
      case '{' -> dictionary();
      case '\'', '"' -> json.string(string());
      default -> word();
    }
    depth--;
  }

  private void list(char end) {
    json.startArray();
    at++;
    while (peek() != end) {
      value();
      separator(end);
    }
    at++;
    json.endArray();
  }

  private void dictionary() {
    json.startObject();
    at++;
    while (peek() != '}') {
      json.name(string());
      require(':');
      require(' ');
      value();
      separator('}');
    }
    at++;
    json.endObject();
  }

  private void separator(char end) {
    if (peek() != end) {
      require(',');
      if (peek() == ' ') {
        at++;
      }
    }
  }

  private char peek() {
    if (at >= text.length()) {
      throw new NoLiteral();
    }
    return text.charAt(at);
  }

  private void require(char expected) {
    if (peek() != expected) {
      throw new NoLiteral();
    }
    at++;
  }

  private String string() {
    char quote = peek();
    if (quote != '\'' && quote != '"') {
      throw new NoLiteral();
    }
    at++;
    StringBuilder string = new StringBuilder();
    while (peek() != quote) {
      char c = text.charAt(at++);
      if (c == '\\') {
        escaped(string);
      } else {
        string.append(c);
      }
    }
    at++;
    return string.toString();
  }

  private void escaped(StringBuilder string) {
    char c = peek();
    at++;
    switch (c) {
      case 'n' -> string.append('\n');
      case 't' -> string.append('\t');
      case 'r' -> string.append('\r');
      case 'x' -> string.appendCodePoint(hex(2));
      case 'u' -> string.append((char) hex(4));
      case 'U' -> {
        int point = hex(8);
        string.appendCodePoint(Character.isValidCodePoint(point) ? point : '\uFFFD');
      }
      default -> string.append(c);
    }
  }

  private int hex(int digits) {
    if (at + digits > text.length()) {
      throw new NoLiteral();
    }
    try {
      int value = Integer.parseUnsignedInt(text, at, at + digits, 16);
      at += digits;
      return value;
    } catch (NumberFormatException e) {
      throw new NoLiteral();
    }
  }

  private void word() {
    int from = at;
    while (at < text.length() && isOfWord(text.charAt(at))) {
      at++;
    }
    String word = text.substring(from, at);
    switch (word) {
      case "True" -> json.bool(true);
      case "False" -> json.bool(false);
      case "None" -> json.nothing();
      case "datetime.datetime" -> json.string(time());
      default -> {
        if (!NUMBER.matcher(word).matches()) {
          throw new NoLiteral();
        }
        json.value(JsonText.of(word));
      }
    }
  }

  private static boolean isOfWord(char c) {
    return c == '.' || c == '_' || c == '-' || c == '+' || Character.isLetterOrDigit(c);
  }

  /** {@code (2026, 3, 4, 5, 6, 7, 123456, tzinfo=TzInfo(0))}: the API's times are all UTC. */
  private String time() {
    require('(');
    List<Integer> numbers = new ArrayList<>();
    int open = 1;
    int from = at;
    while (open > 0) {
      char c = peek();
      if (c == '(') {
        open++;
      } else if (c == ')') {
        open--;
      }
      if ((c == ',' && open == 1) || open == 0) {
        String argument = text.substring(from, at).strip();
        if (!argument.startsWith("tzinfo=")) {
          numbers.add(number(argument));
        }
        from = at + 1;
      }
      at++;
    }
    if (numbers.size() < 3 || numbers.size() > 7) {
      throw new NoLiteral();
    }
    while (numbers.size() < 7) {
      numbers.add(0);
    }
    return "%04d-%02d-%02dT%02d:%02d:%02d.%06dZ".formatted(numbers.toArray());
  }

  private static int number(String digits) {
    try {
      return Integer.parseUnsignedInt(digits);
    } catch (NumberFormatException e) {
      throw new NoLiteral();
    }
  }
}
