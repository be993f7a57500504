package dev.opikdesktop.desktop.explorer.export;

import dev.opikdesktop.desktop.explorer.theme.Parts;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;

/** How far a file is, and why it was not written. Takes no room while there is nothing to say. */
public final class ExportSign extends HBox {
  public ExportSign(FileExport export) {
    super(6);
    Label progress = Parts.label("", "muted", "smaller");
    progress.textProperty().bind(export.progressProperty());
    progress.setMinWidth(USE_PREF_SIZE);
    Button cancel = Parts.iconButton(Feather.X, "Stop exporting", export::cancel);
    cancel.getStyleClass().setAll("chip-remove");
    Label failure = Parts.label("", "danger", "smaller");
    failure.textProperty().bind(export.failureProperty());
    getChildren().setAll(failure, progress, cancel);
    setAlignment(Pos.CENTER_LEFT);
    Runnable show =
        () -> {
          boolean writes = !export.progressProperty().get().isEmpty();
          Parts.present(cancel, writes);
          Parts.present(this, writes || !export.failureProperty().get().isEmpty());
        };
    export.progressProperty().subscribe(show);
    export.failureProperty().subscribe(show);
    show.run();
  }
}
