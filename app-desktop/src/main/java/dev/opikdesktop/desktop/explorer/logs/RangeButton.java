package dev.opikdesktop.desktop.explorer.logs;

import dev.opikdesktop.desktop.explorer.theme.Parts;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.DatePicker;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** Says which stretch of time is shown, and lets another one be chosen. */
public final class RangeButton extends Button {
  private final ObservableValue<TimeRange> range;
  private final Consumer<TimeRange> choose;

  public RangeButton(ObservableValue<TimeRange> range, Consumer<TimeRange> choose) {
    this.range = range;
    this.choose = choose;
    setId("range");
    getStyleClass().add("plain-button");
    setGraphic(Parts.icon(Feather.CHEVRON_DOWN));
    setContentDisplay(ContentDisplay.RIGHT);
    setMinWidth(USE_PREF_SIZE);
    setOnAction(event -> ranges().show(this, Side.BOTTOM, 0, 4));
    range.subscribe(
        shown -> {
          setText(shown.label(ZoneId.systemDefault()));
          setAccessibleText("Time: " + shown.label(ZoneId.systemDefault()));
        });
  }

  private ContextMenu ranges() {
    ContextMenu menu = new ContextMenu();
    for (TimeRange usual : TimeRange.USUAL) {
      RadioMenuItem item = new RadioMenuItem(usual.label(ZoneId.systemDefault()));
      item.setSelected(usual.equals(range.getValue()));
      item.setOnAction(event -> choose.accept(usual));
      menu.getItems().add(item);
    }
    ZoneId zone = ZoneId.systemDefault();
    DatePicker from = day("From", range.getValue().firstDay(zone));
    DatePicker to = day("To", range.getValue().lastDay(zone));
    Button apply = Parts.button("Show", () -> {});
    apply.setOnAction(
        event -> {
          if (from.getValue() != null || to.getValue() != null) {
            menu.hide();
            choose.accept(TimeRange.days(from.getValue(), to.getValue(), zone));
          }
        });
    HBox dates = new HBox(6, from, to, apply);
    dates.setPadding(new Insets(4, 0, 4, 0));
    CustomMenuItem custom = new CustomMenuItem(dates, false);
    menu.getItems().addAll(new SeparatorMenuItem(), custom);
    return menu;
  }

  private static DatePicker day(String name, @Nullable LocalDate day) {
    DatePicker picker = new DatePicker(day);
    picker.setPromptText(name);
    picker.setAccessibleText(name);
    picker.setPrefWidth(130);
    return picker;
  }
}
