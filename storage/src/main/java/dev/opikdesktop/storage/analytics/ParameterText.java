package dev.opikdesktop.storage.analytics;

import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.UUID;

/**
 * The text form of bound values. ClickHouse reads a parameter as a field of a TSV line: backslash
 * escapes are undone, a raw tab or newline ends it.
 */
final class ParameterText {
  private ParameterText() {}

  static String of(Object value) {
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
          escape(plain(one), text);
          text.append('\'');
        }
      }
      return text.append(']').toString();
    }
    StringBuilder text = new StringBuilder();
    escape(plain(value), text);
    return text.toString();
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

  private static void escape(String value, StringBuilder text) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\\' -> text.append("\\\\");
        case '\'' -> text.append("\\'");
        case '\t' -> text.append("\\t");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\0' -> text.append("\\0");
        default -> text.append(c);
      }
    }
  }
}
