package dev.opikdesktop.server.traces;

import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.http.Parameters;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where a trace or span came from. */
public enum Source {
  UNKNOWN(0),
  SDK(1),
  EXPERIMENT(2),
  PLAYGROUND(3),
  OPTIMIZATION(4),
  EVALUATOR(5);

  private static final Source[] ALL = values();

  private final int code;
  private final String word = name().toLowerCase(Locale.ROOT);

  Source(int code) {
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
  public static @Nullable Source of(@Nullable String word) {
    if (word == null) {
      return null;
    }
    for (Source source : ALL) {
      if (source != UNKNOWN && source.word.equals(word)) {
        return source;
      }
    }
    throw ApiException.malformedJson(
        "source must be one of sdk, experiment, playground, optimization, evaluator");
  }

  /**
   * The sources that a query parameter stands for: rows of old clients, which do not say, count as
   * those of an SDK.
   *
   * @return none for nothing
   * @throws ApiException 400 for an unknown word
   */
  public static Set<Source> asked(Parameters parameters) {
    Optional<String> word = parameters.text("source");
    if (word.isEmpty()) {
      return Set.of();
    }
    for (Source source : ALL) {
      if (source != UNKNOWN && source.word.equals(word.get())) {
        return source == SDK ? Set.of(SDK, UNKNOWN) : Set.of(source);
      }
    }
    throw ApiException.badQuery("source", "there is no source '" + word.get() + "'");
  }

  /** The source of a stored number. */
  public static Source ofCode(int code) {
    for (Source source : ALL) {
      if (source.code == code) {
        return source;
      }
    }
    return UNKNOWN;
  }

  /** The numbers that are stored, by word. */
  public static Map<String, Integer> codes() {
    return Arrays.stream(ALL).collect(Collectors.toMap(Source::word, Source::code));
  }

  public String word() {
    return word;
  }
}
