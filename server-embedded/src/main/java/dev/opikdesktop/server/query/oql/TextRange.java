package dev.opikdesktop.server.query.oql;

/**
 * A part of a text.
 *
 * @param offset where it begins, in chars (UTF-16 code units) from 0
 * @param length in chars; 0 for a place between two of them, or at the end
 */
public record TextRange(int offset, int length) {
  /** Of what was not read from a text. */
  public static final TextRange NOWHERE = new TextRange(0, 0);

  /** Where the first char after it is. */
  public int end() {
    return offset + length;
  }

  static TextRange between(int begin, int end) {
    return new TextRange(begin, end - begin);
  }
}
