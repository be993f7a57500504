package dev.opikdesktop.desktop.explorer.connections;

import dev.opikdesktop.desktop.explorer.theme.Parts;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;

/** Says why another server is shown than was asked for, until somebody has read it. */
public final class ConnectionNotice extends HBox {
  /**
   * @param edit goes to where connections are tried and changed
   */
  public ConnectionNotice(ConnectionsModel model, Runnable edit) {
    super(10);
    setId("connection-notice");
    getStyleClass().add("connection-notice");
    Label words = Parts.label("");
    words.setMinWidth(0);
    Button change = Parts.button("Connections…", edit);
    change.setMinWidth(USE_PREF_SIZE);
    Button close = Parts.iconButton(Feather.X, "Hide this", model::forgetNotice);
    close.getStyleClass().add("quiet-button");
    getChildren().addAll(words, Parts.spacer(), change, close);
    Parts.present(this, false);
    // The model outlives what is shown of one server.
    model
        .noticeProperty()
        .when(Parts.inWindow(this))
        .subscribe(
            notice -> {
              words.setText(notice);
              words.setTooltip(notice.isEmpty() ? null : new Tooltip(notice));
              Parts.present(this, !notice.isEmpty());
            });
  }
}
