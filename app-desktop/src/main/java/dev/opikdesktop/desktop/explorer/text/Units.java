package dev.opikdesktop.desktop.explorer.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Numbers and times as the window writes them. An absent value is an empty text. */
public final class Units {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);
  private static final DateTimeFormatter YEAR =
      DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);
  private static final DateTimeFormatter FULL =
      DateTimeFormatter.ofPattern("d MMM, HH:mm:ss", Locale.ENGLISH);

  private static final DateTimeFormatter EXACT =
      DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm:ss.SSS", Locale.ENGLISH);

  private Units() {}

  /** {@code 0.31 s}, {@code 4.2 ms}, {@code 2 min 5 s}. */
  public static String duration(@Nullable Double millis) {
    if (millis == null) {
      return "";
    }
    if (millis < 9.995) {
      return text("%.1f ms", millis);
    }
    if (millis < 99_995) {
      return text("%.2f s", millis / 1000);
    }
    long seconds = Math.round(millis / 1000);
    if (seconds < 3600) {
      return text("%d min %d s", seconds / 60, seconds % 60);
    }
    if (seconds < 86_400) {
      return text("%d h %d min", seconds / 3600, seconds % 3600 / 60);
    }
    return text("%d d %d h", seconds / 86_400, seconds % 86_400 / 3600);
  }

  /** The same in minutes from the first one on: {@code 4.20 s}, {@code 1 min 2 s}. */
  public static String longDuration(@Nullable Double millis) {
    if (millis == null || millis < 59_995 || millis >= 99_995) {
      return duration(millis);
    }
    return "1 min " + (Math.round(millis / 1000) - 60) + " s";
  }

  /** {@code 4,812}. */
  public static String count(@Nullable Long number) {
    return number == null ? "" : text("%,d", number);
  }

  /** {@code 812}, {@code 3.1 k}, {@code 12 M}. */
  public static String shortCount(double number) {
    double amount = Math.abs(number);
    if (amount < 999.5) {
      return text("%.0f", number);
    }
    if (amount < 999_500) {
      return text(amount < 9_950 ? "%.1f k" : "%.0f k", number / 1_000);
    }
    return text(amount < 9_950_000 ? "%.1f M" : "%,.0f M", number / 1_000_000);
  }

  /** {@code $0.0061}, {@code <$0.0001}, {@code $41.07}. */
  public static String cost(@Nullable Double dollars) {
    if (dollars == null || dollars <= 0) {
      return "";
    }
    if (dollars < 0.0001) {
      return "<$0.0001";
    }
    return text(dollars < 10 ? "$%.4f" : "$%,.2f", dollars);
  }

  /** A score in as few digits as say it, behind the words for it where there are any. */
  public static String score(double value, String category) {
    String number =
        new BigDecimal(value).round(new MathContext(6)).stripTrailingZeros().toPlainString();
    return category.isEmpty() ? number : category + " (" + number + ")";
  }

  /** {@code 1.9 GB}, in powers of a thousand. */
  public static String bytes(long bytes) {
    if (bytes < 1000) {
      return bytes + " B";
    }
    double amount = bytes;
    int unit = -1;
    while (amount >= 999.5 && unit < 4) {
      amount /= 1000;
      unit++;
    }
    return text(amount < 10 ? "%.1f %sB" : "%.0f %sB", amount, "kMGTP".charAt(unit));
  }

  /** All tokens of a usage: the total where one is given, else what went in and what came out. */
  public static @Nullable Long totalTokens(Map<String, Long> usage) {
    Long total = usage.get("total_tokens");
    if (total != null) {
      return total;
    }
    Long in = usage.get("prompt_tokens");
    Long out = usage.get("completion_tokens");
    return in == null && out == null
        ? null
        : Long.valueOf((in == null ? 0 : in) + (out == null ? 0 : out));
  }

  /** The clock for today, the day for this year, else the date. */
  public static String time(Instant instant, Instant now, ZoneId zone) {
    ZonedDateTime time = instant.atZone(zone);
    LocalDate today = now.atZone(zone).toLocalDate();
    if (time.toLocalDate().equals(today)) {
      return CLOCK.format(time);
    }
    return time.getYear() == today.getYear() ? DAY.format(time) : YEAR.format(time);
  }

  /** {@code 23 Nov, 14:01:57}. */
  public static String dayAndTime(Instant instant, ZoneId zone) {
    return FULL.format(instant.atZone(zone));
  }

  /** {@code 23 Nov 2026, 14:01:57.018}. */
  public static String exactTime(Instant instant, ZoneId zone) {
    return EXACT.format(instant.atZone(zone));
  }

  /** {@code 23 Nov 2026}. */
  public static String day(Instant instant, ZoneId zone) {
    return YEAR.format(instant.atZone(zone));
  }

  /** {@code just now}, {@code 3 min ago}, {@code 2 days ago}. */
  public static String ago(@Nullable Instant instant, Instant now) {
    if (instant == null) {
      return "";
    }
    long seconds = Duration.between(instant, now).toSeconds();
    if (seconds < 60) {
      return "just now";
    }
    if (seconds < 3600) {
      return seconds / 60 + " min ago";
    }
    if (seconds < 86_400) {
      return seconds / 3600 + " h ago";
    }
    long days = seconds / 86_400;
    return days == 1 ? "yesterday" : days + " days ago";
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ENGLISH, format, values);
  }
}
