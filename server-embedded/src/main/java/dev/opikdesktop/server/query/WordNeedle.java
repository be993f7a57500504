package dev.opikdesktop.server.query;

import java.util.ArrayList;
import java.util.List;

/**
 * What an index of words can say of a text that is looked for. A row has the text only if the index
 * has all of this.
 *
 * @param latin runs of the letters a to z, in lower case, each within some word of the index
 * @param others runs of other characters, in lower case
 * @param decides whether the index says no less than the row itself
 */
record WordNeedle(List<String> latin, List<String> others, boolean decides) {
  private static final int SHORTEST = 2;

  WordNeedle {
    latin = List.copyOf(latin);
    others = List.copyOf(others);
  }

  static WordNeedle of(String text) {
    List<String> latin = new ArrayList<>();
    List<String> others = new ArrayList<>();
    int[] characters = text.codePoints().toArray();
    boolean decides = characters.length >= SHORTEST;
    int begin = 0;
    while (begin < characters.length) {
      Kind kind = Kind.of(characters[begin]);
      decides &= kind != Kind.OTHER || caseless(characters[begin]);
      int end = begin + 1;
      while (end < characters.length && Kind.of(characters[end]) == kind) {
        decides &= kind != Kind.OTHER || caseless(characters[end]);
        end++;
      }
      if (kind != Kind.NONE && end - begin >= SHORTEST) {
        (kind == Kind.LATIN ? latin : others).add(lower(characters, begin, end));
      }
      decides &= kind != Kind.NONE && begin == 0 && end == characters.length;
      begin = end;
    }
    return new WordNeedle(latin, others, decides);
  }

  /** Whether the index says anything. */
  boolean narrows() {
    return !latin.isEmpty() || !others.isEmpty();
  }

  private static String lower(int[] characters, int begin, int end) {
    StringBuilder lower = new StringBuilder();
    for (int i = begin; i < end; i++) {
      lower.appendCodePoint(Character.toLowerCase(characters[i]));
    }
    return lower.toString();
  }

  private static boolean caseless(int character) {
    return Character.toLowerCase(character) == character
        && Character.toUpperCase(character) == character;
  }

  private enum Kind {
    LATIN,
    /** Others whose lower case is the same by each way of making it. */
    OTHER,
    /** Not in the index: digits, punctuation, and letters whose case depends on who is asked. */
    NONE;

    static Kind of(int character) {
      if (character < 0x80) {
        return Character.isLetter(character) ? LATIN : NONE;
      }
      return caseless(character) || isPlain(character) ? OTHER : NONE;
    }

    /** Letters of Latin, without the i of Turkish, and of Cyrillic: one lower case for each. */
    private static boolean isPlain(int character) {
      return character >= 0xC0 && character <= 0x12F
          || character >= 0x14A && character <= 0x17E
          || character >= 0x400 && character <= 0x45F;
    }
  }
}
