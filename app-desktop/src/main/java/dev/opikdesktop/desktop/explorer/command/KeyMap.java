package dev.opikdesktop.desktop.explorer.command;

import dev.opikdesktop.desktop.explorer.theme.Parts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.HPos;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;

/** All keys on one page. */
public final class KeyMap {
  private static final double WIDTH = 760;

  private KeyMap() {}

  public static void show(Scene scene, List<Command> commands) {
    Map<String, GridPane> groups = new LinkedHashMap<>();
    for (Command command : commands) {
      if (!command.keys().isEmpty()) {
        GridPane grid = groups.computeIfAbsent(command.group(), group -> grid());
        Label keys = Parts.label(command.keys(), "key-hint");
        GridPane.setHalignment(keys, HPos.LEFT);
        grid.addRow(grid.getRowCount(), keys, Parts.label(command.title(), "smaller"));
      }
    }
    FlowPane columns = new FlowPane(26, 18);
    columns.setPrefWrapLength(WIDTH);
    groups.forEach(
        (group, grid) ->
            columns.getChildren().add(new VBox(6, Parts.label(group, "strong"), grid)));
    VBox content = new VBox(12, Parts.label("Keys", "title"), columns);
    content.getStyleClass().add("popover");
    content.setId("key-map");
    Popup popup = new Popup();
    popup.getContent().add(content);
    popup.setAutoHide(true);
    popup.setHideOnEscape(true);
    double x = scene.getWindow().getX() + scene.getX() + (scene.getWidth() - WIDTH) / 2;
    popup.show(scene.getWindow(), x, scene.getWindow().getY() + scene.getY() + 80);
  }

  private static GridPane grid() {
    GridPane grid = new GridPane(10, 4);
    ColumnConstraints keys = new ColumnConstraints();
    keys.setMinWidth(86);
    grid.getColumnConstraints().addAll(keys, new ColumnConstraints(140));
    return grid;
  }
}
