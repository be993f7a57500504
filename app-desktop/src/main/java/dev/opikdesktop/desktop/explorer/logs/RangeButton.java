package dev.opikdesktop.desktop.explorer.logs;

import dev.opikdesktop.desktop.explorer.theme.Parts;
import java.time.Instant;
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
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** Says which stretch of time is shown, and lets another one be chosen. */
public final class RangeButton extends Button {
  private final Consumer<TimeRange> choose;

  public RangeButton(ObservableValue<TimeRange> range, Consumer<TimeRange> choose) {
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
      MenuItem item = new MenuItem(usual.label(ZoneId.systemDefault()));
      item.setOnAction(event -> choose.accept(usual));
      menu.getItems().add(item);
    }
    DatePicker from = new DatePicker();
    DatePicker to = new DatePicker();
    from.setPromptText("From");
    to.setPromptText("To");
    from.setPrefWidth(130);
    to.setPrefWidth(130);
    Button apply = Parts.button("Show", () -> {});
    apply.setOnAction(
        event -> {
          if (from.getValue() != null || to.getValue() != null) {
            menu.hide();
            choose.accept(days(from.getValue(), to.getValue()));
          }
        });
    HBox dates = new HBox(6, from, to, apply);
    dates.setPadding(new Insets(4, 0, 4, 0));
    CustomMenuItem custom = new CustomMenuItem(dates, false);
    menu.getItems().addAll(new SeparatorMenuItem(), custom);
    return menu;
  }

  /** Whole days, the last one included. */
  private static TimeRange days(@Nullable LocalDate from, @Nullable LocalDate to) {
    ZoneId zone = ZoneId.systemDefault();
    Instant start = from == null ? Instant.EPOCH : from.atStartOfDay(zone).toInstant();
    Instant end = to == null ? Instant.now() : to.plusDays(1).atStartOfDay(zone).toInstant();
    return start.isBefore(end) ? TimeRange.between(start, end) : TimeRange.between(end, start);
  }
}
