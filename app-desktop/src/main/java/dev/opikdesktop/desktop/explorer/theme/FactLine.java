package dev.opikdesktop.desktop.explorer.theme;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;

/** One line of what is known of a thing: what it is, the value, and a note behind it. */
public final class FactLine extends HBox {
  private static final double NAMES = 84;

  /** A click on the value copies it. */
  public FactLine(String name, String value, String note) {
    this(name, copied(value), note);
  }

  public FactLine(String name, Labeled value, String note) {
    super(8);
    Label title = Parts.label(name, "muted");
    title.setMinWidth(NAMES);
    getChildren().addAll(title, value, Parts.label(note, "faint"));
    setAlignment(Pos.CENTER_LEFT);
    getStyleClass().add("fact");
  }

  private static Label copied(String text) {
    Label value = Parts.label(text);
    Parts.named(value, text);
    value.setOnMouseClicked(
        event -> {
          if (event.getButton() == MouseButton.PRIMARY) {
            Parts.copy(text);
          }
        });
    return value;
  }
}
