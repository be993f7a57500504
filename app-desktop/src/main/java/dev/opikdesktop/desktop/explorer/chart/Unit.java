package dev.opikdesktop.desktop.explorer.chart;

import dev.opikdesktop.desktop.explorer.text.Units;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** What a chart's values are, and how they are written. */
public enum Unit {
  COUNT,
  /** Milliseconds. */
  DURATION,
  /** US dollars. */
  COST,
  /** Any number. */
  SCORE;

  private static final double MINUTE = 60_000;
  private static final double HOUR = 60 * MINUTE;
  private static final double DAY = 24 * HOUR;

  /** A value, as exactly as one wants to know it. */
  public String text(double value) {
    return switch (this) {
      case COUNT -> value < 100_000 ? Units.count(Math.round(value)) : Units.shortCount(value);
      case DURATION -> Units.duration(value);
      case COST -> value == 0 ? "$0" : Units.cost(value);
      case SCORE -> String.format(Locale.ENGLISH, "%.3f", value);
    };
  }

  /** What round steps up to a value are counted in: longer times in minutes, hours or days. */
  double size(double most) {
    if (this != DURATION || most < 1.5 * MINUTE) {
      return 1;
    }
    return most < 1.5 * HOUR ? MINUTE : most < 1.5 * DAY ? HOUR : DAY;
  }

  /** A round value, at the edge of a chart. */
  String tick(double value) {
    if (value == 0) {
      return "0";
    }
    return switch (this) {
      case COUNT -> value < 1 ? plain(value) : Units.shortCount(value);
      case DURATION ->
          value < 1_000
              ? plain(value) + " ms"
              : value < MINUTE ? plain(value / 1_000) + " s" : longer(value);
      case COST -> "$" + plain(value);
      case SCORE -> plain(value);
    };
  }

  private static String longer(double value) {
    if (value % DAY == 0) {
      return plain(value / DAY) + " d";
    }
    return value % HOUR == 0 ? plain(value / HOUR) + " h" : plain(value / MINUTE) + " min";
  }

  private static String plain(double value) {
    return new BigDecimal(value, new MathContext(6)).stripTrailingZeros().toPlainString();
  }
}
