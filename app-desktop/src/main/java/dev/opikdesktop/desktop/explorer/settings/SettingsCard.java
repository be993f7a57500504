package dev.opikdesktop.desktop.explorer.settings;

import dev.opikdesktop.desktop.explorer.theme.Parts;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Settings that belong together: a title, what they are for, and a row for each. */
public final class SettingsCard extends VBox {
  private final VBox rows = new VBox();

  /**
   * @param explanation a sentence; empty for none
   */
  public SettingsCard(String title, String explanation) {
    super(8);
    rows.getStyleClass().add("settings-card");
    getChildren().add(Parts.label(title, "strong"));
    if (!explanation.isEmpty()) {
      getChildren().add(wrapped(explanation));
    }
    getChildren().add(rows);
  }

  /**
   * Adds a setting.
   *
   * @param explanation what it does; empty for none
   * @param control where it is read or changed
   */
  public SettingsCard row(String name, String explanation, Node control) {
    VBox words = new VBox(2, Parts.label(name));
    if (!explanation.isEmpty()) {
      words.getChildren().add(wrapped(explanation));
    }
    words.setAlignment(Pos.CENTER_LEFT);
    words.setMinWidth(0);
    HBox.setHgrow(words, Priority.ALWAYS);
    HBox row = new HBox(24, words, control);
    row.setAlignment(Pos.CENTER_LEFT);
    row.getStyleClass().add(rows.getChildren().isEmpty() ? "settings-first-row" : "settings-row");
    rows.getChildren().add(row);
    return this;
  }

  /** Adds something that is as wide as the card. */
  public SettingsCard add(Node content) {
    rows.getChildren().add(content);
    return this;
  }

  /** A card without a title, of any things one below the other. */
  public static VBox of(Node... content) {
    VBox card = new VBox(content);
    card.getStyleClass().add("settings-card");
    return card;
  }

  private static Label wrapped(String text) {
    Label label = Parts.label(text, "muted", "smaller");
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    return label;
  }
}
