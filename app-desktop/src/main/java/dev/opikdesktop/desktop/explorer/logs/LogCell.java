package dev.opikdesktop.desktop.explorer.logs;

import dev.opikdesktop.desktop.explorer.theme.Parts;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import javafx.beans.value.ChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ListCell;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;

/** One row of a table of logs, laid out by the table's {@link ColumnPlaces}. */
final class LogCell extends ListCell<LogSlot> {
  private static final PseudoClass RUNNING = PseudoClass.getPseudoClass("running");
  private static final PseudoClass MARKED = PseudoClass.getPseudoClass("marked");

  /** Above and below what has several lines. */
  private static final double EDGE_OF_LINES = 7;

  private final LogTable table;
  private final ColumnPlaces places;
  private final CheckBox mark = new CheckBox();
  private final Region pinnedGround = new Region();
  private final Map<String, CellPart> parts = new LinkedHashMap<>();
  private final Line line = new Line();
  private final ChangeListener<@Nullable LogRow> rowListener =
      (observable, before, row) -> show(row);
  private @Nullable LogSlot shown;
  private int columnsVersion = -1;

  LogCell(LogTable table, ColumnPlaces places) {
    this.table = table;
    this.places = places;
    pinnedGround.getStyleClass().add("pinned-ground");
    mark.setFocusTraversable(false);
    mark.setAccessibleText("Mark");
    mark.setOnAction(event -> table.mark(this, mark.isSelected()));
    setPrefWidth(0);
    getStyleClass().add("log-row");
    places.versionProperty().subscribe(this::placesChanged);
    table.wrapsProperty().subscribe(this::wrap);
  }

  @Override
  protected void updateItem(@Nullable LogSlot slot, boolean empty) {
    super.updateItem(slot, empty);
    table.cellMoved();
    if (shown != null) {
      shown.rowProperty().removeListener(rowListener);
    }
    shown = empty ? null : slot;
    if (shown != null) {
      shown.rowProperty().addListener(rowListener);
    }
    show(shown == null ? null : shown.row());
  }

  @Nullable LogRow row() {
    return shown == null ? null : shown.row();
  }

  void showMark() {
    LogRow row = row();
    boolean marked = row != null && table.isMarked(row);
    mark.setSelected(marked);
    pseudoClassStateChanged(MARKED, marked);
  }

  private void placesChanged() {
    if (columnsVersion != places.structureVersion() && shown != null) {
      show(shown.row());
    }
    line.requestLayout();
  }

  private void wrap(boolean wraps) {
    parts.values().forEach(part -> part.wrap(wraps));
  }

  private void show(@Nullable LogRow row) {
    pseudoClassStateChanged(RUNNING, row != null && row.isRunning(Instant.now()));
    if (row == null) {
      setGraphic(null);
      setAccessibleText(isEmpty() ? null : "Not loaded yet");
      return;
    }
    build();
    for (ColumnPlaces.Place place : places.places()) {
      CellPart part = parts.get(place.entry().column().id());
      if (part != null) {
        part.show(row);
      }
    }
    showMark();
    setAccessibleText(spoken(row));
    setGraphic(line);
    line.requestLayout();
  }

  /** A part for each column that is shown now. */
  private void build() {
    if (columnsVersion == places.structureVersion()) {
      return;
    }
    columnsVersion = places.structureVersion();
    Map<String, CellPart> before = new LinkedHashMap<>(parts);
    parts.clear();
    for (ColumnPlaces.Place place : places.places()) {
      LogColumn column = place.entry().column();
      CellPart known = before.get(column.id());
      CellPart part = known == null ? CellPart.of(column, table) : known;
      part.wrap(table.wrapsProperty().get());
      parts.put(column.id(), part);
    }
    line.fill();
  }

  private String spoken(LogRow row) {
    StringBuilder text = new StringBuilder();
    for (ColumnPlaces.Place place : places.places()) {
      String value = place.entry().column().text().apply(row);
      if (!value.isEmpty()) {
        text.append(place.entry().column().title()).append(' ').append(value).append(", ");
      }
    }
    return text.toString();
  }

  private final class Line extends Region {
    private final Rectangle clip = new Rectangle();

    Line() {
      setClip(clip);
    }

    void fill() {
      getChildren().clear();
      for (ColumnPlaces.Place place : places.places()) {
        if (!place.entry().pinned()) {
          add(place);
        }
      }
      getChildren().add(pinnedGround);
      for (ColumnPlaces.Place place : places.places()) {
        if (place.entry().pinned()) {
          add(place);
        }
      }
      getChildren().add(mark);
      getChildren().forEach(child -> child.setManaged(false));
    }

    private void add(ColumnPlaces.Place place) {
      CellPart part = parts.get(place.entry().column().id());
      if (part != null) {
        getChildren().add(part.node());
      }
    }

    @Override
    protected double computePrefHeight(double width) {
      return table.rowHeight() - 1;
    }

    @Override
    protected void layoutChildren() {
      double width = LogCell.this.getWidth();
      double height = table.rowHeight() - 1;
      clip.setWidth(width);
      clip.setHeight(height);
      boolean scrolled = places.scrollProperty().get() > 0;
      Parts.present(pinnedGround, scrolled);
      pinnedGround.setManaged(false);
      pinnedGround.resizeRelocate(0, 0, places.pinnedWidth(), height);
      double edge = table.wrapsProperty().get() ? EDGE_OF_LINES : 0;
      double firstLine = table.wrapsProperty().get() ? RowHeight.COMPACT.pixels() - 1 : height;
      mark.resizeRelocate(10, Math.round((firstLine - 16) / 2), 16, 16);
      for (ColumnPlaces.Place place : places.places()) {
        CellPart part = parts.get(place.entry().column().id());
        if (part == null) {
          continue;
        }
        double x = places.visibleX(place);
        boolean seen = x + place.width() > 0 && x < width;
        part.node().setVisible(seen);
        if (seen) {
          part.node().resizeRelocate(x, edge, place.width(), height - 2 * edge);
        }
      }
    }
  }
}
