package dev.opikdesktop.desktop.explorer.trace;

import dev.opikdesktop.desktop.explorer.theme.Parts;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Cursor;
import javafx.scene.control.Label;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/**
 * The time over the bars, and the whole trace in small below it. A stretch that is drawn over the
 * time with the mouse is zoomed to; a double click shows everything again.
 */
final class Axis extends Pane {
  private static final double TICK_WIDTH = 92;
  private static final double DRAGGED = 4;

  private final Zoom zoom;
  private final ReadOnlyObjectWrapper<Ticks> ticks =
      new ReadOnlyObjectWrapper<>(Ticks.between(0, 1, 1));
  private final List<Label> labels = new ArrayList<>();
  private final Region drawn = new Region();
  private final MiniMap map;
  private double pressedAt;

  Axis(TraceModel model) {
    zoom = model.zoom();
    map = new MiniMap(model);
    getStyleClass().add("axis");
    setCursor(Cursor.CROSSHAIR);
    drawn.getStyleClass().add("drawn-stretch");
    drawn.setVisible(false);
    drawn.setManaged(false);
    map.setManaged(false);
    getChildren().addAll(drawn, map);
    setOnMousePressed(event -> pressedAt = event.getX());
    setOnMouseDragged(this::dragged);
    setOnMouseReleased(this::released);
    setOnMouseClicked(
        event -> {
          if (event.getClickCount() == 2) {
            zoom.reset();
          }
        });
    zoom.changesProperty().addListener(observable -> requestLayout());
  }

  ReadOnlyObjectProperty<Ticks> ticksProperty() {
    return ticks.getReadOnlyProperty();
  }

  private void dragged(MouseEvent event) {
    double from = Math.clamp(Math.min(pressedAt, event.getX()), 0, getWidth());
    double to = Math.clamp(Math.max(pressedAt, event.getX()), 0, getWidth());
    drawn.resizeRelocate(from, 0, to - from, SpanHead.LINE);
    drawn.setVisible(to - from >= DRAGGED);
  }

  private void released(MouseEvent event) {
    if (drawn.isVisible()) {
      drawn.setVisible(false);
      zoom.between(millisAt(pressedAt), millisAt(event.getX()));
    }
  }

  private double millisAt(double x) {
    return zoom.from() + Math.clamp(x / getWidth(), 0, 1) * (zoom.to() - zoom.from());
  }

  @Override
  protected void layoutChildren() {
    double width = getWidth();
    if (width <= 0) {
      return;
    }
    map.resizeRelocate(0, SpanHead.LINE, width, SpanHead.LINE - 1);
    Ticks shown = Ticks.between(zoom.from(), zoom.to(), (int) (width / TICK_WIDTH));
    ticks.set(shown);
    while (labels.size() < shown.millis().size()) {
      Label label = Parts.label("", "muted", "smaller");
      label.setManaged(false);
      label.setMouseTransparent(true);
      labels.add(label);
      getChildren().add(label);
    }
    double scale = width / (zoom.to() - zoom.from());
    for (int i = 0; i < labels.size(); i++) {
      Label label = labels.get(i);
      label.setVisible(i < shown.millis().size());
      if (label.isVisible()) {
        double millis = shown.millis().get(i);
        label.setText(shown.text(millis));
        double height = label.prefHeight(-1);
        double x = Math.round((millis - zoom.from()) * scale) + 3;
        label.setVisible(x + label.prefWidth(-1) <= width + SpanView.SCROLL_BAR);
        label.resizeRelocate(
            x,
            Math.round((SpanHead.LINE - height) / 2),
            Math.min(label.prefWidth(-1), TICK_WIDTH),
            height);
      }
    }
  }
}
