package dev.opikdesktop.desktop.explorer.command;

import dev.opikdesktop.desktop.explorer.theme.Parts;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import org.jspecify.annotations.Nullable;

/** Everything that can be done now, found by a few letters of its name. */
public final class Palette {
  private static final double WIDTH = 560;
  private static final double ROW = 34;
  private static final int MOST = 50;

  private final Supplier<List<Command>> commands;
  private final Function<String, @Nullable Command> written;
  private final Popup popup = new Popup();
  private final TextField search = new TextField();
  private final ListView<Command> found = new ListView<>();

  /**
   * @param commands asked whenever it opens
   * @param written what a text stands for that is more than a few letters of a name; null for
   *     others
   */
  public Palette(Supplier<List<Command>> commands, Function<String, @Nullable Command> written) {
    this.commands = commands;
    this.written = written;
    search.setId("palette-search");
    search.setPromptText("What do you want to do?");
    search.setAccessibleText("Find an action");
    search.getStyleClass().add("palette-search");
    search.textProperty().addListener(observable -> find());
    search.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
    found.setId("palette");
    found.setFixedCellSize(ROW);
    found.setFocusTraversable(false);
    found.getStyleClass().add("palette-list");
    found.setCellFactory(view -> new Cell());
    found.setPlaceholder(Parts.label("Nothing of that name", "muted"));
    VBox content = new VBox(6, search, found);
    content.getStyleClass().addAll("popover", "palette");
    content.setPrefWidth(WIDTH);
    popup.getContent().add(content);
    popup.setAutoHide(true);
    popup.setHideOnEscape(true);
  }

  /** Opens it over the middle of a window. */
  public void show(Scene scene) {
    search.clear();
    find();
    double x = scene.getWindow().getX() + scene.getX() + (scene.getWidth() - WIDTH) / 2;
    double y = scene.getWindow().getY() + scene.getY() + 90;
    popup.show(scene.getWindow(), x, y);
    search.requestFocus();
  }

  private void find() {
    String letters = search.getText();
    Command whole = written.apply(letters);
    List<Command> matching = whole == null ? matching(letters) : List.of(whole);
    found.getItems().setAll(matching);
    found.setPrefHeight(Math.clamp(matching.size(), 2, 11) * ROW + 4);
    found.getSelectionModel().select(0);
  }

  private List<Command> matching(String letters) {
    return commands.get().stream()
        .filter(command -> command.possible().getAsBoolean())
        .filter(command -> Match.score(letters, name(command)) != Match.NONE)
        .sorted(Comparator.comparingInt(command -> -Match.score(letters, name(command))))
        .limit(MOST)
        .toList();
  }

  private static String name(Command command) {
    return command.title() + " " + command.group();
  }

  private void keyPressed(KeyEvent event) {
    int index = found.getSelectionModel().getSelectedIndex();
    switch (event.getCode()) {
      case DOWN -> select(index + 1);
      case UP -> select(index - 1);
      case ENTER -> run();
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void select(int index) {
    if (!found.getItems().isEmpty()) {
      int place = Math.floorMod(index, found.getItems().size());
      found.getSelectionModel().select(place);
      found.scrollTo(Math.max(0, place - 8));
    }
  }

  private void run() {
    Command chosen = found.getSelectionModel().getSelectedItem();
    if (chosen != null) {
      popup.hide();
      chosen.action().run();
    }
  }

  private final class Cell extends ListCell<Command> {
    private final Label title = Parts.label("");
    private final Label group = Parts.label("", "faint", "small");
    private final Label keys = Parts.label("", "key-hint");
    private final HBox box = new HBox(8, title, group, Parts.spacer(), keys);

    Cell() {
      box.setAlignment(Pos.CENTER_LEFT);
      setPrefWidth(0);
      // Not on the list, whose scroll bar is clicked on too.
      setOnMouseClicked(
          event -> {
            if (!isEmpty()) {
              run();
            }
          });
    }

    @Override
    protected void updateItem(@Nullable Command command, boolean empty) {
      super.updateItem(command, empty);
      if (empty || command == null) {
        setGraphic(null);
        setAccessibleText(null);
        return;
      }
      title.setText(command.title());
      group.setText(command.group());
      keys.setText(command.keys());
      Parts.present(keys, !command.keys().isEmpty());
      setGraphic(box);
      setAccessibleText(command.title());
    }
  }
}
