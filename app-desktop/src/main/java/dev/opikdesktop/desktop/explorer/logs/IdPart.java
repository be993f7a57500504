package dev.opikdesktop.desktop.explorer.logs;

import dev.opikdesktop.desktop.explorer.theme.Parts;
import javafx.animation.PauseTransition;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** An id with a sign that copies it, which comes when the row is pointed at. */
final class IdPart extends BoxPart {
  private final LogColumn column;
  private final Label text = Parts.label("", "id-cell");
  private final FontIcon sign = Parts.icon(Feather.COPY);
  private final Label copy = new Label(null, sign);
  private final PauseTransition copied = new PauseTransition(Duration.seconds(1.2));
  private final CellTip tip;

  IdPart(LogColumn column) {
    this.column = column;
    this.tip = new CellTip(column, text);
    text.setEllipsisString("…");
    text.setMinWidth(0);
    text.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(text, Priority.ALWAYS);
    copy.getStyleClass().add("cell-sign");
    copy.setAccessibleText("Copy");
    copy.setTooltip(new Tooltip("Copy"));
    copied.setOnFinished(event -> sign.setIconCode(Feather.COPY));
    CellAction.set(
        copy,
        (table, row) -> {
          Parts.copy(column.text().apply(row));
          sign.setIconCode(Feather.CHECK);
          copied.playFromStart();
        });
    box.getChildren().addAll(text, copy);
  }

  @Override
  void show(LogRow row) {
    text.setText(column.text().apply(row));
    Parts.present(copy, !text.getText().isEmpty());
    sign.setIconCode(Feather.COPY);
    tip.show(row);
  }
}
