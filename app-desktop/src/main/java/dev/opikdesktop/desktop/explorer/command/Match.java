package dev.opikdesktop.desktop.explorer.command;

import java.util.Locale;

/** How well a few letters stand for a title. */
final class Match {
  static final int NONE = -1;

  private Match() {}

  /**
   * The letters have to stand in the title in their order. Letters side by side and at beginnings
   * of words count more.
   *
   * @return {@link #NONE} when they do not; the more the better otherwise
   */
  static int score(String letters, String title) {
    String wanted = letters.strip().toLowerCase(Locale.ROOT);
    String text = title.toLowerCase(Locale.ROOT);
    if (wanted.isEmpty()) {
      return 0;
    }
    int whole = text.indexOf(wanted);
    if (whole >= 0) {
      return 1_000 - whole + (beginsWord(text, whole) ? 500 : 0);
    }
    int score = 0;
    int at = -1;
    for (int i = 0; i < wanted.length(); i++) {
      char letter = wanted.charAt(i);
      if (letter == ' ') {
        continue;
      }
      int next = text.indexOf(letter, at + 1);
      if (next < 0) {
        return NONE;
      }
      score += beginsWord(text, next) ? 8 : next == at + 1 ? 5 : 1;
      at = next;
    }
    return score;
  }

  private static boolean beginsWord(String text, int index) {
    return index == 0 || !Character.isLetterOrDigit(text.charAt(index - 1));
  }
}
