package dev.opikdesktop.benchmarks.example;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * What is to be made.
 *
 * @param url the server's base, with /api where it has one
 * @param traces about how many, besides the few that are large on purpose
 * @param now the moment that the data lead up to
 * @param live for how long new traces appear once all is there
 * @param huge whether the largest trace has 100,000 spans and the largest payload 50 MB
 */
record Choices(URI url, int traces, long seed, Instant now, Duration live, boolean huge) {
  private static final int USUAL_TRACES = 400;
  private static final long USUAL_SEED = 7;

  /**
   * Reads the command line.
   *
   * @throws IllegalArgumentException with a sentence for the user
   */
  static Choices of(List<String> arguments) {
    URI url = null;
    int traces = USUAL_TRACES;
    long seed = USUAL_SEED;
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Duration live = Duration.ZERO;
    boolean huge = false;
    List<String> left = new ArrayList<>(arguments);
    while (!left.isEmpty()) {
      String word = left.removeFirst();
      switch (word) {
        case "--url" -> url = URI.create(value(word, left).replaceAll("/+$", ""));
        case "--traces" -> traces = Math.toIntExact(number(word, left));
        case "--seed" -> seed = number(word, left);
        case "--now" -> now = instant(value(word, left));
        case "--live" -> live = Duration.ofSeconds(number(word, left));
        case "--huge" -> huge = true;
        default ->
            throw new IllegalArgumentException(
                word
                    + " is none of --url URL --traces N --seed N --now INSTANT --live SECONDS"
                    + " --huge");
      }
    }
    if (url == null || url.getHost() == null) {
      throw new IllegalArgumentException(
          "which server? Name it by --url, for example --url http://localhost:5173");
    }
    return new Choices(url, traces, seed, now, live, huge);
  }

  private static String value(String option, List<String> left) {
    if (left.isEmpty()) {
      throw new IllegalArgumentException(option + " needs a value");
    }
    return left.removeFirst();
  }

  private static long number(String option, List<String> left) {
    String value = value(option, left);
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(option + " needs a whole number, not " + value, e);
    }
  }

  private static Instant instant(String value) {
    try {
      return Instant.parse(value);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "--now needs an instant such as 2026-11-26T09:00:00Z, not " + value, e);
    }
  }
}
