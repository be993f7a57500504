package dev.opikdesktop.desktop.client;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A metric over time, one of several of a chart. */
public record Series(String name, List<Point> points) {
  public Series {
    points = List.copyOf(points);
  }

  /**
   * One interval.
   *
   * @param value null where nothing was measured
   */
  public record Point(Instant time, @Nullable Double value) {}
}
