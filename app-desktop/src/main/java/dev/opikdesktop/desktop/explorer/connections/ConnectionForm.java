package dev.opikdesktop.desktop.explorer.connections;

import dev.opikdesktop.desktop.explorer.connections.ConnectionsModel.Tested;
import dev.opikdesktop.desktop.explorer.settings.SettingsCard;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A connection, new or known, as it is being written. */
final class ConnectionForm extends VBox {
  private static final String OPEN_KEY =
      "This address is http: whoever is on the way can read the API key";

  private final ConnectionsModel model;
  private final @Nullable Connection known;
  private final Runnable done;
  private final TextField name = field("connection-name", "Name", "The host's name");
  private final TextField address =
      field("connection-address", "Address", "https://opik.example.com");
  private final TextField workspace = field("connection-workspace", "Workspace", "default");
  private final PasswordField key = new PasswordField();
  private final ToggleGroup colours = new ToggleGroup();
  private final Label result = Parts.label("", "smaller");
  private final Button test = Parts.button("Test", this::test);
  private boolean withoutKey;

  /**
   * @param known the one that is changed; null for a new one
   * @param colour of a new one
   * @param done when it is kept, or given up
   */
  ConnectionForm(ConnectionsModel model, @Nullable Connection known, Colour colour, Runnable done) {
    super(12);
    this.model = model;
    this.known = known;
    this.done = done;
    setId("connection-form");
    key.setId("connection-key");
    key.setAccessibleText("API key");
    key.getStyleClass().add("settings-field");
    Button forgetKey = Parts.button("Forget it", () -> {});
    forgetKey.setMinWidth(USE_PREF_SIZE);
    HBox.setHgrow(key, Priority.ALWAYS);
    HBox keyBox = new HBox(8, key, forgetKey);
    keyBox.setAlignment(Pos.CENTER_LEFT);
    // As wide as the fields above it.
    keyBox.minWidthProperty().bind(address.widthProperty());
    keyBox.maxWidthProperty().bind(address.widthProperty());
    Parts.present(forgetKey, false);
    if (known != null) {
      name.setText(known.name());
      address.setText(known.address().toString());
      workspace.setText(known.workspace());
      String hint = model.hint(known);
      key.setPromptText(hint.isEmpty() ? "None" : hint);
      Parts.present(forgetKey, !hint.isEmpty());
    } else {
      key.setPromptText("None");
    }
    forgetKey.setOnAction(
        event -> {
          withoutKey = true;
          key.clear();
          key.setPromptText("None");
          Parts.present(forgetKey, false);
        });
    SettingsCard card =
        new SettingsCard(known == null ? "New connection" : "Change the connection", "")
            .row("Address", "As the SDKs have it, with or without /api.", address)
            .row("Name", "", name)
            .row("Workspace", "Empty for the usual one.", workspace)
            .row("API key", "Kept in a file that only you can read, and never shown again.", keyBox)
            .row("Colour", "Marks everything that is shown of this server.", swatches(colour));
    Button save = Parts.button(known == null ? "Add" : "Save", this::save);
    save.setId("connection-save");
    save.getStyleClass().add("main-button");
    test.setId("connection-test");
    Button cancel = Parts.button("Cancel", done);
    result.setId("connection-result");
    result.setWrapText(true);
    result.setMinHeight(USE_PREF_SIZE);
    HBox buttons = new HBox(8, save, test, cancel);
    for (TextField field : new TextField[] {address, name, workspace, key}) {
      field.setOnAction(event -> save());
      field.textProperty().subscribe(letters -> say("", true));
    }
    address.textProperty().subscribe(letters -> warn());
    key.textProperty().subscribe(letters -> warn());
    getChildren().addAll(card, result, buttons);
    say("", true);
  }

  void takeFocus() {
    address.requestFocus();
    address.end();
  }

  private static TextField field(String id, String spoken, String prompt) {
    TextField field = new TextField();
    field.setId(id);
    field.setAccessibleText(spoken);
    field.setPromptText(prompt);
    field.getStyleClass().add("settings-field");
    field.setPrefColumnCount(26);
    return field;
  }

  private Node swatches(Colour first) {
    HBox row = new HBox(6);
    row.setAlignment(Pos.CENTER_LEFT);
    for (Colour each : Colour.values()) {
      Region square = new Region();
      square.getStyleClass().addAll("connection-mark", each.style());
      ToggleButton swatch = new ToggleButton(null, square);
      swatch.setId("connection-colour-" + each.label().toLowerCase(Locale.ROOT));
      swatch.getStyleClass().add("swatch");
      Parts.named(swatch, each.label());
      swatch.setToggleGroup(colours);
      swatch.setUserData(each);
      swatch.setSelected(each == (known == null ? first : known.colour()));
      row.getChildren().add(swatch);
    }
    return row;
  }

  private Draft draft() {
    Colour colour =
        colours.getSelectedToggle() == null
            ? Colour.BLUE
            : (Colour) colours.getSelectedToggle().getUserData();
    String written = key.getText();
    boolean asBefore = known != null && written.isEmpty() && !withoutKey;
    return new Draft(
        known == null ? "" : known.id(),
        name.getText(),
        address.getText(),
        workspace.getText(),
        asBefore ? null : written,
        colour);
  }

  private void save() {
    String failure = model.keep(draft());
    if (failure.isEmpty()) {
      done.run();
    } else {
      say(failure, false);
    }
  }

  private void test() {
    test.setDisable(true);
    say("Trying…", true);
    model.test(draft(), this::tested);
  }

  private void tested(Tested found) {
    test.setDisable(false);
    say(found.words(), found.works());
  }

  private void warn() {
    Draft draft = draft();
    boolean secret =
        draft.key() == null
            ? known != null && !model.hint(known).isEmpty()
            : !draft.key().isEmpty();
    if (secret && draft.mistake().isEmpty() && Address.isOpen(Address.parse(draft.address()))) {
      say(OPEN_KEY, true);
    }
  }

  private void say(String words, boolean well) {
    result.setText(words);
    result.getStyleClass().removeAll("danger", "muted");
    result.getStyleClass().add(well ? "muted" : "danger");
    Parts.present(result, !words.isEmpty());
  }
}
