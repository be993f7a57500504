package dev.opikdesktop.server.traces;

import dev.opikdesktop.server.http.ApiException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where a trace or span came from. The ordinal is what is stored: append, never reorder. */
public enum Source {
  UNKNOWN,
  SDK,
  EXPERIMENT,
  PLAYGROUND,
  OPTIMIZATION,
  EVALUATOR;

  private static final Source[] ALL = values();

  /**
   * Reads a client's word.
   *
   * @return null for null
   * @throws ApiException 400 for an unknown word
   */
  public static @Nullable Source of(@Nullable String word) {
    if (word == null) {
      return null;
    }
    for (Source source : ALL) {
      if (source != UNKNOWN && source.word().equals(word)) {
        return source;
      }
    }
    throw ApiException.malformedJson(
        "source must be one of sdk, experiment, playground, optimization, evaluator");
  }

  public static Source ofStored(int ordinal) {
    return ordinal < ALL.length ? ALL[ordinal] : UNKNOWN;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
