package dev.opikdesktop.desktop.explorer.settings;

import dev.opikdesktop.desktop.explorer.theme.Parts;
import javafx.beans.value.ObservableStringValue;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;

/** What came of something. Not there while there is nothing to say. */
public final class Said extends HBox {
  public Said(ObservableStringValue what) {
    super(8);
    setAlignment(Pos.CENTER_LEFT);
    getStyleClass().add("settings-said");
    Label text = Parts.label("", "smaller");
    text.setWrapText(true);
    text.setMinHeight(USE_PREF_SIZE);
    text.textProperty().bind(what);
    getChildren().addAll(Parts.icon(Feather.CHECK), text);
    visibleProperty().bind(text.textProperty().isNotEmpty());
    managedProperty().bind(visibleProperty());
  }
}
