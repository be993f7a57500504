package dev.opikdesktop.desktop.explorer.chart;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How the times of a chart are written. Days are the server's, which are those of UTC. */
record TimeAxis(Duration step, ZoneId zone) {
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
  private static final DateTimeFormatter WEEKDAY =
      DateTimeFormatter.ofPattern("EEE d MMM yyyy", Locale.ENGLISH);

  static TimeAxis of(Duration step, ZoneId local) {
    return new TimeAxis(step, step.compareTo(Duration.ofDays(1)) < 0 ? local : ZoneOffset.UTC);
  }

  /** Under the chart; the day where one begins. */
  String tick(Instant time) {
    ZonedDateTime at = time.atZone(zone);
    boolean hour = step.compareTo(Duration.ofDays(1)) < 0;
    return (hour && !at.toLocalTime().equals(LocalTime.MIDNIGHT) ? HOUR : DAY).format(at);
  }

  /** Which step it is, in full. */
  String text(Instant time) {
    ZonedDateTime at = time.atZone(zone);
    if (step.compareTo(Duration.ofDays(1)) < 0) {
      return DAY.format(at) + ", " + HOUR.format(at) + " – " + HOUR.format(at.plus(step));
    }
    return step.toDays() == 1 ? WEEKDAY.format(at) : "Week of " + WEEKDAY.format(at);
  }
}
