package dev.opikdesktop.desktop.explorer.settings;

import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.TableColumn;
import org.jspecify.annotations.Nullable;

/** A column of text in a table of the settings, which stays where it is and in its order. */
public final class SettingsColumn<S> extends TableColumn<S, String> {
  /**
   * @param width in pixels, before the table shares out what is left over
   */
  public SettingsColumn(String title, double width, String styleClass, Function<S, String> text) {
    super(title);
    setCellValueFactory(
        data -> new ReadOnlyObjectWrapper<@Nullable String>(text.apply(data.getValue())));
    getStyleClass().add(styleClass);
    setPrefWidth(width);
    setSortable(false);
    setReorderable(false);
  }
}
