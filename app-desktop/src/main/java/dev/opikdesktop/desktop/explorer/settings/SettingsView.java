package dev.opikdesktop.desktop.explorer.settings;

import dev.opikdesktop.desktop.client.Change;
import dev.opikdesktop.desktop.explorer.command.Command;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The page of settings. */
public final class SettingsView extends VBox {
  private static final double WIDEST = 820;

  private final List<SettingsSection> sections;
  private final Consumer<String> go;
  private final TextField search = new TextField();
  private final VBox list = new VBox(2);
  private final StackPane content = new StackPane();
  private final Map<String, Button> buttons = new HashMap<>();
  private final Map<String, ScrollPane> pages = new HashMap<>();
  private @Nullable SettingsSection shown;

  /**
   * @param sections in the order of the list
   * @param go goes to the section of an id
   */
  public SettingsView(List<SettingsSection> sections, Consumer<String> go) {
    this.sections = sections;
    this.go = go;
    getStyleClass().add("page");
    setId("settings");

    search.setId("settings-search");
    search.setPromptText("Search settings");
    search.setAccessibleText("Search settings");
    search.getStyleClass().add("search");
    search.setPrefColumnCount(22);
    search.textProperty().subscribe(letters -> showList());
    search.setOnAction(event -> goToFirst());
    HBox top = new HBox(12, Parts.label("Settings", "title"), Parts.spacer(), search);
    top.getStyleClass().add("top-bar");

    list.getStyleClass().add("settings-list");
    list.addEventFilter(KeyEvent.KEY_PRESSED, this::movedInList);
    HBox.setHgrow(content, Priority.ALWAYS);
    HBox middle = new HBox(list, content);
    VBox.setVgrow(middle, Priority.ALWAYS);
    getChildren().addAll(top, middle);
    addEventHandler(KeyEvent.KEY_TYPED, this::typed);
    addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
  }

  /** Shows a section; the first one where the id is none. */
  public void show(String id) {
    SettingsSection wanted = section(id);
    if (wanted != shown) {
      leave();
      shown = wanted;
      ScrollPane page = pages.computeIfAbsent(wanted.id(), any -> page(wanted));
      content.getChildren().setAll(page);
      wanted.shown();
    }
    buttons.forEach((known, button) -> mark(button, known.equals(wanted.id())));
  }

  /** The page is turned: nothing of it is looked at. */
  public void leave() {
    if (shown != null) {
      shown.left();
      shown = null;
    }
  }

  /** One step out inside of the section; false when there is none. */
  public boolean back() {
    return shown != null && shown.back();
  }

  /** Something was written somewhere. */
  public void changed(Change change) {
    if (shown != null) {
      shown.changed(change);
    }
  }

  /** Puts the keyboard on the section that is shown. */
  public void takeFocus() {
    Button button = shown == null ? null : buttons.get(shown.id());
    if (button != null) {
      button.requestFocus();
    }
  }

  /** A way to every section. */
  public List<Command> commands() {
    List<Command> commands = new ArrayList<>();
    for (SettingsSection section : sections) {
      commands.add(Command.of("Settings", section.title(), "", () -> go.accept(section.id())));
    }
    return commands;
  }

  private SettingsSection section(String id) {
    return sections.stream()
        .filter(section -> section.id().equals(id))
        .findFirst()
        .orElse(sections.getFirst());
  }

  private ScrollPane page(SettingsSection section) {
    VBox column = new VBox(16, Parts.label(section.title(), "title"), section.view());
    column.setMaxWidth(WIDEST);
    column.getStyleClass().add("settings-page");
    StackPane left = new StackPane(column);
    left.setAlignment(Pos.TOP_LEFT);
    ScrollPane page = new ScrollPane(left);
    page.setFitToWidth(true);
    page.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    page.getStyleClass().add("menu-scroll");
    page.setFocusTraversable(false);
    return page;
  }

  private void showList() {
    list.getChildren().clear();
    buttons.clear();
    SettingsSection.@Nullable Group group = null;
    for (SettingsSection section : found()) {
      if (section.group() != group) {
        group = section.group();
        list.getChildren().add(Parts.label(group.title(), "nav-group"));
      }
      Button button = new Button(section.title(), Parts.icon(section.icon()));
      button.setId("settings-" + section.id());
      button.getStyleClass().add("nav");
      button.setMaxWidth(Double.MAX_VALUE);
      button.setAlignment(Pos.CENTER_LEFT);
      button.setGraphicTextGap(9);
      button.setOnAction(event -> go.accept(section.id()));
      mark(button, section == shown);
      buttons.put(section.id(), button);
      list.getChildren().add(button);
    }
    if (buttons.isEmpty()) {
      list.getChildren().add(Parts.label("No setting of that name", "muted", "settings-none"));
    }
  }

  private List<SettingsSection> found() {
    String letters = search.getText().strip().toLowerCase(Locale.ROOT);
    return sections.stream()
        .filter(
            section ->
                (section.title() + " " + section.keywords())
                    .toLowerCase(Locale.ROOT)
                    .contains(letters))
        .toList();
  }

  private void goToFirst() {
    List<SettingsSection> found = found();
    if (!found.isEmpty()) {
      go.accept(found.getFirst().id());
      takeFocus();
    }
  }

  private void movedInList(KeyEvent event) {
    int step =
        switch (event.getCode()) {
          case DOWN, J -> 1;
          case UP, K -> -1;
          default -> 0;
        };
    List<SettingsSection> found = found();
    if (step != 0 && shown != null && !event.isShortcutDown() && !found.isEmpty()) {
      int to = Math.clamp(found.indexOf(shown) + step, 0, found.size() - 1);
      go.accept(found.get(to).id());
      takeFocus();
      event.consume();
    }
  }

  private void typed(KeyEvent event) {
    if (event.getCharacter().equals("/") && !(event.getTarget() instanceof TextInputControl)) {
      search.requestFocus();
      event.consume();
    }
  }

  private void keyPressed(KeyEvent event) {
    if (event.getCode() != KeyCode.ESCAPE || !(event.getTarget() instanceof TextInputControl)) {
      return;
    }
    if (event.getTarget() == search) {
      search.clear();
      takeFocus();
    } else if (!back()) {
      takeFocus();
    }
    event.consume();
  }

  private static void mark(Button button, boolean here) {
    button.getStyleClass().remove("here");
    if (here) {
      button.getStyleClass().add("here");
    }
  }
}
