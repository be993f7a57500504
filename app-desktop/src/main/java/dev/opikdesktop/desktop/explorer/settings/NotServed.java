package dev.opikdesktop.desktop.explorer.settings;

import dev.opikdesktop.desktop.explorer.theme.Parts;
import javafx.beans.value.ObservableStringValue;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** What a server of another kind does not have, which is no failure. Not there where it has it. */
public final class NotServed extends VBox {
  /**
   * @param why a sentence; empty where the server has it
   */
  public NotServed(ObservableStringValue why) {
    getStyleClass().add("settings-card");
    Label text = Parts.label("", "muted", "settings-nothing");
    text.setWrapText(true);
    text.setMinHeight(USE_PREF_SIZE);
    text.textProperty().bind(why);
    getChildren().add(text);
    visibleProperty().bind(text.textProperty().isNotEmpty());
    managedProperty().bind(visibleProperty());
  }
}
