package dev.opikdesktop.desktop.explorer.export;

import dev.opikdesktop.desktop.explorer.theme.Parts;
import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;

/** How far a file is, and why it was not written. Takes no room while there is nothing to say. */
public final class ExportSign extends HBox {
  /** A result is said for as long as it takes to be seen. */
  private static final Duration SAID = Duration.seconds(10);

  public ExportSign(FileExport export) {
    super(6);
    Label progress = Parts.label("", "muted", "smaller");
    progress.textProperty().bind(export.progressProperty());
    progress.setMinWidth(USE_PREF_SIZE);
    Button cancel = Parts.iconButton(Feather.X, "Stop exporting", export::cancel);
    cancel.getStyleClass().setAll("chip-remove");
    Label failure = Parts.label("", "danger", "smaller");
    failure.textProperty().bind(export.failureProperty());
    Label result = Parts.label("", "muted", "smaller");
    result.textProperty().bind(export.resultProperty());
    PauseTransition said = new PauseTransition(SAID);
    said.setOnFinished(event -> export.dismissResult());
    getChildren().setAll(failure, result, progress, cancel);
    setAlignment(Pos.CENTER_LEFT);
    Runnable show =
        () -> {
          boolean writes = !export.progressProperty().get().isEmpty();
          Parts.present(cancel, writes);
          boolean done = !export.resultProperty().get().isEmpty();
          Parts.present(result, done);
          Parts.present(this, writes || done || !export.failureProperty().get().isEmpty());
        };
    export.progressProperty().subscribe(show);
    export.failureProperty().subscribe(show);
    export.resultProperty().subscribe(show);
    export
        .resultProperty()
        .subscribe(
            text -> {
              said.stop();
              if (!text.isEmpty()) {
                said.playFromStart();
              }
            });
    show.run();
  }
}
