package dev.opikdesktop.server.query.oql;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text and a place in it, from which pieces of the language are read one after another. What
 * begins a piece is decided by who reads, since a digit may begin a key, a number or a date.
 */
final class OqlText {
  private static final Pattern DATE =
      Pattern.compile(
          "[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:]+(\\.[0-9]*)?(Z|[+-][0-9]{2}(:?[0-9]{2})?)?)?");

  /** The dot at the end is for what the SDKs take for a number. */
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]*)?");

  private final String text;
  private int at;

  OqlText(String text) {
    this.text = text;
  }

  int at() {
    return at;
  }

  /** Back to a place that was left. */
  void to(int place) {
    at = place;
  }

  boolean isAtEnd() {
    return at >= text.length();
  }

  void skipBlanks() {
    while (!isAtEnd() && isBlank(text.charAt(at))) {
      at++;
    }
  }

  /** As the SDKs see it, so blanks that do not break a line are too. */
  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
  }

  /** Whether some characters stand here; then they are behind us. */
  boolean skip(String wanted) {
    boolean found = text.startsWith(wanted, at);
    if (found) {
      at += wanted.length();
    }
    return found;
  }

  /** Whether one of these characters stands here. */
  boolean isAtOneOf(String characters) {
    return !isAtEnd() && characters.indexOf(text.charAt(at)) >= 0;
  }

  /** Letters, digits and underscores; "" if there are none. */
  String name() {
    return run("");
  }

  /** The same with hyphens: a key without quotes. */
  String keyName() {
    return run("-");
  }

  /** Letters and underscores in lower case; "" if there are none. */
  String word() {
    int begin = at;
    while (!isAtEnd() && (isLatin(text.charAt(at)) || text.charAt(at) == '_')) {
      at++;
    }
    return text.substring(begin, at).toLowerCase(Locale.ROOT);
  }

  /** The word that comes, which stays where it is. */
  String nextWord() {
    int before = at;
    String word = word();
    at = before;
    return word;
  }

  private static boolean isLatin(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  private String run(String others) {
    int begin = at;
    while (!isAtEnd()) {
      int c = text.codePointAt(at);
      if (!isOfName(c) && others.indexOf(c) < 0) {
        break;
      }
      at += Character.charCount(c);
    }
    return text.substring(begin, at);
  }

  static boolean isOfName(int c) {
    return Character.isLetterOrDigit(c)
        || c == '_'
        || Character.getType(c) == Character.LETTER_NUMBER
        || Character.getType(c) == Character.OTHER_NUMBER;
  }

  /** A date or time without quotes. */
  Optional<String> date() {
    return matching(DATE);
  }

  Optional<String> number() {
    return matching(NUMBER);
  }

  private Optional<String> matching(Pattern pattern) {
    Matcher matcher = pattern.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      return Optional.empty();
    }
    at = matcher.end();
    return Optional.of(matcher.group());
  }

  /** Whether a quote stands here. */
  boolean isAtQuote() {
    return isAtOneOf("\"'");
  }

  /**
   * What stands in quotes, in which two quotes are one and everything else is itself.
   *
   * @throws OqlException where they are not closed
   */
  String quoted() throws OqlException {
    int begin = at;
    String quote = text.substring(at, at + 1);
    at++;
    StringBuilder inside = new StringBuilder();
    while (true) {
      int end = text.indexOf(quote, at);
      if (end < 0) {
        at = text.length();
        throw wrong("the quotes are not closed", TextRange.between(begin, at), List.of(quote));
      }
      inside.append(text, at, end);
      at = end + 1;
      if (!skip(quote)) {
        return inside.toString();
      }
      inside.append(quote);
    }
  }

  /**
   * A step of a path in brackets, {@code [0]} or {@code ["a.b"]}, as it stands. In its quotes a
   * backslash stands before a quote or a backslash.
   *
   * @throws OqlException where it is none
   */
  String bracketed() throws OqlException {
    int begin = at;
    at++;
    if (isAtQuote()) {
      char quote = text.charAt(at++);
      while (!isAtEnd() && text.charAt(at) != quote) {
        at += text.charAt(at) == '\\' ? 2 : 1;
      }
      at++;
    } else {
      while (!isAtEnd() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
        at++;
      }
    }
    at = Math.min(at, text.length());
    if (!skip("]")) {
      throw wrong(
          "the brackets are not closed around a position or a key in quotes",
          TextRange.between(begin, at),
          List.of("]"));
    }
    return text.substring(begin, at);
  }

  /** What stands here up to the next blank, parenthesis or quote, for a message. */
  TextRange here() {
    int end = at;
    while (end < text.length()
        && !isBlank(text.charAt(end))
        && "()\"'".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    if (end == at && end < text.length()) {
      end++;
    }
    return TextRange.between(at, end);
  }

  /** The text of a place. */
  String of(TextRange range) {
    return text.substring(range.offset(), range.end());
  }

  /** That something else stands here. */
  OqlException unexpected(List<String> expected) {
    TextRange here = here();
    String found = of(here);
    return wrong(
        found.isEmpty() ? "the query ends too early" : "'" + found + "' cannot stand here",
        here,
        expected);
  }

  static OqlException wrong(String message, TextRange at, List<String> expected) {
    return new OqlException(message, at, expected);
  }
}
