package dev.opikdesktop.desktop.explorer;

import dev.opikdesktop.desktop.client.OpikClient;
import dev.opikdesktop.desktop.explorer.connections.Connection;
import dev.opikdesktop.desktop.explorer.connections.ConnectionsModel;
import dev.opikdesktop.desktop.explorer.frame.FrameModel;
import dev.opikdesktop.desktop.explorer.frame.FrameView;
import dev.opikdesktop.desktop.explorer.frame.Link;
import dev.opikdesktop.desktop.explorer.opening.OpeningModel;
import dev.opikdesktop.desktop.explorer.settings.server.LocalConfiguration;
import dev.opikdesktop.desktop.explorer.theme.SaveDialog;
import dev.opikdesktop.desktop.explorer.theme.Theme;
import dev.opikdesktop.desktop.explorer.theme.WholeClicks;
import dev.opikdesktop.desktop.explorer.theme.WindowState;
import dev.opikdesktop.desktop.explorer.work.Background;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.geometry.Dimension2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** The one stage of the application. All methods run on the JavaFX thread. */
final class ExplorerWindow {
  private static final double WIDTH = 1440;
  private static final double HEIGHT = 900;

  private final Stage stage = new Stage();
  private final StackPane root = new StackPane();
  private final WindowState state;
  private final Theme theme;
  private final ConnectionsModel connections;
  private final SaveDialog saveDialog;
  private final @Nullable LocalConfiguration configuration;
  private final OpeningModel opening;
  private final StagePlace place;
  private FrameModel model;

  ExplorerWindow(ExplorerSettings settings) {
    state = WindowState.load(settings.stateFile());
    saveDialog = settings.saveDialog();
    configuration = settings.configuration();
    connections =
        new ConnectionsModel(
            new Background(Platform::runLater), settings.restUrl(), settings.stateFile(), state);
    opening = new OpeningModel(settings.files(), connections, new Background(Platform::runLater));
    opening.whenArrived(project -> model.showLogsOf(project));
    Rectangle2D room = Screen.getPrimary().getVisualBounds();
    boolean fits = WIDTH <= room.getWidth() && HEIGHT <= room.getHeight();
    place = StagePlace.of(state, new Dimension2D(WIDTH, HEIGHT));
    Scene scene = new Scene(root, place.width(), place.height());
    WholeClicks.only(scene);
    theme = new Theme(scene, state);
    model = opened(connections.currentProperty().get());
    stage.setMinWidth(880);
    stage.setMinHeight(560);
    stage.setScene(scene);
    placeStage(fits);
    connections.whenOpened(this::turnTo);
  }

  /** Gives up what the server before was asked, and shows another one. */
  private void turnTo(Connection wanted) {
    model.close();
    model = opened(wanted);
    model.start();
  }

  private FrameModel opened(Connection connection) {
    FrameModel opened =
        new FrameModel(
            new OpikClient(connections.access(connection)),
            new Background(Platform::runLater),
            Clock.systemDefaultZone(),
            connections.memory(connection));
    opened.whenLinkFollowed(this::bringToFront);
    opened.linksFrom(connections.here().address(), this::turnTo);
    root.getChildren()
        .setAll(
            new FrameView(opened, connections, opening, theme, state, saveDialog, configuration));
    stage.setTitle(connections.title());
    return opened;
  }

  /** What it shows now; another one when it turns to another server. */
  FrameModel model() {
    return model;
  }

  /** Follows a link, or opens a file. */
  void show(String linkOrFile) {
    if (Link.looksLike(linkOrFile)) {
      model.open(Link.read(linkOrFile));
    } else {
      opening.openAtOnce(Path.of(linkOrFile));
    }
  }

  /** Takes files, as if they had been dropped here. */
  void offer(List<Path> files) {
    opening.offer(files);
  }

  /** Follows a link that leads to another server; false when none of those that are known. */
  private boolean turnTo(Link link) {
    URI own = connections.here().address();
    Optional<Connection> wanted =
        connections.all().stream()
            .filter(each -> link.leadsTo(each.address(), each.workspace(), own))
            .findFirst();
    wanted.ifPresent(
        connection -> {
          connections.open(connection);
          model.open(link);
        });
    return wanted.isPresent();
  }

  /** Shows a server; {@code left} runs when another one is turned to. */
  void open(Connection connection, Runnable left) {
    connections.open(connection, left);
    bringToFront();
  }

  void onUserClose(Runnable action) {
    stage.setOnCloseRequest(event -> action.run());
  }

  void show() {
    stage.show();
    place.putInside(stage);
    model.start();
    connections.start();
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
    connections.close();
    opening.close();
    model.close();
    theme.close();
    // What listens to something that outlives the window does so as long as it is in one.
    root.getChildren().clear();
  }

  /**
   * Where it was before, when a screen is still there.
   *
   * @param fits whether its usual size has room on the screen; it takes all of it otherwise
   */
  private void placeStage(boolean fits) {
    place.put(stage);
    boolean isNew = Double.isNaN(state.number("width", Double.NaN));
    stage.setMaximized(
        Boolean.parseBoolean(state.text("maximized", Boolean.toString(isNew && !fits))));
  }
}
