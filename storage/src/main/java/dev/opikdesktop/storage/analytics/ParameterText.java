package dev.opikdesktop.storage.analytics;

import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.UUID;

/**
 * The text form of bound values. ClickHouse's client escapes what it sends (backslashes, tabs, line
 * ends), so a value goes as it is; only the quotes of texts inside an array are doubled here.
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
