package dev.opikdesktop.desktop.explorer.query;

import dev.opikdesktop.server.query.Operator;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Operators and values as a person reads them. */
final class Values {
  private static final BigDecimal SECOND = BigDecimal.valueOf(1_000);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("d MMM yyyy HH:mm", Locale.ENGLISH);

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
      return duration(value);
    }
    return subject.isTime() ? time(value) : value;
  }

  private static String duration(String millis) {
    try {
      BigDecimal length = new BigDecimal(millis.strip());
      return length.abs().compareTo(SECOND) < 0
          ? length.toPlainString() + " ms"
          : length.divide(SECOND).stripTrailingZeros().toPlainString() + " s";
    } catch (ArithmeticException | NumberFormatException notOne) {
      return millis;
    }
  }

  private static String time(String text) {
    try {
      return MINUTE.format(Instant.parse(text).atZone(ZoneId.systemDefault()));
    } catch (DateTimeException aDay) {
      return text;
    }
  }
}
