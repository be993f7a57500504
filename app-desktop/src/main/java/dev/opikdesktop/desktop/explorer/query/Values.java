package dev.opikdesktop.desktop.explorer.query;

import dev.opikdesktop.server.query.Operator;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Operators and values as a person reads and writes them. */
final class Values {
  private static final DateTimeFormatter READ =
      DateTimeFormatter.ofPattern("d MMM yyyy HH:mm", Locale.ENGLISH);
  private static final DateTimeFormatter WRITTEN =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ENGLISH);

  private Values() {}

  static String words(Operator operator) {
    return switch (operator) {
      case CONTAINS -> "contains";
      case NOT_CONTAINS -> "does not contain";
      case STARTS_WITH -> "starts with";
      case ENDS_WITH -> "ends with";
      case EQUAL -> "=";
      case NOT_EQUAL -> "≠";
      case GREATER -> ">";
      case GREATER_EQUAL -> "≥";
      case LESS -> "<";
      case LESS_EQUAL -> "≤";
      case IN -> "is one of";
      case NOT_IN -> "is none of";
      case IS_EMPTY -> "is empty";
      case IS_NOT_EMPTY -> "is not empty";
    };
  }

  /** A value of the query language, with its unit where it has one. */
  static String shown(Subject subject, String value) {
    if (subject.isDuration()) {
      LengthUnit unit = unit(value);
      return written(subject, value, unit) + " " + unit.sign();
    }
    if (subject.isTime() && isInstant(value)) {
      return READ.format(Instant.parse(value).atZone(ZoneId.systemDefault()));
    }
    return value;
  }

  /** The unit in which a length of the query language is short; seconds for what is no length. */
  static LengthUnit unit(String millis) {
    return isNumber(millis) ? LengthUnit.of(new BigDecimal(millis)) : LengthUnit.SECONDS;
  }

  /** A value of the query language, to be written on: without its unit, in local time. */
  static String written(Subject subject, String value, LengthUnit unit) {
    if (subject.isDuration() && isNumber(value)) {
      return unit.from(new BigDecimal(value)).toPlainString();
    }
    if (subject.isTime() && isInstant(value)) {
      return WRITTEN.format(Instant.parse(value).atZone(ZoneId.systemDefault()));
    }
    return value;
  }

  /** What was written, for the query language. */
  static String read(Subject subject, String text, LengthUnit unit) {
    String value = text.strip();
    if (subject.isDuration() && isNumber(value)) {
      return unit.millis(new BigDecimal(value)).toPlainString();
    }
    if (subject.isTime() && !isInstant(value)) {
      return instant(value);
    }
    return value;
  }

  /** Points in time that are often meant. */
  static List<String> usualTimes(LocalDate today) {
    return List.of(0, 1, 7, 30).stream()
        .map(days -> WRITTEN.format(today.minusDays(days).atStartOfDay()))
        .toList();
  }

  private static boolean isNumber(String text) {
    return text.matches("-?[0-9]{1,15}(\\.[0-9]{1,15})?");
  }

  private static boolean isInstant(String text) {
    try {
      return Instant.parse(text).isAfter(Instant.MIN);
    } catch (DateTimeException no) {
      return false;
    }
  }

  /** A local day or time of day, with or without the seconds; as it is if it is neither. */
  private static String instant(String text) {
    try {
      LocalDateTime local =
          text.length() <= 10
              ? LocalDate.parse(text).atStartOfDay()
              : LocalDateTime.parse(text.replaceFirst("\\s+", "T"));
      return local.atZone(ZoneId.systemDefault()).toInstant().toString();
    } catch (DateTimeException neither) {
      return text;
    }
  }
}
