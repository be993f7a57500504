package dev.opikdesktop.desktop.explorer.trace;

import dev.opikdesktop.desktop.explorer.text.Units;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import dev.opikdesktop.desktop.explorer.theme.WindowState;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.collections.ListChangeListener;
import javafx.scene.Cursor;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Tree and waterfall as one table, under a time axis. */
final class SpanView extends VBox {
  static final double ROW_HEIGHT = 34;

  private static final int TICKS = 4;
  private static final double NARROWEST = 140;
  private static final String WIDTH_KEY = "span-names-width";

  private final TraceModel model;
  private final DoubleProperty nameWidth;
  private final ListView<SpanRow> rows = new ListView<>();
  private final Axis axis;
  private boolean syncing;

  SpanView(TraceModel model, WindowState state) {
    this.model = model;
    this.nameWidth = new SimpleDoubleProperty(state.number(WIDTH_KEY, 318));
    nameWidth.addListener(observable -> state.put(WIDTH_KEY, nameWidth.get()));
    getStyleClass().add("spans");
    axis = new Axis();

    rows.setId("spans");
    rows.setAccessibleText("Spans of the trace");
    rows.getStyleClass().add("span-rows");
    rows.setFixedCellSize(ROW_HEIGHT);
    rows.setItems(model.rows());
    rows.setCellFactory(view -> new SpanCell(model, nameWidth));
    rows.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
    VBox.setVgrow(rows, Priority.ALWAYS);
    getChildren().addAll(axis, rows);

    rows.getSelectionModel().selectedItemProperty().subscribe(this::chosen);
    model.rows().addListener((ListChangeListener<SpanRow>) change -> syncSelection());
    model.selectedProperty().subscribe(row -> syncSelection());
    model.treeProperty().subscribe(axis::show);
  }

  void takeFocus() {
    rows.requestFocus();
  }

  private void chosen(@Nullable SpanRow row) {
    if (!syncing && row != null) {
      model.select(row);
    }
  }

  private void syncSelection() {
    int index = model.indexOfSelected();
    syncing = true;
    try {
      if (index >= 0 && rows.getSelectionModel().getSelectedIndex() != index) {
        rows.getSelectionModel().clearAndSelect(index);
      }
    } finally {
      syncing = false;
    }
  }

  private void keyPressed(KeyEvent event) {
    SpanRow selected = model.selectedProperty().get();
    boolean plain = !event.isAltDown() && !event.isShortcutDown() && !event.isShiftDown();
    if (!plain || selected == null) {
      return;
    }
    switch (event.getCode()) {
      case J, DOWN -> move(1);
      case K, UP -> move(-1);
      case H, LEFT -> model.fold(selected, true);
      case L, RIGHT -> model.fold(selected, false);
      case ENTER -> model.fold(selected, !selected.folded());
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void move(int step) {
    model.move(step);
    rows.scrollTo(Math.max(0, model.indexOfSelected() - 3));
  }

  /**
   * Seconds above the bars, how much there is above the names, and the edge between the two, which
   * can be dragged.
   */
  private final class Axis extends Pane {
    private final Label summary = Parts.label("", "muted", "smaller");
    private final List<Label> ticks = new ArrayList<>();
    private final Region edge = new Region();

    Axis() {
      getStyleClass().add("axis");
      setMinHeight(30);
      setPrefHeight(30);
      setMaxHeight(30);
      for (int i = 0; i < TICKS; i++) {
        ticks.add(Parts.label("", "muted", "smaller"));
      }
      edge.setCursor(Cursor.H_RESIZE);
      edge.setOnMouseDragged(
          event ->
              nameWidth.set(
                  Math.clamp(
                      sceneToLocal(event.getSceneX(), 0).getX(),
                      NARROWEST,
                      Math.max(NARROWEST, getWidth() - 200))));
      getChildren().add(summary);
      getChildren().addAll(ticks);
      getChildren().add(edge);
      getChildren().forEach(child -> child.setManaged(false));
      nameWidth.addListener(observable -> requestLayout());
    }

    void show(@Nullable SpanTree tree) {
      summary.setText(
          tree == null
              ? ""
              : tree.spanCount()
                  + (tree.spanCount() == 1 ? " span · " : " spans · ")
                  + tree.levels()
                  + (tree.levels() == 1 ? " level" : " levels")
                  + " · critical path underlined");
      for (int i = 0; i < TICKS; i++) {
        double millis = tree == null ? 0 : tree.lengthMillis() / SpanCell.SCALE * i / TICKS;
        ticks.get(i).setText(i == 0 ? "0 s" : tree == null ? "" : Units.duration(millis));
      }
      requestLayout();
    }

    @Override
    protected void layoutChildren() {
      double names = nameWidth.get();
      place(summary, 12, names - 20);
      double step = (getWidth() - names) / TICKS;
      for (int i = 0; i < TICKS; i++) {
        place(ticks.get(i), names + i * step, step - 4);
      }
      edge.resizeRelocate(names - 5, 0, 8, getHeight());
    }

    private void place(Label label, double x, double width) {
      double height = label.prefHeight(-1);
      label.resizeRelocate(x, Math.round((getHeight() - height) / 2), Math.max(0, width), height);
    }
  }
}
