package dev.opikdesktop.server.query;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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

  /** The engine takes no more at a time. */
  private static final int MOST_PAIRS = 64;

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

  /**
   * Whether what the index says is all there is to say.
   *
   * @param byPairs as in {@link #sql}
   */
  boolean decides(boolean byPairs) {
    return decides && (!byPairs || others.stream().allMatch(WordNeedle::isPair));
  }

  /**
   * The condition on the index.
   *
   * @param byPairs whether it is asked for pairs of characters alone, which takes no look at the
   *     texts, but says nothing of their order
   * @param bound makes a placeholder of a type and a value
   */
  String sql(boolean byPairs, BiFunction<String, Object, String> bound) {
    Stream<String> letters =
        latin.stream().map(run -> "latin_words LIKE " + bound.apply("String", "%" + run + "%"));
    Stream<String> characters =
        others.stream()
            .map(
                run ->
                    byPairs
                        ? "hasAllTokens(other_words, "
                            + bound.apply("Array(String)", pairs(run))
                            + ")"
                        : "other_words LIKE " + bound.apply("String", "%" + run + "%"));
    return Stream.concat(letters, characters).collect(Collectors.joining(" AND "));
  }

  /** The pairs of characters in a run of others, as the index has them; not all of a long one. */
  private static List<String> pairs(String run) {
    int[] characters = run.codePoints().toArray();
    return IntStream.range(0, characters.length - 1)
        .mapToObj(begin -> new String(characters, begin, SHORTEST))
        .distinct()
        .limit(MOST_PAIRS)
        .toList();
  }

  private static boolean isPair(String run) {
    return run.codePointCount(0, run.length()) == SHORTEST;
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
