package dev.opikdesktop.desktop.explorer.logs;

import dev.opikdesktop.desktop.client.LogKind;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** What is shown: kind of row, query, stretch of time, and whether new rows appear. */
final class LogsBar extends HBox {
  private final LogsModel model;

  /**
   * @param query the field for the query
   * @param liveSign says whether changes come in, and stops them
   */
  LogsBar(LogsModel model, Node query, Node liveSign) {
    super(10);
    this.model = model;
    getStyleClass().add("top-bar");
    HBox.setHgrow(query, Priority.ALWAYS);
    RangeButton range = new RangeButton(model.rangeProperty(), model::within);
    EnvironmentButton environment = new EnvironmentButton(model.written(), model.environments());
    getChildren().addAll(kinds(), query, environment, range, liveSign);
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
}
