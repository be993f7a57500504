package dev.opikdesktop.desktop.explorer.payload;

import dev.opikdesktop.desktop.client.ErrorInfo;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;

/** What went wrong, above the messages in which it is not said; its own tab has all of it. */
final class ErrorBand extends HBox {
  /** More than the few lines of it have room for. */
  private static final int MOST = 1_000;

  private static final double HIGHEST = 56;

  private final Label type = Parts.pill("");
  private final Label message = Parts.label("", "danger");

  ErrorBand(PayloadModel model) {
    super(8);
    setId("message-error");
    getStyleClass().add("error-band");
    setAlignment(Pos.TOP_LEFT);
    type.setMinWidth(USE_PREF_SIZE);
    message.setWrapText(true);
    message.setMaxHeight(HIGHEST);
    message.setMaxWidth(Double.MAX_VALUE);
    message.setMinWidth(0);
    HBox.setHgrow(message, Priority.ALWAYS);
    Button all = Parts.button("Show the error", () -> model.open(PayloadModel.Part.ERROR));
    all.setId("show-error");
    all.getStyleClass().add("quiet-button");
    all.setMinWidth(USE_PREF_SIZE);
    getChildren().addAll(type, message, all);
    setMinHeight(USE_PREF_SIZE);
  }

  void show(@Nullable ErrorInfo error) {
    Parts.present(this, error != null);
    if (error != null) {
      String said = error.message() == null ? "" : error.message();
      type.setText(error.mark());
      message.setText(said.substring(0, Math.min(MOST, said.length())));
    }
  }
}
