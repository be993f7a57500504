package dev.opikdesktop.desktop.explorer.trace;

import dev.opikdesktop.desktop.explorer.text.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Round points in time along an axis.
 *
 * @param stepMillis between two of them
 */
record Ticks(double stepMillis, List<Double> millis) {
  /** Steps that one counts in: of tenths, of seconds, of minutes, of hours. */
  private static final double[] ROUND = {1, 2, 5, 10};

  private static final double[] CLOCK = {
    60_000,
    120_000,
    300_000,
    600_000,
    900_000,
    1_800_000,
    3_600_000,
    7_200_000,
    10_800_000,
    21_600_000,
    43_200_000,
    86_400_000
  };

  Ticks {
    millis = List.copyOf(millis);
  }

  /**
   * @param most how many there is room for, at least 1
   */
  static Ticks between(double from, double to, int most) {
    double step = step((to - from) / Math.max(1, most));
    List<Double> millis = new ArrayList<>();
    for (double number = Math.ceil(from / step); number * step < to; number++) {
      millis.add(number * step);
    }
    return new Ticks(step, millis);
  }

  private static double step(double atLeast) {
    if (atLeast > 30_000) {
      for (double step : CLOCK) {
        if (step >= atLeast) {
          return step;
        }
      }
      return Math.ceil(atLeast / 86_400_000) * 86_400_000;
    }
    double power = Math.pow(10, Math.floor(Math.log10(Math.max(atLeast, 0.0001))));
    for (double round : ROUND) {
      if (round * power >= atLeast) {
        return round * power;
      }
    }
    return 10 * power;
  }

  /** {@code 0 s}, {@code 1.5 s}, {@code 20 ms}, {@code 3:20}: as exact as the step is. */
  String text(double at) {
    if (at == 0) {
      return "0 s";
    }
    if (stepMillis >= 60_000) {
      return Units.duration(Math.max(at, 100_000));
    }
    if (stepMillis >= 10) {
      int digits = stepMillis >= 1_000 ? 0 : stepMillis >= 100 ? 1 : 2;
      return String.format(Locale.ENGLISH, "%,." + digits + "f s", at / 1_000);
    }
    int digits = stepMillis >= 1 ? 0 : stepMillis >= 0.1 ? 1 : stepMillis >= 0.01 ? 2 : 3;
    return String.format(Locale.ENGLISH, "%,." + digits + "f ms", at);
  }
}
