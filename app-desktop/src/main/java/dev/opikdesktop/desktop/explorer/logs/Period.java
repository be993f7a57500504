package dev.opikdesktop.desktop.explorer.logs;

import java.time.Duration;
import java.time.Instant;

/**
 * A stretch of time with two ends, and the steps that a chart of it has.
 *
 * @param mostByDay the longest stretch of which days can be told apart
 */
public record Period(Instant from, Instant to, Duration mostByDay) {
  private static final Duration MOST_BY_HOUR = Duration.ofDays(3);
  private static final Duration MOST_BY_DAY = Duration.ofDays(90);

  /** For a chart that is as wide as the page. */
  public Period(Instant from, Instant to) {
    this(from, to, MOST_BY_DAY);
  }

  /** Hours up to three days, then days, then weeks: as many as one can tell apart. */
  public Duration step() {
    Duration length = Duration.between(from, to);
    if (length.compareTo(MOST_BY_HOUR) <= 0) {
      return Duration.ofHours(1);
    }
    return length.compareTo(mostByDay) <= 0 ? Duration.ofDays(1) : Duration.ofDays(7);
  }

  /** The wire's word for the steps. */
  public String interval() {
    return switch ((int) step().toHours()) {
      case 1 -> "HOURLY";
      case 24 -> "DAILY";
      default -> "WEEKLY";
    };
  }
}
