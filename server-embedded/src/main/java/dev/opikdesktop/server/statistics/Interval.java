package dev.opikdesktop.server.statistics;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/** How wide the steps of a metric are. Hours, days and weeks are those of UTC. */
enum Interval {
  HOURLY(Duration.ofHours(1)),
  DAILY(Duration.ofDays(1)),
  /** From Monday on. */
  WEEKLY(Duration.ofDays(7)),
  /** All in one. */
  TOTAL(Duration.ZERO);

  private final Duration width;

  Interval(Duration width) {
    this.width = width;
  }

  /** Nothing for {@link #TOTAL}. */
  Duration width() {
    return width;
  }

  /** The begin of the step that a time lies in. */
  Instant begin(Instant time) {
    return switch (this) {
      case HOURLY -> time.truncatedTo(ChronoUnit.HOURS);
      case DAILY -> time.truncatedTo(ChronoUnit.DAYS);
      case WEEKLY ->
          time.atOffset(ZoneOffset.UTC)
              .truncatedTo(ChronoUnit.DAYS)
              .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
              .toInstant();
      case TOTAL -> time;
    };
  }
}
