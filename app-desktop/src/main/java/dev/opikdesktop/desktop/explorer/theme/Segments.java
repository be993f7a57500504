package dev.opikdesktop.desktop.explorer.theme;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;

/** A choice among few, side by side: one button a value, of which one is down. */
public final class Segments<T> extends HBox {
  private final ToggleGroup group = new ToggleGroup();

  /**
   * @param id begins the id of each button, which ends in its value in lower case
   * @param chosen what is down, if it is among the values; set by a click
   */
  public Segments(String id, List<T> values, ObjectProperty<T> chosen, Function<T, String> label) {
    getStyleClass().add("segments");
    setMinWidth(USE_PREF_SIZE);
    setMaxWidth(USE_PREF_SIZE);
    setMaxHeight(USE_PREF_SIZE);
    for (T value : values) {
      ToggleButton button = new ToggleButton(label.apply(value));
      button.setId(id + "-" + value.toString().toLowerCase(Locale.ROOT));
      button.getStyleClass().add("segment");
      button.setToggleGroup(group);
      button.setUserData(value);
      getChildren().add(button);
      // Arrow keys choose without an action.
      button
          .selectedProperty()
          .addListener(
              (observable, before, selected) -> {
                if (selected) {
                  chosen.set(value);
                }
              });
      button.setOnAction(event -> show(chosen.get()));
    }
    // What is chosen may outlive these buttons.
    chosen.when(Parts.inWindow(this)).subscribe(this::show);
    show(chosen.get());
  }

  private void show(T value) {
    group.selectToggle(
        group.getToggles().stream()
            .filter(toggle -> Objects.equals(toggle.getUserData(), value))
            .findFirst()
            .orElse(null));
  }
}
