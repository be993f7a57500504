package dev.opikdesktop.desktop.explorer.chart;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a chart draws.
 *
 * @param times when each step begins
 * @param step how long each is
 */
public record ChartData(List<Instant> times, Duration step, List<Line> lines) {
  public static final ChartData NONE = new ChartData(List.of(), Duration.ZERO, List.of());

  public ChartData {
    times = List.copyOf(times);
    lines = List.copyOf(lines);
  }

  /**
   * One of several values over time.
   *
   * @param hue a looked-up colour of the theme
   * @param values one for each step; not a number where nothing is known
   */
  public record Line(String name, String hue, List<Double> values) {
    public Line {
      values = List.copyOf(values);
    }

    /** All values together. */
    public double sum() {
      return values.stream().filter(value -> !value.isNaN()).mapToDouble(value -> value).sum();
    }

    double at(int step) {
      return step < values.size() ? values.get(step) : Double.NaN;
    }
  }

  /** Whether there is nothing to see. */
  public boolean isEmpty() {
    return lines.stream()
        .flatMap(line -> line.values().stream())
        .allMatch(value -> value.isNaN() || value == 0);
  }

  /** When a step ends. */
  public Instant end(int index) {
    return times.get(index).plus(step);
  }
}
