package dev.opikdesktop.server.json;

import java.nio.charset.StandardCharsets;

/** JSON's strings that are not plain: with escapes, or with surrogates by themselves. */
final class JsonStrings {
  private static final int ESCAPED_UNIT = "\\u1234".length();
  private static final int ENCODED_SURROGATE = 3;

  static final String LONE_SURROGATE_IN_NAME = "A surrogate without its partner in a name";

  private JsonStrings() {}

  /** Whether a text is one that UTF-8 cannot express. */
  static boolean hasLoneSurrogate(String text) {
    return text.codePoints().anyMatch(point -> point >= 0xD800 && point <= 0xDFFF);
  }

  /** Reads the string that begins here, as it is: surrogates stay what they are. */
  static String decode(JsonInput in) {
    StringBuilder text = new StringBuilder();
    int from = in.at + 1;
    int begin = from;
    while (true) {
      int stop = Utf8.plainEnd(in.bytes, from, in.end);
      text.append(new String(in.bytes, from, stop - from, StandardCharsets.UTF_8));
      in.at = stop;
      if (stop < in.end && in.bytes[stop] == '"') {
        in.requireLength(begin, stop);
        in.at = stop + 1;
        return text.toString();
      }
      text.append(unit(in));
      from = in.at;
    }
  }

  /**
   * Reads the character that comes next: a surrogate with its partner, however each of them is
   * written, or one without.
   */
  static int point(JsonInput in) {
    char first = unit(in);
    if (!Character.isSurrogate(first)) {
      return first;
    }
    if (Character.isHighSurrogate(first) && isUnit(in)) {
      int before = in.at;
      char second = unit(in);
      if (Character.isLowSurrogate(second)) {
        return Character.toCodePoint(first, second);
      }
      in.at = before;
    }
    return first;
  }

  private static boolean isUnit(JsonInput in) {
    return (in.at + 1 < in.end && in.bytes[in.at] == '\\' && in.bytes[in.at + 1] == 'u')
        || Utf8.surrogate(in.bytes, in.at, in.end) != 0;
  }

  /** Reads an escape, or a surrogate by itself; anything else does not belong into a string. */
  private static char unit(JsonInput in) {
    if (in.at == in.end) {
      throw in.wrong("A string does not end");
    }
    if (in.bytes[in.at] != '\\') {
      char surrogate = Utf8.surrogate(in.bytes, in.at, in.end);
      if (surrogate == 0) {
        throw in.wrong(
            in.bytes[in.at] < 0 ? "A string is not UTF-8" : "A control character in a string");
      }
      in.at += ENCODED_SURROGATE;
      return surrogate;
    }
    byte kind = in.at + 1 < in.end ? in.bytes[in.at + 1] : 0;
    if (kind == 'u') {
      return escapedUnit(in);
    }
    char unit =
        switch (kind) {
          case '"', '\\', '/' -> (char) kind;
          case 'n' -> '\n';
          case 'r' -> '\r';
          case 't' -> '\t';
          case 'b' -> '\b';
          case 'f' -> '\f';
          default -> throw in.wrong("An unknown escape in a string");
        };
    in.at += 2;
    return unit;
  }

  private static char escapedUnit(JsonInput in) {
    int unit = 0;
    for (int i = in.at + 2; i < in.at + ESCAPED_UNIT; i++) {
      int digit = i < in.end ? JsonInput.digit(in.bytes[i]) : -1;
      if (digit < 0) {
        throw in.wrong("An escape \\u without four digits in a string");
      }
      unit = unit << 4 | digit;
    }
    in.at += ESCAPED_UNIT;
    return (char) unit;
  }
}
