package dev.opikdesktop.desktop.explorer.logs;

import java.time.Duration;
import java.time.Instant;

/** A stretch of time with two ends, and the steps that a chart of it has. */
public record Period(Instant from, Instant to) {
  private static final Duration MOST_BY_HOUR = Duration.ofDays(3);
  private static final Duration MOST_BY_DAY = Duration.ofDays(90);

  /** Hours up to three days, days up to ninety, else weeks: as many as one can tell apart. */
  public Duration step() {
    Duration length = Duration.between(from, to);
    if (length.compareTo(MOST_BY_HOUR) <= 0) {
      return Duration.ofHours(1);
    }
    return length.compareTo(MOST_BY_DAY) <= 0 ? Duration.ofDays(1) : Duration.ofDays(7);
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
