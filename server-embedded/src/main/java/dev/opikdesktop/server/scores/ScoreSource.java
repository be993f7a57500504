package dev.opikdesktop.server.scores;

import dev.opikdesktop.server.http.ApiException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Who gave a score: a person in the window, a program, or a rule. */
public enum ScoreSource {
  UI(1),
  SDK(2),
  ONLINE_SCORING(3);

  private static final ScoreSource[] ALL = values();

  private final int code;

  ScoreSource(int code) {
    this.code = code;
  }

  /** The number that is stored; it never changes. */
  public int code() {
    return code;
  }

  /**
   * Reads a client's word.
   *
   * @return null for null
   * @throws ApiException 400 for an unknown word
   */
  public static @Nullable ScoreSource of(@Nullable String word) {
    if (word == null) {
      return null;
    }
    for (ScoreSource source : ALL) {
      if (source.word().equals(word)) {
        return source;
      }
    }
    throw ApiException.malformedJson("source must be one of ui, sdk, online_scoring");
  }

  /** The source of a stored number. */
  static ScoreSource ofCode(int code) {
    for (ScoreSource source : ALL) {
      if (source.code == code) {
        return source;
      }
    }
    throw new IllegalArgumentException("No source of a score has the number " + code);
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
