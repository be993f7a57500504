package dev.opikdesktop.desktop.explorer.command;

import dev.opikdesktop.desktop.explorer.theme.Parts;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;

/** All keys on one page. */
public final class KeyMap {
  private static final int COLUMNS = 3;
  private static final double GAP = 26;
  private static final double KEYS = 96;
  private static final double TITLES = 180;
  private static final double WIDTH = COLUMNS * (KEYS + TITLES) + (COLUMNS - 1) * GAP;

  /** What stays free of the window above and below. */
  private static final double MARGIN = 60;

  private final Supplier<List<Command>> commands;
  private final Popup popup = new Popup();

  /**
   * @param commands asked whenever it opens
   */
  public KeyMap(Supplier<List<Command>> commands) {
    this.commands = commands;
    popup.setAutoHide(true);
    popup.setHideOnEscape(true);
  }

  /** Closes it, for what opens instead of it. */
  public void hide() {
    popup.hide();
  }

  /** Opens it over the middle of a window. */
  public void show(Scene scene) {
    List<VBox> columns = Stream.generate(() -> new VBox(6)).limit(COLUMNS).toList();
    groups(commands.get())
        .forEach(
            (group, grid) -> {
              VBox shortest =
                  columns.stream().min(Comparator.comparingInt(KeyMap::lines)).orElseThrow();
              shortest.getChildren().addAll(Parts.label(group, "key-group"), grid);
            });
    HBox side = new HBox(GAP);
    side.getChildren().addAll(columns);
    ScrollPane scroll = new ScrollPane(side);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("menu-scroll");
    VBox content = new VBox(12, Parts.label("Keys", "title"), scroll);
    content.getStyleClass().add("popover");
    content.setId("key-map");
    content.setMaxHeight(scene.getHeight() - 2 * MARGIN);
    popup.hide();
    popup.getContent().setAll(content);
    double x = scene.getWindow().getX() + scene.getX() + (scene.getWidth() - WIDTH) / 2;
    popup.show(scene.getWindow(), x, scene.getWindow().getY() + scene.getY() + MARGIN);
  }

  private static Map<String, GridPane> groups(List<Command> commands) {
    Map<String, GridPane> groups = new LinkedHashMap<>();
    for (Command command : oneAKey(commands)) {
      GridPane grid = groups.computeIfAbsent(command.group(), group -> grid());
      Label keys = Parts.label(command.keys(), "key-hint");
      GridPane.setHalignment(keys, HPos.LEFT);
      GridPane.setValignment(keys, VPos.TOP);
      Label title = Parts.label(command.title(), "smaller");
      title.setWrapText(true);
      grid.addRow(grid.getRowCount(), keys, title);
    }
    return groups;
  }

  /** What has a key. Of several with the same key, the last one that is possible now does it. */
  static Collection<Command> oneAKey(List<Command> commands) {
    Map<String, Command> kept = new LinkedHashMap<>();
    for (Command command : commands) {
      if (!command.keys().isEmpty()) {
        kept.merge(
            command.keys(),
            command,
            (before, later) -> later.possible().getAsBoolean() ? later : before);
      }
    }
    return kept.values();
  }

  private static int lines(VBox column) {
    return column.getChildren().stream()
        .mapToInt(node -> node instanceof GridPane grid ? grid.getRowCount() : 2)
        .sum();
  }

  private static GridPane grid() {
    GridPane grid = new GridPane(0, 4);
    grid.getColumnConstraints().addAll(new ColumnConstraints(KEYS), new ColumnConstraints(TITLES));
    return grid;
  }
}
