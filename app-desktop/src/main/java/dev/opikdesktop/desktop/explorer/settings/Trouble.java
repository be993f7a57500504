package dev.opikdesktop.desktop.explorer.settings;

import dev.opikdesktop.desktop.explorer.theme.Parts;
import javafx.beans.value.ObservableStringValue;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;

/** Why something failed, in its own place, with a second try where one makes sense. */
public final class Trouble extends HBox {
  /**
   * @param why empty while nothing is wrong: then there is nothing to see
   * @param again tries once more; null where whoever reads it has to change something
   */
  public Trouble(ObservableStringValue why, @Nullable Runnable again) {
    super(12);
    Label text = Parts.label("", "danger", "smaller");
    text.setWrapText(true);
    text.setMinHeight(USE_PREF_SIZE);
    HBox.setHgrow(text, Priority.ALWAYS);
    text.setMaxWidth(Double.MAX_VALUE);
    getStyleClass().add("trouble");
    setAlignment(Pos.CENTER_LEFT);
    getChildren().add(text);
    if (again != null) {
      getChildren().add(Parts.button("Try again", again));
    }
    text.textProperty().bind(why);
    visibleProperty().bind(text.textProperty().isNotEmpty());
    managedProperty().bind(visibleProperty());
  }
}
