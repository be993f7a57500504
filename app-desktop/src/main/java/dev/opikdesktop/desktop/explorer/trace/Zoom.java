package dev.opikdesktop.desktop.explorer.trace;

import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;

/**
 * Which stretch of a trace the waterfall shows. Until somebody zooms, all of it, however long it
 * grows.
 */
public final class Zoom {
  /**
   * The share of the width that the whole trace takes; the rest is room for what stands behind a
   * bar.
   */
  static final double SHARE = 0.82;

  /** A microsecond, which is what times are exact to. */
  private static final double SHORTEST = 0.001;

  private final ReadOnlyIntegerWrapper changes = new ReadOnlyIntegerWrapper();
  private double from;
  private double to = 1;
  private double extent = 1;
  private boolean whole = true;

  /** Counts how often another stretch was shown. */
  public ReadOnlyIntegerProperty changesProperty() {
    return changes.getReadOnlyProperty();
  }

  public double from() {
    return from;
  }

  public double to() {
    return to;
  }

  /** All that can be shown, from 0: the trace and the room behind it. */
  public double extent() {
    return extent;
  }

  public boolean isWhole() {
    return whole;
  }

  void setLength(double millis) {
    extent = Math.max(millis, SHORTEST) / SHARE;
    if (whole) {
      show(0, extent);
    } else {
      between(from, to);
    }
  }

  /** Shows everything again. */
  public void reset() {
    whole = true;
    show(0, extent);
  }

  /** Shows a stretch, as far as there is such a one. */
  public void between(double wantedFrom, double wantedTo) {
    double length = Math.clamp(Math.abs(wantedTo - wantedFrom), SHORTEST, extent);
    double start = Math.clamp(Math.min(wantedFrom, wantedTo), 0, extent - length);
    whole = length >= extent * 0.999;
    show(whole ? 0 : start, whole ? extent : start + length);
  }

  /** Shows a stretch with some room at both sides. */
  public void around(double start, double end) {
    double room = Math.max((end - start) * 0.1, SHORTEST);
    between(start - room, end + (end - start) * (1 / SHARE - 1) + room);
  }

  /**
   * @param factor above 1 for a shorter stretch, drawn longer
   * @param around stays where it is
   */
  public void zoom(double factor, double around) {
    double share = (around - from) / (to - from);
    double length = Math.clamp((to - from) / factor, SHORTEST, extent);
    between(around - share * length, around + (1 - share) * length);
  }

  /** Moves the stretch by a part of itself. */
  public void pan(double share) {
    double step = share * (to - from);
    double start = Math.clamp(from + step, 0, extent - (to - from));
    if (!whole) {
      between(start, start + to - from);
    }
  }

  private void show(double start, double end) {
    if (from != start || to != end) {
      from = start;
      to = end;
      changes.set(changes.get() + 1);
    }
  }
}
