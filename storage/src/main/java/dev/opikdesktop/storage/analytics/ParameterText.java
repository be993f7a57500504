package dev.opikdesktop.storage.analytics;

import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.UUID;

/**
 * The text form of bound values, as ClickHouse reads them: backslashes and control characters
 * escaped, and the quotes of texts inside an array doubled.
 */
final class ParameterText {
  private ParameterText() {}

  static String of(Object value) {
    return escaped(text(value));
  }

  private static String escaped(String text) {
    int first = 0;
    while (first < text.length() && escape(text.charAt(first)) == 0) {
      first++;
    }
    if (first == text.length()) {
      return text;
    }
    StringBuilder escaped = new StringBuilder(text.length() + 16).append(text, 0, first);
    for (int i = first; i < text.length(); i++) {
      char c = text.charAt(i);
      char letter = escape(c);
      if (letter == 0) {
        escaped.append(c);
      } else {
        escaped.append('\\').append(letter);
      }
    }
    return escaped.toString();
  }

  /** The letter that stands for a character behind a backslash, or 0 if it stands for itself. */
  private static char escape(char c) {
    return switch (c) {
      case '\\' -> '\\';
      case '\t' -> 't';
      case '\n' -> 'n';
      case '\r' -> 'r';
      case '\0' -> '0';
      case '\b' -> 'b';
      case '\f' -> 'f';
      default -> 0;
    };
  }

  private static String text(Object value) {
    if (value instanceof Collection<?> many) {
      StringBuilder text = new StringBuilder("[");
      for (Object one : many) {
        if (text.length() > 1) {
          text.append(',');
        }
        if (one instanceof Number || one instanceof Boolean) {
          text.append(one);
        } else {
          text.append('\'');
          text.append(plain(one).replace("'", "''"));
          text.append('\'');
        }
      }
      return text.append(']').toString();
    }
    return plain(value);
  }

  private static String plain(Object value) {
    return switch (value) {
      case UUID id -> hex(id);
      case Instant time -> String.format("%d.%09d", time.getEpochSecond(), time.getNano());
      default -> value.toString();
    };
  }

  /** 32 digits: SQL turns them into a FixedString(16) by unhex. */
  private static String hex(UUID id) {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(id.getMostSignificantBits())
        + hex.toHexDigits(id.getLeastSignificantBits());
  }
}
