package dev.opikdesktop.server.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a file that the header Range asks for (RFC 9110, 14).
 *
 * @param offset of the first byte
 * @param length at least 1, unless nothing can be served
 * @param kind what to answer
 */
record RequestedRange(long offset, long length, Kind kind) {
  private static final Pattern ONE = Pattern.compile("bytes=\\s*(\\d*)\\s*-\\s*(\\d*)\\s*");

  /** Longer numbers are beyond every file. */
  private static final int MOST_DIGITS = 18;

  /** How a range is answered. */
  enum Kind {
    /** 200: no range was asked for, or one that nobody needs to understand. */
    WHOLE,
    /** 206. */
    PART,
    /** 416. */
    UNSATISFIABLE
  }

  /**
   * Reads the header. Several ranges at once, other units and what makes no sense are passed over,
   * as the standard allows: the answer is the whole file.
   *
   * @param header "" for none
   * @param size of the file, bytes
   */
  static RequestedRange of(String header, long size) {
    Matcher range = ONE.matcher(header.strip());
    if (!range.matches()) {
      return whole(size);
    }
    String first = range.group(1);
    String last = range.group(2);
    if (first.isEmpty()) {
      return last.isEmpty() ? whole(size) : suffix(number(last), size);
    }
    long from = number(first);
    long to = last.isEmpty() ? Long.MAX_VALUE : number(last);
    if (to < from) {
      return whole(size);
    }
    return from >= size
        ? new RequestedRange(0, 0, Kind.UNSATISFIABLE)
        : new RequestedRange(from, Math.min(to, size - 1) - from + 1, Kind.PART);
  }

  private static RequestedRange suffix(long wanted, long size) {
    long length = Math.min(wanted, size);
    return length == 0
        ? new RequestedRange(0, 0, Kind.UNSATISFIABLE)
        : new RequestedRange(size - length, length, Kind.PART);
  }

  private static RequestedRange whole(long size) {
    return new RequestedRange(0, size, Kind.WHOLE);
  }

  private static long number(String digits) {
    String significant = digits.replaceFirst("^0+(?=\\d)", "");
    return significant.length() > MOST_DIGITS ? Long.MAX_VALUE - 1 : Long.parseLong(significant);
  }
}
