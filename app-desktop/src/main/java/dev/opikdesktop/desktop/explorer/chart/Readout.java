package dev.opikdesktop.desktop.explorer.chart;

import dev.opikdesktop.desktop.explorer.theme.Parts;
import java.util.List;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import javafx.stage.Screen;
import javafx.stage.Window;

/** The values of one step, beside the pointer. It gives way to whatever opens over it. */
final class Readout {
  private static final double AWAY = 14;

  private final Popup popup = new Popup();
  private final Label title = Parts.label("", "strong", "smaller");
  private final VBox rows = new VBox(3);

  /** A line of it. */
  record Row(String hue, String name, String value) {}

  Readout() {
    VBox content = new VBox(6, title, rows);
    content.getStyleClass().addAll("popover", "readout");
    content.setMouseTransparent(true);
    popup.getContent().add(content);
    popup.setAutoFix(false);
    popup.setHideOnEscape(false);
    ListChangeListener<Window> opened = this::opened;
    popup.setOnShown(event -> Window.getWindows().addListener(opened));
    popup.setOnHidden(event -> Window.getWindows().removeListener(opened));
  }

  private void opened(ListChangeListener.Change<? extends Window> change) {
    while (change.next()) {
      if (change.getAddedSubList().stream().anyMatch(window -> window != popup)) {
        Platform.runLater(popup::hide);
      }
    }
  }

  /** A small square in a colour. */
  static Region square(String hue) {
    Region square = new Region();
    square.getStyleClass().add("score-square");
    square.setStyle("-fx-background-color: " + hue + ";");
    return square;
  }

  /**
   * Shows it right of a place, or left of it where the screen ends.
   *
   * @param x within the owner
   */
  void show(Node owner, double x, double y, String when, List<Row> values) {
    title.setText(when);
    rows.getChildren().clear();
    for (Row value : values) {
      HBox row =
          new HBox(
              7,
              square(value.hue()),
              Parts.label(value.name(), "smaller", "muted"),
              Parts.spacer(),
              Parts.label(value.value(), "mono"));
      row.setAlignment(Pos.CENTER_LEFT);
      rows.getChildren().add(row);
    }
    Bounds at = owner.localToScreen(owner.getBoundsInLocal());
    if (at == null) {
      return;
    }
    double left = at.getMinX() + x;
    double top = at.getMinY() + y;
    popup.show(owner, left + AWAY, top + AWAY);
    Rectangle2D screen =
        Screen.getScreensForRectangle(left, top, 1, 1).stream()
            .findFirst()
            .orElse(Screen.getPrimary())
            .getVisualBounds();
    double width = popup.getWidth();
    double height = popup.getHeight();
    popup.setX(left + AWAY + width > screen.getMaxX() ? left - AWAY - width : left + AWAY);
    popup.setY(Math.min(top + AWAY, screen.getMaxY() - height));
  }

  void hide() {
    popup.hide();
  }
}
