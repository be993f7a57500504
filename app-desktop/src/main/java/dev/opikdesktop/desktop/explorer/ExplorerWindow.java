package dev.opikdesktop.desktop.explorer;

import dev.opikdesktop.desktop.client.OpikClient;
import dev.opikdesktop.desktop.explorer.frame.FrameModel;
import dev.opikdesktop.desktop.explorer.frame.FrameView;
import dev.opikdesktop.desktop.explorer.theme.Theme;
import dev.opikdesktop.desktop.explorer.theme.WindowState;
import dev.opikdesktop.desktop.explorer.work.Background;
import java.time.Clock;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Screen;
import javafx.stage.Stage;

/** The one stage of the application. All methods run on the JavaFX thread. */
final class ExplorerWindow {
  private final Stage stage = new Stage();
  private final WindowState state;
  private final FrameModel model;

  ExplorerWindow(ExplorerSettings settings) {
    state = WindowState.load(settings.stateFile());
    model =
        new FrameModel(
            new OpikClient(settings.restUrl()),
            new Background(Platform::runLater),
            Clock.systemDefaultZone(),
            state);
    StackPane root = new StackPane();
    Scene scene = new Scene(root, state.number("width", 1440), state.number("height", 900));
    Theme theme = new Theme(scene, state);
    root.getChildren().add(new FrameView(model, theme, state));
    stage.setTitle("Opik Desktop");
    stage.setMinWidth(880);
    stage.setMinHeight(560);
    stage.setScene(scene);
    placeStage();
    model.whenLinkFollowed(this::bringToFront);
  }

  void onUserClose(Runnable action) {
    stage.setOnCloseRequest(event -> action.run());
  }

  void show() {
    stage.show();
    model.start();
  }

  void bringToFront() {
    stage.setIconified(false);
    stage.show();
    stage.toFront();
    stage.requestFocus();
  }

  void close() {
    if (!stage.isMaximized() && !stage.isIconified()) {
      state.put("x", stage.getX());
      state.put("y", stage.getY());
      state.put("width", stage.getScene().getWidth());
      state.put("height", stage.getScene().getHeight());
    }
    state.put("maximized", stage.isMaximized());
    state.save();
    stage.close();
    model.close();
  }

  /** Where it was before, when a screen is still there. */
  private void placeStage() {
    double x = state.number("x", Double.NaN);
    double y = state.number("y", Double.NaN);
    boolean onScreen =
        Screen.getScreens().stream()
            .map(Screen::getVisualBounds)
            .anyMatch(
                bounds ->
                    new Rectangle2D(
                            bounds.getMinX(),
                            bounds.getMinY(),
                            Math.max(1, bounds.getWidth() - 100),
                            Math.max(1, bounds.getHeight() - 100))
                        .contains(x, y));
    if (onScreen) {
      stage.setX(x);
      stage.setY(y);
    }
    stage.setMaximized(Boolean.parseBoolean(state.text("maximized", "false")));
  }
}
