package dev.opikdesktop.desktop.explorer;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** The real window over a server, in the light theme, at the place where the robot looks for it. */
final class OpenedWindow implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ExplorerWindow window;

  /**
   * @param folder where the window keeps what it remembers, in {@code window.properties}
   */
  OpenedWindow(URI server, Path folder, int width, int height) throws Exception {
    FxToolkit.registerPrimaryStage();
    Path state = folder.resolve("window.properties");
    Files.writeString(
        state, "x=0\ny=0\nwidth=%d\nheight=%d\ntheme=light\n".formatted(width, height));
    window =
        onFx(
            () -> {
              ExplorerWindow opened =
                  new ExplorerWindow(new ExplorerSettings(server, state, () -> {}));
              opened.show();
              return opened;
            });
  }

  /**
   * Clicks on a text or an id as soon as it is there. What is found may be gone before the click:
   * then nothing was clicked, and it is looked up again.
   */
  static void click(FxRobot robot, String wanted) {
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(
            () -> {
              WaitForAsyncUtils.waitForFxEvents();
              robot.clickOn(wanted);
              return true;
            });
  }

  /** Follows a link to a place of the window's server, as from the command line. */
  void follow(String place) throws Exception {
    onFx(
        () -> {
          window.show("opik-desktop://open/" + place);
          return true;
        });
  }

  /** What an action on JavaFX's thread comes to. */
  static <T> T onFx(Callable<T> action) throws Exception {
    return WaitForAsyncUtils.waitFor(WaitForAsyncUtils.asyncFx(action));
  }

  @Override
  public void close() throws Exception {
    onFx(
        () -> {
          window.close();
          return true;
        });
  }
}
