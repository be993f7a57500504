package dev.opikdesktop.desktop.explorer.logs;

import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import javafx.geometry.Insets;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.DatePicker;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;

/** What is shown: kind of row, query, stretch of time, and whether new rows appear. */
final class LogsBar extends HBox {
  private final LogsModel model;
  private final Button range = new Button();

  /**
   * @param query the field for the query
   * @param liveSign says whether changes come in, and stops them
   */
  LogsBar(LogsModel model, Node query, Node liveSign) {
    super(10);
    this.model = model;
    getStyleClass().add("top-bar");
    HBox.setHgrow(query, Priority.ALWAYS);
    range.setId("range");
    range.getStyleClass().add("plain-button");
    range.setGraphic(Parts.icon(Feather.CHEVRON_DOWN));
    range.setContentDisplay(javafx.scene.control.ContentDisplay.RIGHT);
    range.setMinWidth(USE_PREF_SIZE);
    range.setOnAction(event -> ranges().show(range, Side.BOTTOM, 0, 4));
    model
        .rangeProperty()
        .subscribe(
            shown -> {
              range.setText(shown.label(ZoneId.systemDefault()));
              range.setAccessibleText("Time: " + shown.label(ZoneId.systemDefault()));
            });
    getChildren().addAll(kinds(), query, range, liveSign);
  }

  private Node kinds() {
    HBox segments = new HBox();
    segments.getStyleClass().add("segments");
    ToggleGroup group = new ToggleGroup();
    for (LogKind kind : LogKind.values()) {
      String plural = kind.plural();
      ToggleButton button =
          new ToggleButton(plural.substring(0, 1).toUpperCase(Locale.ROOT) + plural.substring(1));
      button.setId("kind-" + plural);
      button.getStyleClass().add("segment");
      button.setToggleGroup(group);
      button.setMinWidth(USE_PREF_SIZE);
      button.setOnAction(
          event -> {
            button.setSelected(true);
            model.show(kind);
          });
      model.queryProperty().subscribe(query -> button.setSelected(query.kind() == kind));
      segments.getChildren().add(button);
    }
    return segments;
  }

  private ContextMenu ranges() {
    ContextMenu menu = new ContextMenu();
    for (TimeRange usual : TimeRange.USUAL) {
      MenuItem item = new MenuItem(usual.label(ZoneId.systemDefault()));
      item.setOnAction(event -> model.within(usual));
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
            model.within(days(from.getValue(), to.getValue()));
          }
        });
    HBox dates = new HBox(6, from, to, apply);
    dates.setPadding(new Insets(4, 0, 4, 0));
    CustomMenuItem custom = new CustomMenuItem(dates, false);
    menu.getItems().addAll(new SeparatorMenuItem(), custom);
    return menu;
  }

  /** Whole days, the last one included. */
  private static TimeRange days(
      @org.jspecify.annotations.Nullable LocalDate from,
      @org.jspecify.annotations.Nullable LocalDate to) {
    ZoneId zone = ZoneId.systemDefault();
    Instant start = from == null ? Instant.EPOCH : from.atStartOfDay(zone).toInstant();
    Instant end = to == null ? Instant.now() : to.plusDays(1).atStartOfDay(zone).toInstant();
    return start.isBefore(end) ? TimeRange.between(start, end) : TimeRange.between(end, start);
  }
}
