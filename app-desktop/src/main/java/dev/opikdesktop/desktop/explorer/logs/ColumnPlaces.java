package dev.opikdesktop.desktop.explorer.logs;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.util.Subscription;

/**
 * Where each column of a table stands: pinned ones at the left edge, the others behind them,
 * shifted by how far the table is scrolled. Header and rows lay themselves out by it.
 */
final class ColumnPlaces {
  /** The boxes by which rows are marked. */
  static final double MARKS = 30;

  private ColumnsModel columns;
  private Subscription listening;
  private List<String> structure = List.of();
  private int structureVersion;
  private final DoubleProperty scroll = new SimpleDoubleProperty();
  private final ReadOnlyIntegerWrapper version = new ReadOnlyIntegerWrapper();
  private List<Place> places = List.of();
  private double width;
  private double pinnedWidth = MARKS;
  private double totalWidth = MARKS;

  /**
   * @param x from the left edge when nothing is scrolled
   */
  record Place(ColumnsModel.Entry entry, double x, double width) {}

  ColumnPlaces(ColumnsModel columns) {
    this.columns = columns;
    this.listening = columns.versionProperty().subscribe(this::compute);
    scroll.subscribe(this::moved);
  }

  ColumnsModel columns() {
    return columns;
  }

  /** Turns to the columns of another kind of row. */
  void show(ColumnsModel others) {
    if (others != columns) {
      listening.unsubscribe();
      columns = others;
      scroll.set(0);
      listening = others.versionProperty().subscribe(this::compute);
      compute();
    }
  }

  /** Counts up whenever there are other columns, or in another order. */
  int structureVersion() {
    return structureVersion;
  }

  /** How far the columns that are not pinned are shifted to the left, in pixels. */
  DoubleProperty scrollProperty() {
    return scroll;
  }

  /** Counts up whenever something stands elsewhere. */
  ReadOnlyIntegerProperty versionProperty() {
    return version.getReadOnlyProperty();
  }

  List<Place> places() {
    return places;
  }

  /** Where the pinned columns end. */
  double pinnedWidth() {
    return pinnedWidth;
  }

  double totalWidth() {
    return totalWidth;
  }

  double farthestScroll() {
    return Math.max(0, totalWidth - width);
  }

  /** Where a column is seen now. */
  double visibleX(Place place) {
    return place.entry().pinned() ? place.x() : place.x() - scroll.get();
  }

  /** The table is so wide. */
  void fit(double available) {
    if (Math.abs(available - width) > 0.5) {
      width = available;
      compute();
    }
  }

  private void compute() {
    List<ColumnsModel.Entry> shown = columns.shown();
    List<String> now = new ArrayList<>();
    shown.forEach(entry -> now.add((entry.pinned() ? "!" : "") + entry.column().id()));
    if (!now.equals(structure)) {
      structure = now;
      structureVersion++;
    }
    double taken = MARKS;
    double stretching = 0;
    for (ColumnsModel.Entry entry : shown) {
      taken += entry.width();
      stretching += entry.column().stretches() ? entry.width() : 0;
    }
    double left = Math.max(0, width - taken);
    List<Place> next = new ArrayList<>();
    double x = MARKS;
    double pinned = MARKS;
    for (ColumnsModel.Entry entry : shown) {
      double extra =
          entry.column().stretches() && stretching > 0
              ? Math.floor(left * entry.width() / stretching)
              : 0;
      next.add(new Place(entry, x, entry.width() + extra));
      x += entry.width() + extra;
      pinned = entry.pinned() ? x : pinned;
    }
    places = next;
    pinnedWidth = pinned;
    totalWidth = x;
    if (scroll.get() > farthestScroll()) {
      scroll.set(farthestScroll());
    }
    moved();
  }

  private void moved() {
    version.set(version.get() + 1);
  }
}
