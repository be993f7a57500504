package dev.opikdesktop.server.json;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Short ASCII texts that come again and again in one request, names of fields above all: each is
 * made a String once. Not for several threads.
 */
final class RepeatedWords {
  /** Longer texts seldom repeat. */
  static final int LONGEST = 32;

  private static final int PLACES = 128;

  private final @Nullable String[] words = new @Nullable String[PLACES];

  /** The text of some bytes, which are ASCII. */
  String of(byte[] ascii, int from, int length) {
    int hash = length;
    for (int i = from; i < from + length; i++) {
      hash = hash * 31 + ascii[i];
    }
    int place = (hash ^ hash >>> 7 ^ hash >>> 15) & PLACES - 1;
    String word = words[place];
    if (word == null || !isSame(word, ascii, from, length)) {
      word = new String(ascii, from, length, StandardCharsets.ISO_8859_1);
      words[place] = word;
    }
    return word;
  }

  private static boolean isSame(String word, byte[] ascii, int from, int length) {
    if (word.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (word.charAt(i) != ascii[from + i]) {
        return false;
      }
    }
    return true;
  }
}
