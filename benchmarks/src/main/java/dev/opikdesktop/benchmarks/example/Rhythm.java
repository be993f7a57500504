package dev.opikdesktop.benchmarks.example;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/**
 * When things happen: over thirty days, in the middle of the day rather than at night and on
 * weekdays rather than at weekends; a fifth of all in the last two hours; and one afternoon, nine
 * days ago, on which much went wrong.
 */
record Rhythm(Instant now, boolean immediate) {
  private static final Duration MONTH = Duration.ofDays(30);
  private static final Duration BURST = Duration.ofHours(2);
  private static final int INCIDENT_DAYS_AGO = 9;
  private static final int INCIDENT_HOUR = 14;
  private static final int INCIDENT_HOURS = 3;

  Rhythm(Instant now) {
    this(now, false);
  }

  /** Of what begins at this very moment. */
  static Rhythm at(Instant now) {
    return new Rhythm(now, true);
  }

  Instant start(Draw draw) {
    if (immediate) {
      return now;
    }
    if (draw.chance(0.02)) {
      return now.minusMillis(draw.between(200, 4_000));
    }
    if (draw.chance(0.2)) {
      return now.minusMillis((long) (draw.share() * BURST.toMillis()));
    }
    if (draw.chance(0.1)) {
      return incident().plusMillis((long) (draw.share() * INCIDENT_HOURS * 3_600_000));
    }
    while (true) {
      Instant at = now.minusMillis((long) (draw.share() * MONTH.toMillis()));
      if (draw.chance(weight(at.atZone(ZoneOffset.UTC)))) {
        return at;
      }
    }
  }

  private static double weight(ZonedDateTime at) {
    double hours = at.getHour() + at.getMinute() / 60.0 - 14;
    double day = 0.1 + 0.9 * Math.exp(-hours * hours / 32);
    boolean weekend =
        at.getDayOfWeek() == DayOfWeek.SATURDAY || at.getDayOfWeek() == DayOfWeek.SUNDAY;
    return weekend ? day * 0.3 : day;
  }

  private Instant incident() {
    return now.truncatedTo(ChronoUnit.DAYS)
        .minus(Duration.ofDays(INCIDENT_DAYS_AGO))
        .plus(Duration.ofHours(INCIDENT_HOUR));
  }

  /** How likely it is that something fails then. */
  double risk(Instant at) {
    Duration since = Duration.between(incident(), at);
    return !since.isNegative() && since.toHours() < INCIDENT_HOURS ? 0.65 : 0.03;
  }
}
