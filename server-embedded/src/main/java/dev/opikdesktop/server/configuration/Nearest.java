package dev.opikdesktop.server.configuration;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Guesses what somebody meant who misspelt a name. */
final class Nearest {
  private Nearest() {}

  /** " Did you mean 'x'?", or nothing when no name is near. */
  static String hint(String wrong, Collection<String> right) {
    return right.stream()
        .min(Comparator.comparingInt(name -> distance(wrong, name)))
        .filter(name -> distance(wrong, name) <= Math.max(3, name.length() / 2))
        .map(name -> " Did you mean '" + name + "'?")
        .orElse("");
  }

  /** Levenshtein's: how many letters have to be put in, taken out or changed. */
  static int distance(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT).replace('_', '-');
    String b = other.toLowerCase(Locale.ROOT).replace('_', '-');
    int[] above = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int changed = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(changed, 1 + Math.min(above[j], row[j - 1]));
      }
      above = row;
    }
    return above[b.length()];
  }
}
