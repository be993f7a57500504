package dev.opikdesktop.desktop.explorer.connections;

import dev.opikdesktop.desktop.explorer.connections.ConnectionsModel.Tested;
import dev.opikdesktop.desktop.explorer.settings.SettingsCard;
import dev.opikdesktop.desktop.explorer.settings.SettingsSection;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import dev.opikdesktop.desktop.explorer.theme.Question;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** The servers that the window knows: to turn to, try, add, change and forget. */
public final class ConnectionsSection implements SettingsSection {
  /** Names it in a place. */
  public static final String ID = "connections";

  private final ConnectionsModel model;
  private final VBox page = new VBox(16);
  private final Map<String, Tested> tested = new HashMap<>();
  private @Nullable ConnectionForm form;

  public ConnectionsSection(ConnectionsModel model) {
    this.model = model;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Group group() {
    return Group.WINDOW;
  }

  @Override
  public String title() {
    return "Connections";
  }

  @Override
  public Ikon icon() {
    return Feather.SERVER;
  }

  @Override
  public String keywords() {
    return "server team address api key workspace switch remote";
  }

  @Override
  public Node view() {
    show();
    return page;
  }

  @Override
  public void shown() {
    show();
  }

  @Override
  public boolean back() {
    boolean writes = form != null;
    if (writes) {
      closeForm();
    }
    return writes;
  }

  private void show() {
    Label explanation =
        Parts.label(
            "The window shows one server at a time. Columns, views and the like are kept for each"
                + " apart.",
            "muted",
            "smaller");
    explanation.setWrapText(true);
    explanation.setMinHeight(Label.USE_PREF_SIZE);
    VBox card = SettingsCard.of(model.all().stream().map(this::row).toArray(Node[]::new));
    Button add = Parts.button("Add a connection", () -> edit(null));
    add.setId("connection-add");
    add.setGraphic(Parts.icon(Feather.PLUS));
    page.getChildren().setAll(explanation, card, form == null ? add : form);
  }

  private Node row(Connection connection) {
    Label name = Parts.label(connection.name(), "strong");
    Label place = Parts.label(connection.place(), "muted", "smaller");
    name.setMinWidth(0);
    place.setMinWidth(0);
    VBox words = new VBox(2, name, place);
    Tested found = tested.get(connection.id());
    if (found != null) {
      Label result = Parts.label(found.words(), found.works() ? "muted" : "danger", "smaller");
      result.setWrapText(true);
      result.setMinHeight(Label.USE_PREF_SIZE);
      words.getChildren().add(result);
    }
    words.setMinWidth(0);
    HBox.setHgrow(words, Priority.ALWAYS);
    HBox row = new HBox(12, ConnectionSwitcher.mark(connection), words);
    row.setAlignment(Pos.CENTER_LEFT);
    row.getStyleClass().add(connection.isHere() ? "settings-first-row" : "settings-row");
    if (connection.equals(model.currentProperty().get())) {
      row.getChildren().add(Parts.label("Shown now", "muted", "smaller"));
    } else {
      Button open = Parts.button("Switch", () -> model.open(connection));
      open.setAccessibleText("Switch to " + connection.name());
      row.getChildren().add(open);
    }
    Button test = Parts.button("Test", () -> test(connection));
    test.setAccessibleText("Test " + connection.name());
    row.getChildren().add(test);
    if (!connection.isHere()) {
      row.getChildren()
          .addAll(
              Parts.iconButton(
                  Feather.EDIT_2, "Change " + connection.name(), () -> edit(connection)),
              Parts.iconButton(
                  Feather.TRASH_2, "Remove " + connection.name(), () -> remove(connection)));
    }
    row.getChildren().stream()
        .filter(Button.class::isInstance)
        .forEach(button -> ((Button) button).setMinWidth(Button.USE_PREF_SIZE));
    return row;
  }

  private void test(Connection connection) {
    tested.put(connection.id(), new Tested(true, "Trying…"));
    show();
    model.test(
        connection,
        found -> {
          tested.put(connection.id(), found);
          show();
        });
  }

  private void edit(@Nullable Connection connection) {
    ConnectionForm opened = new ConnectionForm(model, connection, unusedColour(), this::closeForm);
    form = opened;
    show();
    opened.takeFocus();
  }

  private void closeForm() {
    form = null;
    show();
    page.lookup("#connection-add").requestFocus();
  }

  private Colour unusedColour() {
    List<Colour> used =
        model.all().stream().filter(each -> !each.isHere()).map(Connection::colour).toList();
    return Arrays.stream(Colour.values())
        .filter(Predicate.not(used::contains))
        .findFirst()
        .orElse(Colour.BLUE);
  }

  private void remove(Connection connection) {
    if (Question.confirmed(
        page,
        "Remove the connection to " + connection.name() + "?",
        "Its API key is forgotten too. Nothing changes on the server.",
        "Remove")) {
      String failure = model.remove(connection);
      if (failure.isEmpty()) {
        tested.remove(connection.id());
      } else {
        tested.put(connection.id(), new Tested(false, failure));
      }
      show();
    }
  }
}
