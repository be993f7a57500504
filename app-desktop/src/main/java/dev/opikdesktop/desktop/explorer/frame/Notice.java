package dev.opikdesktop.desktop.explorer.frame;

import dev.opikdesktop.desktop.explorer.theme.Parts;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;

/** A line that says why a link could not be followed, until somebody has read it. */
final class Notice extends HBox {
  Notice(FrameModel model) {
    super(8);
    setId("notice");
    getStyleClass().add("notice");
    Label text = Parts.label("");
    text.textProperty().bind(model.noticeProperty());
    text.setMinWidth(0);
    Button close = Parts.iconButton(Feather.X, "Close this message", model::dismissNotice);
    close.getStyleClass().add("quiet-button");
    getChildren().addAll(Parts.icon(Feather.ALERT_CIRCLE), text, Parts.spacer(), close);
    model.noticeProperty().subscribe(shown -> Parts.present(this, !shown.isEmpty()));
  }
}
