package dev.opikdesktop.desktop.explorer.settings;

import dev.opikdesktop.desktop.explorer.theme.Parts;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;

/** One of the things that a section lists: a sign, a name, what it is, and what can be done. */
public final class SettingsEntry extends HBox {
  private static final double NAMES = 190;

  private final HBox actions = new HBox(2);

  /**
   * @param sign a coloured square or dot
   * @param detail what it is like
   * @param description what somebody wrote about it; empty for nothing
   */
  public SettingsEntry(Node sign, String name, String detail, String description) {
    super(10);
    setAlignment(Pos.CENTER_LEFT);
    getStyleClass().add("settings-entry");
    Label called = Parts.label(name, "strong");
    called.setMinWidth(NAMES);
    called.setPrefWidth(NAMES);
    called.setMaxWidth(NAMES);
    Label like = Parts.label(detail, "smaller");
    like.setMinWidth(0);
    VBox words = new VBox(1, like);
    words.setAlignment(Pos.CENTER_LEFT);
    words.setMinWidth(0);
    if (!description.isEmpty()) {
      Label about = Parts.label(description, "muted", "smaller");
      about.setMinWidth(0);
      words.getChildren().add(about);
    }
    HBox.setHgrow(words, Priority.ALWAYS);
    actions.setAlignment(Pos.CENTER_RIGHT);
    actions.setMinWidth(Region.USE_PREF_SIZE);
    getChildren().addAll(sign, called, words, actions);
  }

  /** Adds something that can be done with it. */
  public Button action(Ikon icon, String name, Runnable does) {
    Button button = Parts.iconButton(icon, name, does);
    button.getStyleClass().add("entry-action");
    actions.getChildren().add(button);
    return button;
  }
}
