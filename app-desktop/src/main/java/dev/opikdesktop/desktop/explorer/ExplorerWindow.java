package dev.opikdesktop.desktop.explorer;

import javafx.scene.Scene;
import javafx.scene.layout.BorderPane;
import javafx.stage.Stage;

/** The one stage of the application. All methods run on the JavaFX thread. */
final class ExplorerWindow {
  private final Stage stage = new Stage();

  ExplorerWindow(ExplorerSettings settings) {
    stage.setTitle("Opik Desktop");
    stage.setScene(new Scene(new BorderPane(), 1440, 900));
  }

  void onUserClose(Runnable action) {
    stage.setOnCloseRequest(event -> action.run());
  }

  void show() {
    stage.show();
  }

  void bringToFront() {
    stage.setIconified(false);
    stage.show();
    stage.toFront();
    stage.requestFocus();
  }

  void close() {
    stage.close();
  }
}
