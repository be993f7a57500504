package dev.opikdesktop.desktop.explorer.text;

import java.util.ArrayList;
import java.util.List;

/**
 * One line of a payload.
 *
 * @param indent columns before the first piece
 * @param continued whether it goes on with the text of the line above
 */
public record PayloadLine(int indent, boolean continued, List<Piece> pieces) {
  /** What a piece of a line is, and so its colour. */
  public enum Kind {
    KEY,
    STRING,
    NUMBER,
    WORD,
    PUNCTUATION,
    PLAIN,
    /** What is said of lines that are folded away. */
    FOLDED
  }

  /** A stretch of one colour. */
  public record Piece(Kind kind, String text) {}

  static PayloadLine of(String line, int indent, boolean continued, PayloadText.Style style) {
    return new PayloadLine(
        indent,
        continued,
        switch (style) {
          case JSON -> json(line, continued);
          case YAML -> YamlLine.pieces(line, continued);
          case PLAIN -> List.of(new Piece(Kind.PLAIN, line));
        });
  }

  private static List<Piece> json(String line, boolean continued) {
    List<Piece> pieces = new ArrayList<>(4);
    int at = 0;
    boolean inString = continued;
    while (at < line.length()) {
      char c = line.charAt(at);
      int end;
      Kind kind;
      if (inString || c == '"') {
        end = endOfString(line, inString ? at : at + 1);
        kind = end < line.length() && line.charAt(end) == ':' && !inString ? Kind.KEY : Kind.STRING;
        inString = false;
      } else if (Character.isLetter(c)) {
        end = endOfWord(line, at);
        kind = Kind.WORD;
      } else if (c == '-' || Character.isDigit(c)) {
        end = endOfWord(line, at);
        kind = Kind.NUMBER;
      } else {
        end = at + 1;
        while (end < line.length() && "{}[],: ".indexOf(line.charAt(end)) >= 0) {
          end++;
        }
        kind = Kind.PUNCTUATION;
      }
      pieces.add(new Piece(kind, line.substring(at, end)));
      at = end;
    }
    return List.copyOf(pieces);
  }

  /** The line as it is copied. */
  public String text() {
    StringBuilder text = new StringBuilder(" ".repeat(indent));
    for (Piece piece : pieces) {
      text.append(piece.text());
    }
    return text.toString();
  }

  private static int endOfString(String line, int from) {
    for (int i = from; i < line.length(); i++) {
      if (line.charAt(i) == '\\') {
        i++;
      } else if (line.charAt(i) == '"') {
        return i + 1;
      }
    }
    return line.length();
  }

  private static int endOfWord(String line, int from) {
    int end = from + 1;
    while (end < line.length()
        && (Character.isLetterOrDigit(line.charAt(end)) || "+-.".indexOf(line.charAt(end)) >= 0)) {
      end++;
    }
    return end;
  }
}
