package dev.opikdesktop.desktop.explorer.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * The values at the edge of a chart: from zero (or below, where there are values below) in round
 * steps.
 */
record Scale(double from, double to, List<Double> ticks) {
  private static final int STEPS = 4;

  /** A scale that holds both values, in steps that are round in a unit. */
  static Scale of(double least, double most, Unit unit) {
    double size = unit.size(most);
    Scale scale = of(least / size, most / size);
    List<Double> ticks = scale.ticks().stream().map(tick -> tick * size).toList();
    return new Scale(scale.from() * size, scale.to() * size, ticks);
  }

  /** A scale that holds both values. */
  static Scale of(double least, double most) {
    double low = Math.min(0, least);
    double high = Math.max(most, low == 0 ? Double.MIN_NORMAL : 0);
    double step = round((high - low) / STEPS);
    long first = (long) Math.floor(low / step);
    long last = (long) Math.ceil(high / step - 1e-9);
    List<Double> ticks = new ArrayList<>();
    for (long i = first; i <= last; i++) {
      ticks.add(i * step);
    }
    return new Scale(ticks.getFirst(), ticks.getLast(), List.copyOf(ticks));
  }

  /** Where a value lies, 0 at the lower end and 1 at the upper one. */
  double share(double value) {
    return (value - from) / (to - from);
  }

  /** One, two or five times a power of ten, and not less. */
  private static double round(double step) {
    double power = Math.pow(10, Math.floor(Math.log10(step)));
    double times = step / power;
    double round = times <= 1 + 1e-9 ? 1 : times <= 2 + 1e-9 ? 2 : times <= 5 + 1e-9 ? 5 : 10;
    return round * power;
  }
}
