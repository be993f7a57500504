package dev.opikdesktop.desktop.explorer.settings;

import dev.opikdesktop.desktop.explorer.theme.Parts;
import java.util.List;
import java.util.Locale;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.value.ObservableStringValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/**
 * A section that lists things and writes one of them at a time: the form takes the list's place.
 * Enter in a field stores it, Escape gives it up.
 */
public abstract class ListAndForm extends VBox {
  private final ObservableStringValue refusal;
  private final VBox entries = SettingsCard.of();
  private final VBox list = new VBox(12);
  private final Button create;
  private String focused = "";

  /**
   * What stands under a form.
   *
   * @param verb what the button says that stores it
   * @param id of that button
   * @param saving while it is stored
   */
  public record Buttons(
      String verb, String id, ReadOnlyBooleanProperty saving, Runnable save, Runnable cancel) {}

  /**
   * @param purpose what the things are for
   * @param create what the button says that begins a new one
   * @param failure why the list could not be read; empty when it could
   * @param refusal why a write was refused; empty when it was not
   */
  protected ListAndForm(
      String purpose, String create, ObservableStringValue failure, ObservableStringValue refusal) {
    super(16);
    this.refusal = refusal;
    this.create = Parts.button(create, this::write);
    this.create.setId(create.toLowerCase(Locale.ROOT).replace(' ', '-'));
    this.create.setGraphic(Parts.icon(Feather.PLUS));
    this.create.setMinWidth(USE_PREF_SIZE);
    Label words = Parts.label(purpose, "muted");
    words.setWrapText(true);
    words.setMinHeight(USE_PREF_SIZE);
    words.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(words, Priority.ALWAYS);
    HBox top = new HBox(12, words, this.create);
    top.setAlignment(Pos.CENTER_LEFT);
    list.getChildren()
        .addAll(top, new Trouble(failure, this::askAgain), new Trouble(refusal, null), entries);
  }

  /** Begins a new one. */
  protected abstract void write();

  /** Reads the list again. */
  protected abstract void askAgain();

  /** Whether anything can be changed here. */
  protected final void offerWrites(boolean possible) {
    Parts.present(create, possible);
  }

  /** Puts the keyboard where it was, once the entries are there anew. */
  protected final void focusAgain(String selector) {
    focused = selector;
  }

  /**
   * Shows what there is.
   *
   * @param none what stands there when there is nothing
   */
  protected final void showEntries(List<Node> wanted, String none) {
    entries.getChildren().setAll(wanted);
    if (wanted.isEmpty()) {
      entries.getChildren().add(Parts.label(none, "muted", "settings-nothing"));
    }
    Node again = focused.isEmpty() ? null : entries.lookup(focused);
    if (again != null) {
      again.requestFocus();
    }
    focused = "";
  }

  protected final void showList() {
    boolean wrote = !getChildren().isEmpty() && getChildren().getFirst() != list;
    getChildren().setAll(list);
    if (wrote) {
      Platform.runLater(create::requestFocus);
    }
  }

  /**
   * Shows a form in the list's place.
   *
   * @param first where the keyboard goes
   */
  protected final void showForm(String title, SettingsForm form, Buttons buttons, TextField first) {
    Button save = Parts.button(buttons.verb(), buttons.save());
    save.setId(buttons.id());
    save.getStyleClass().add("main-button");
    save.disableProperty().bind(buttons.saving());
    HBox row = new HBox(8, save, Parts.button("Cancel", buttons.cancel()));
    VBox content = new VBox(14, form, new Trouble(refusal, null), row);
    content.getStyleClass().add("settings-content");
    VBox page = new VBox(16, Parts.label(title, "strong"), SettingsCard.of(content));
    page.addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            buttons.cancel().run();
            event.consume();
          }
        });
    getChildren().setAll(page);
    Platform.runLater(
        () -> {
          first.requestFocus();
          first.selectAll();
        });
  }
}
