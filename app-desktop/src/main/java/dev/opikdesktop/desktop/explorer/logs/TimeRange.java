package dev.opikdesktop.desktop.explorer.logs;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which stretch of time the logs show.
 *
 * @param last a stretch that ends now; null for a fixed one, or for all time
 * @param from the beginning of a fixed one; null for no bound, as {@code to}
 */
public record TimeRange(@Nullable Duration last, @Nullable Instant from, @Nullable Instant to) {
  public static final TimeRange ALL = new TimeRange(null, null, null);

  /** What one chooses from. */
  public static final List<TimeRange> USUAL =
      List.of(
          of(Duration.ofHours(1)),
          of(Duration.ofDays(1)),
          of(Duration.ofDays(3)),
          of(Duration.ofDays(7)),
          of(Duration.ofDays(30)),
          of(Duration.ofDays(60)),
          ALL);

  private static final Duration LONGEST = Duration.ofDays(36_500);
  private static final String[] NO_ENDS = {};

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
  private static final DateTimeFormatter YEAR =
      DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern(" HH:mm", Locale.ENGLISH);

  public static TimeRange of(Duration last) {
    return new TimeRange(last, null, null);
  }

  public static TimeRange between(Instant from, Instant to) {
    return new TimeRange(null, from, to);
  }

  /**
   * Whole days, the last one included, whichever of two comes first.
   *
   * @param from null for no bound, as {@code to}
   */
  public static TimeRange days(@Nullable LocalDate from, @Nullable LocalDate to, ZoneId zone) {
    if (from != null && to != null && to.isBefore(from)) {
      return days(to, from, zone);
    }
    return new TimeRange(
        null,
        from == null ? null : from.atStartOfDay(zone).toInstant(),
        to == null ? null : to.plusDays(1).atStartOfDay(zone).toInstant());
  }

  /** The first day of a fixed one; null for none. */
  public @Nullable LocalDate firstDay(ZoneId zone) {
    return from == null ? null : from.atZone(zone).toLocalDate();
  }

  /** The last day of a fixed one, which may end within it; null for none. */
  public @Nullable LocalDate lastDay(ZoneId zone) {
    return to == null ? null : to.minusNanos(1).atZone(zone).toLocalDate();
  }

  /** When it begins; null where it has no beginning. */
  public @Nullable Instant start(Instant now) {
    return last == null ? from : now.minus(last);
  }

  /** A sentence's part, such as {@code Last 24 hours}. */
  public String label(ZoneId zone) {
    if (last != null) {
      long hours = last.toHours();
      if (hours == 1) {
        return "Last hour";
      }
      return hours <= 24 ? "Last " + hours + " hours" : "Last " + last.toDays() + " days";
    }
    if (from == null && to == null) {
      return "All time";
    }
    LocalDate first = firstDay(zone);
    LocalDate end = lastDay(zone);
    boolean wholeDays = equals(days(first, end, zone));
    String since = from == null || first == null ? "" : wholeDays ? day(first) : minute(from, zone);
    String until = to == null || end == null ? "" : wholeDays ? day(end) : minute(to, zone);
    if (since.isEmpty() || until.isEmpty()) {
      return until.isEmpty() ? "Since " + since : "Until " + until;
    }
    return since.equals(until) ? since : since + " – " + until;
  }

  private static String day(LocalDate day) {
    return (day.getYear() == LocalDate.now().getYear() ? DAY : YEAR).format(day);
  }

  private static String minute(Instant instant, ZoneId zone) {
    ZonedDateTime time = instant.atZone(zone);
    return day(time.toLocalDate()) + MINUTE.format(time);
  }

  /** The text that {@link #parse} reads. */
  public String code() {
    if (last != null) {
      return "last:" + last;
    }
    return from == null && to == null ? "all" : "between:" + text(from) + "/" + text(to);
  }

  /** All time for a text that says nothing. */
  public static TimeRange parse(String code) {
    return read(code).orElse(ALL);
  }

  /** What {@link #code} wrote; empty for anything else. */
  public static Optional<TimeRange> read(String code) {
    try {
      if (code.equals("all")) {
        return Optional.of(ALL);
      }
      if (code.startsWith("last:")) {
        Duration length = Duration.parse(code.substring(5));
        boolean sensible = length.isPositive() && length.compareTo(LONGEST) <= 0;
        return sensible ? Optional.of(of(length)) : Optional.empty();
      }
      String[] ends = code.startsWith("between:") ? code.substring(8).split("/", -1) : NO_ENDS;
      if (ends.length == 2) {
        Instant from = instant(ends[0]);
        Instant to = instant(ends[1]);
        boolean bound = from != null || to != null;
        boolean turned = from != null && to != null && to.isBefore(from);
        return bound && !turned ? Optional.of(new TimeRange(null, from, to)) : Optional.empty();
      }
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  private static String text(@Nullable Instant instant) {
    return instant == null ? "" : instant.toString();
  }

  private static @Nullable Instant instant(String text) {
    return text.isEmpty() ? null : Instant.parse(text);
  }
}
