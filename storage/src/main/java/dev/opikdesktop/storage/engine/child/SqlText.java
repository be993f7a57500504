package dev.opikdesktop.storage.engine.child;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What has to be known of a statement before it runs: whether it has a result, whether data follows
 * it, and in which format. It looks at words outside of strings, comments and parentheses only; the
 * engine's own parser has the last word.
 *
 * <p>The text is scanned byte by byte as Latin-1, so that positions are byte offsets and binary
 * data behind the statement does no harm.
 *
 * @param kind what to do with the statement
 * @param statementEnd where the statement ends for the engine: before FORMAT if data follows
 * @param dataStart where the data starts; the end of the text if none does
 * @param format the format that the statement names for its data or its result
 */
record SqlText(Kind kind, int statementEnd, int dataStart, @Nullable String format) {
  /** What to do with a statement. */
  enum Kind {
    /** Nothing but white space and comments. */
    EMPTY,
    /** It answers rows, which can be streamed. */
    QUERY,
    /** Anything else: its answer, if it has one, is small. */
    COMMAND,
    /** It changes the connection itself: SET, USE. */
    SESSION,
    /** An insert whose rows follow as data of a format. */
    INSERT_DATA,
    /** An insert whose rows follow as text in parentheses. */
    INSERT_VALUES,
    /** An insert that names neither data nor a query, so far as the text goes. */
    INSERT_OPEN
  }

  private record Word(String text, int start, int end) {
    boolean is(String keyword) {
      return text.equalsIgnoreCase(keyword);
    }
  }

  static SqlText of(byte[] bytes, int length) {
    return of(new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
  }

  static SqlText of(String text) {
    Scanner scanner = new Scanner(text);
    Word first = scanner.next();
    if (first == null) {
      return new SqlText(Kind.EMPTY, text.length(), text.length(), null);
    }
    return switch (first.text().toUpperCase(Locale.ROOT)) {
      case "INSERT" -> insert(text, scanner);
      case "SET", "USE" -> new SqlText(Kind.SESSION, text.length(), text.length(), null);
      case "SELECT", "WITH", "FROM", "(" ->
          new SqlText(Kind.QUERY, text.length(), text.length(), resultFormat(scanner));
      default -> new SqlText(Kind.COMMAND, text.length(), text.length(), resultFormat(scanner));
    };
  }

  private static SqlText insert(String text, Scanner scanner) {
    Word previous = null;
    for (Word word = scanner.next(); word != null; word = scanner.next()) {
      // A table may bear the name of a keyword: the word right after INTO or a dot is a name.
      boolean isName =
          previous != null
              && (previous.is("INTO")
                  || previous.is("TABLE")
                  || (previous.is("INSERT") && word.is("INTO"))
                  || text.charAt(previous.end() - 1) == '.');
      if (!isName) {
        if (word.is("SELECT") || word.is("WITH") || word.is("WATCH")) {
          return new SqlText(Kind.COMMAND, text.length(), text.length(), null);
        }
        if (word.is("VALUES")) {
          return new SqlText(Kind.INSERT_VALUES, word.start(), word.end(), "Values");
        }
        if (word.is("FORMAT")) {
          Word name = scanner.next();
          if (name == null) {
            break;
          }
          return new SqlText(
              name.is("VALUES") ? Kind.INSERT_VALUES : Kind.INSERT_DATA,
              word.start(),
              dataStart(text, name.end()),
              name.text());
        }
      }
      previous = word;
    }
    int end = endOfStatement(text);
    return new SqlText(Kind.INSERT_OPEN, end, text.length(), null);
  }

  private static int endOfStatement(String text) {
    int end = text.length();
    while (end > 0
        && (Character.isWhitespace(text.charAt(end - 1)) || text.charAt(end - 1) == ';')) {
      end--;
    }
    return end;
  }

  /** Data starts after the blanks behind the format's name and one line end (ClickHouse's rule). */
  private static int dataStart(String text, int from) {
    int at = from;
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
    if (at < text.length() && text.charAt(at) == ';') {
      at++;
    }
    if (at < text.length() && text.charAt(at) == '\r') {
      at++;
    }
    if (at < text.length() && text.charAt(at) == '\n') {
      at++;
    }
    return at;
  }

  /**
   * The word after the last FORMAT outside of parentheses, if it stands at the end or before
   * SETTINGS.
   */
  private static @Nullable String resultFormat(Scanner scanner) {
    List<Word> words = new ArrayList<>();
    for (Word word = scanner.next(); word != null; word = scanner.next()) {
      words.add(word);
      if (words.size() > 3) {
        if (words.get(words.size() - 4).is("FORMAT")
            && words.get(words.size() - 2).is("SETTINGS")) {
          return words.get(words.size() - 3).text();
        }
        words.removeFirst();
      }
    }
    for (int i = 0; i + 1 < words.size(); i++) {
      boolean last = i + 2 == words.size() || words.get(i + 2).is("SETTINGS");
      if (words.get(i).is("FORMAT") && last) {
        return words.get(i + 1).text();
      }
    }
    return null;
  }

  /** Hands out words, numbers, quoted names and single signs that stand outside of parentheses. */
  private static final class Scanner {
    private final String text;
    private int at;
    private int depth;

    Scanner(String text) {
      this.text = text;
    }

    @Nullable Word next() {
      while (at < text.length()) {
        char c = text.charAt(at);
        int start = at;
        if (c == '(' || c == '[' || c == '{') {
          at++;
          if (depth++ == 0 && start == firstSign()) {
            // A statement that starts with a parenthesis is a query.
            return new Word("(", start, at);
          }
        } else if (c == ')' || c == ']' || c == '}') {
          at++;
          depth = Math.max(0, depth - 1);
        } else if (c == '\'' || c == '"' || c == '`') {
          skipQuoted(c);
          if (depth == 0) {
            return new Word(text.substring(start, at), start, at);
          }
        } else if (comment()) {
          continue;
        } else if (isWordPart(c)) {
          while (at < text.length() && isWordPart(text.charAt(at))) {
            at++;
          }
          if (depth == 0) {
            return new Word(text.substring(start, at), start, at);
          }
        } else {
          at++;
          if (depth == 0 && c != ';' && !Character.isWhitespace(c)) {
            return new Word(String.valueOf(c), start, at);
          }
        }
      }
      return null;
    }

    private int firstSign() {
      int sign = 0;
      while (sign < text.length() && Character.isWhitespace(text.charAt(sign))) {
        sign++;
      }
      return sign;
    }

    private static boolean isWordPart(char c) {
      return c == '_' || (c < 128 && Character.isLetterOrDigit(c));
    }

    private void skipQuoted(char quote) {
      at++;
      while (at < text.length()) {
        char c = text.charAt(at++);
        if (c == '\\') {
          at++;
        } else if (c == quote) {
          break;
        }
      }
      at = Math.min(at, text.length());
    }

    private boolean comment() {
      if (text.startsWith("--", at) || text.startsWith("#!", at) || text.startsWith("# ", at)) {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end + 1;
        return true;
      }
      if (text.startsWith("/*", at)) {
        int end = text.indexOf("*/", at + 2);
        at = end < 0 ? text.length() : end + 2;
        return true;
      }
      return false;
    }
  }
}
