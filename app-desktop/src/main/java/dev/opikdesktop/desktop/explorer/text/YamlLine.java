package dev.opikdesktop.desktop.explorer.text;

import dev.opikdesktop.desktop.explorer.text.PayloadLine.Kind;
import dev.opikdesktop.desktop.explorer.text.PayloadLine.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What stands on one line of YAML, of the kind that Jackson writes. */
final class YamlLine {
  /** How wide a dash and its space are. */
  static final int DASH = 2;

  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\d[\\d_]*(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d+)?|[-+]?\\.inf|\\.nan");
  private static final List<String> WORDS = List.of("true", "false", "null", "~");
  private static final Pattern TEXT_MARK = Pattern.compile("[|>][-+0-9]*");

  private YamlLine() {}

  /** Where a line's dashes end. */
  static int contentStart(CharSequence line, int from, int to) {
    int content = from;
    while (content < to
        && line.charAt(content) == '-'
        && (content + 1 == to || line.charAt(content + 1) == ' ')) {
      content = Math.min(to, content + DASH);
    }
    return content;
  }

  /** Where a line's key ends with its colon; -1 where it has none. */
  static int keyEnd(CharSequence line, int from, int to) {
    char quote = from < to ? line.charAt(from) : ' ';
    int at = from;
    if (quote == '"' || quote == '\'') {
      at++;
      while (at < to && line.charAt(at) != quote) {
        at += line.charAt(at) == '\\' && quote == '"' ? 2 : 1;
      }
      at++;
    } else {
      while (at < to && !(line.charAt(at) == ':' && (at + 1 == to || line.charAt(at + 1) == ' '))) {
        at++;
      }
    }
    boolean isKey =
        at < to && line.charAt(at) == ':' && (at + 1 == to || line.charAt(at + 1) == ' ');
    return isKey ? at + 1 : -1;
  }

  /** Whether the value that begins here stands on the lines below, as it is. */
  static boolean beginsText(CharSequence line, int from, int to) {
    return to - from < 8 && from < to && TEXT_MARK.matcher(line.subSequence(from, to)).matches();
  }

  /**
   * @param continued whether it goes on with the text of the line above
   */
  static List<Piece> pieces(String line, boolean continued) {
    if (continued) {
      return List.of(new Piece(Kind.STRING, line));
    }
    List<Piece> pieces = new ArrayList<>(4);
    int content = contentStart(line, 0, line.length());
    add(pieces, Kind.PUNCTUATION, line.substring(0, content));
    int key = Math.max(content, keyEnd(line, content, line.length()));
    if (key > content) {
      add(pieces, Kind.KEY, line.substring(content, key - 1));
      add(pieces, Kind.PUNCTUATION, line.substring(key - 1, Math.min(line.length(), key + 1)));
      key = Math.min(line.length(), key + 1);
    }
    String value = line.substring(key);
    Kind kind = Kind.STRING;
    if (NUMBER.matcher(value).matches()) {
      kind = Kind.NUMBER;
    } else if (WORDS.contains(value)) {
      kind = Kind.WORD;
    } else if (value.equals("{}") || value.equals("[]") || beginsText(value, 0, value.length())) {
      kind = Kind.PUNCTUATION;
    }
    add(pieces, kind, value);
    return List.copyOf(pieces);
  }

  private static void add(List<Piece> pieces, Kind kind, String text) {
    if (!text.isEmpty()) {
      pieces.add(new Piece(kind, text));
    }
  }
}
