package dev.opikdesktop.desktop.explorer.logs;

import dev.opikdesktop.desktop.explorer.theme.Parts;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;

/**
 * The titles of a table's columns with the aggregate under each: clicked to sort, dragged at the
 * edge to resize and elsewhere to move, with a menu for the rest.
 */
final class LogHeader extends Region {
  static final double HEIGHT = 40;
  private static final double EDGE = 5;
  private static final double DRAG_BEGINS = 6;

  private final LogsModel model;
  private final ColumnPlaces places;
  private final Region pinnedGround = new Region();
  private final Region dropSign = new Region();
  private final Rectangle clip = new Rectangle();
  private final List<Title> titles = new ArrayList<>();
  private int structure = -1;

  LogHeader(LogsModel model, ColumnPlaces places) {
    this.model = model;
    this.places = places;
    getStyleClass().add("log-header");
    pinnedGround.getStyleClass().add("pinned-ground");
    dropSign.getStyleClass().add("drop-sign");
    dropSign.setVisible(false);
    setClip(clip);
    setMinHeight(HEIGHT);
    setPrefHeight(HEIGHT);
    setMaxHeight(HEIGHT);
    places.versionProperty().subscribe(this::placesChanged);
    model.queryProperty().subscribe(query -> titles.forEach(Title::showSort));
    model.figures().statsProperty().subscribe(stats -> titles.forEach(Title::showAggregate));
  }

  private void placesChanged() {
    if (structure != places.structureVersion()) {
      structure = places.structureVersion();
      titles.clear();
      places.places().forEach(place -> titles.add(new Title(place.entry())));
      getChildren().clear();
      titles.stream().filter(title -> !title.entry.pinned()).forEach(getChildren()::add);
      getChildren().add(pinnedGround);
      titles.stream().filter(title -> title.entry.pinned()).forEach(getChildren()::add);
      getChildren().add(dropSign);
      getChildren().forEach(child -> child.setManaged(false));
    }
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    clip.setWidth(getWidth());
    clip.setHeight(getHeight());
    pinnedGround.setVisible(places.scrollProperty().get() > 0);
    pinnedGround.resizeRelocate(0, 0, places.pinnedWidth(), HEIGHT - 1);
    for (int i = 0; i < titles.size() && i < places.places().size(); i++) {
      ColumnPlaces.Place place = places.places().get(i);
      titles.get(i).resizeRelocate(places.visibleX(place), 0, place.width(), HEIGHT);
    }
  }

  /** Before which column something dropped here would stand; null behind the last one. */
  private ColumnsModel.@Nullable Entry dropTarget(double x) {
    for (ColumnPlaces.Place place : places.places()) {
      if (x < places.visibleX(place) + place.width() / 2) {
        return place.entry();
      }
    }
    return null;
  }

  private void showDrop(double x) {
    ColumnsModel.Entry target = dropTarget(x);
    double at = places.totalWidth() - places.scrollProperty().get();
    for (ColumnPlaces.Place place : places.places()) {
      if (place.entry() == target) {
        at = places.visibleX(place);
      }
    }
    dropSign.resizeRelocate(at - 1, 4, 2, HEIGHT - 8);
    dropSign.setVisible(true);
  }

  private final class Title extends VBox {
    private final ColumnsModel.Entry entry;
    private final Label name = Parts.label("", "column-title");
    private final Label aggregate = Parts.label("", "column-aggregate");
    private double pressedX;
    private double widthBefore;
    private boolean resizing;
    private boolean moving;

    Title(ColumnsModel.Entry entry) {
      this.entry = entry;
      getStyleClass()
          .addAll("column-header", entry.column().isNumber() ? "number-header" : "text-header");
      getChildren().addAll(name, aggregate);
      setAccessibleRole(AccessibleRole.BUTTON);
      setOnMouseMoved(event -> setCursor(atEdge(event) ? Cursor.H_RESIZE : Cursor.DEFAULT));
      setOnMousePressed(this::pressed);
      setOnMouseDragged(this::dragged);
      setOnMouseReleased(this::released);
      setOnContextMenuRequested(event -> menu().show(this, event.getScreenX(), event.getScreenY()));
      showSort();
      showAggregate();
    }

    private void showSort() {
      LogColumn column = entry.column();
      String arrow = "";
      if (model.sortedBy(column)) {
        arrow = model.queryProperty().get().descending() ? " ↓" : " ↑";
      }
      name.setText(column.title() + arrow);
      setAccessibleText(
          column.title()
              + (arrow.isEmpty()
                  ? ""
                  : arrow.equals(" ↓") ? ", sorted downwards" : ", sorted upwards"));
    }

    private void showAggregate() {
      String text = model.figures().aggregate(entry.column());
      Parts.present(aggregate, !text.isEmpty());
      aggregate.setText(text);
    }

    private boolean atEdge(MouseEvent event) {
      return event.getX() > getWidth() - EDGE;
    }

    private void pressed(MouseEvent event) {
      pressedX = event.getSceneX();
      widthBefore = getWidth();
      resizing = event.getButton() == MouseButton.PRIMARY && atEdge(event);
      moving = false;
    }

    private void dragged(MouseEvent event) {
      double by = event.getSceneX() - pressedX;
      if (resizing) {
        places.columns().resize(entry, widthBefore + by);
      } else if (moving || Math.abs(by) > DRAG_BEGINS) {
        moving = true;
        setOpacity(0.5);
        showDrop(LogHeader.this.sceneToLocal(event.getSceneX(), 0).getX());
      }
    }

    private void released(MouseEvent event) {
      setOpacity(1);
      dropSign.setVisible(false);
      if (moving) {
        places
            .columns()
            .move(entry, dropTarget(LogHeader.this.sceneToLocal(event.getSceneX(), 0).getX()));
      } else if (!resizing && event.getButton() == MouseButton.PRIMARY) {
        model.sortBy(entry.column());
      }
      moving = false;
      resizing = false;
    }

    private ContextMenu menu() {
      ContextMenu menu = new ContextMenu();
      LogColumn column = entry.column();
      if (column.sortField() != null) {
        menu.getItems()
            .addAll(
                item("Sort downwards", () -> model.sortBy(column, true)),
                item("Sort upwards", () -> model.sortBy(column, false)),
                new SeparatorMenuItem());
      }
      if ("duration.p50".equals(column.aggregate())) {
        for (String percentile : FiguresModel.PERCENTILES) {
          CheckMenuItem choice = new CheckMenuItem("Show " + percentile);
          choice.setSelected(percentile.equals(model.figures().percentileProperty().get()));
          choice.setOnAction(event -> model.figures().percentileProperty().set(percentile));
          menu.getItems().add(choice);
        }
        menu.getItems().add(new SeparatorMenuItem());
      }
      menu.getItems()
          .addAll(
              item(
                  entry.pinned() ? "Unpin" : "Pin at the left",
                  () -> places.columns().pin(entry, !entry.pinned())),
              item("Hide", () -> places.columns().show(entry, false)),
              item("Usual width", () -> places.columns().resize(entry, column.width())),
              new SeparatorMenuItem(),
              item("Usual columns", places.columns()::reset));
      return menu;
    }

    private static MenuItem item(String text, Runnable action) {
      MenuItem item = new MenuItem(text);
      item.setOnAction(event -> action.run());
      return item;
    }
  }
}
