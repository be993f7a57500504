package dev.opikdesktop.server.json;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads times in the form that programs write: {@code 2026-11-25T21:03:04.123456Z} or with an
 * offset such as {@code +01:00}, with seconds and up to nine digits of a fraction.
 */
final class Iso8601 {
  /** The most characters of a time in this form. */
  static final int LONGEST = "2026-11-25T21:03:04.123456789+01:00".length();

  private static final int SHORTEST = "2026-11-25T21:03:04Z".length();
  private static final int FRACTION = "2026-11-25T21:03:04".length();
  private static final int FARTHEST_OFFSET_HOURS = 17;

  private Iso8601() {}

  /** Null if it has any other form, which may be a time nevertheless. */
  static @Nullable Instant parse(byte[] text, int from, int to) {
    int length = to - from;
    if (length < SHORTEST
        || length > LONGEST
        || text[from + 4] != '-'
        || text[from + 7] != '-'
        || text[from + 10] != 'T'
        || text[from + 13] != ':'
        || text[from + 16] != ':') {
      return null;
    }
    int century = two(text, from);
    int year = two(text, from + 2);
    int month = two(text, from + 5);
    int day = two(text, from + 8);
    int hour = two(text, from + 11);
    int minute = two(text, from + 14);
    int second = two(text, from + 17);
    boolean isTime =
        (century | year | month | day | hour | minute | second) >= 0
            && hour < 24
            && minute < 60
            && second < 60
            && isDay(century * 100 + year, month, day);
    if (!isTime) {
      return null;
    }
    int at = from + FRACTION;
    int nanos = 0;
    if (text[at] == '.') {
      int digits = 0;
      for (at++; at < to && text[at] >= '0' && text[at] <= '9'; at++) {
        nanos = nanos * 10 + text[at] - '0';
        digits++;
      }
      if (digits == 0 || digits > 9) {
        return null;
      }
      for (; digits < 9; digits++) {
        nanos *= 10;
      }
    }
    int offset = offsetSeconds(text, at, to);
    if (offset == Integer.MIN_VALUE) {
      return null;
    }
    long seconds =
        epochDay(century * 100 + year, month, day) * 86_400L + hour * 3600L + minute * 60L + second;
    return Instant.ofEpochSecond(seconds - offset, nanos);
  }

  private static int two(byte[] text, int at) {
    int tens = text[at] - '0';
    int ones = text[at + 1] - '0';
    return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
  }

  private static boolean isDay(int year, int month, int day) {
    if (month < 1 || month > 12 || day < 1) {
      return false;
    }
    boolean isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    int days =
        switch (month) {
          case 2 -> isLeap ? 29 : 28;
          case 4, 6, 9, 11 -> 30;
          default -> 31;
        };
    return day <= days;
  }

  /** The least number if there is no offset here that reaches to the end. */
  private static int offsetSeconds(byte[] text, int at, int to) {
    if (to - at == 1 && text[at] == 'Z') {
      return 0;
    }
    if (to - at != 6 || (text[at] != '+' && text[at] != '-') || text[at + 3] != ':') {
      return Integer.MIN_VALUE;
    }
    int hours = two(text, at + 1);
    int minutes = two(text, at + 4);
    if (hours < 0 || hours > FARTHEST_OFFSET_HOURS || minutes < 0 || minutes > 59) {
      return Integer.MIN_VALUE;
    }
    int seconds = hours * 3600 + minutes * 60;
    return text[at] == '-' ? -seconds : seconds;
  }

  /** Days since 1970 in the Gregorian calendar, whose years are counted from March here. */
  private static long epochDay(int year, int month, int day) {
    int march = month > 2 ? year : year - 1;
    int era = Math.floorDiv(march, 400);
    int yearOfEra = march - era * 400;
    int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146_097L + dayOfEra - 719_468L;
  }
}
