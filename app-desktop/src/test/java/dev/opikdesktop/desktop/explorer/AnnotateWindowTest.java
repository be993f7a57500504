package dev.opikdesktop.desktop.explorer;

import static org.awaitility.Awaitility.await;

import dev.opikdesktop.desktop.wire.LoggedTrace;
import dev.opikdesktop.server.RunningServer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** A trace is scored and commented in the real window, on a real server. */
@Tag("window")
class AnnotateWindowTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path folder;
  private final FxRobot robot = new FxRobot();
  private LoggedTrace logged;
  private ExplorerWindow window;

  @BeforeAll
  static void startJavaFx() throws Exception {
    FxToolkit.registerPrimaryStage();
  }

  @BeforeEach
  void open() throws Exception {
    RunningServer server = RunningServer.shared();
    logged = LoggedTrace.on(server);
    Path state = folder.resolve("window.properties");
    Files.writeString(state, "x=0\ny=0\nwidth=1200\nheight=900\ntheme=light\n");
    URI url = URI.create("http://localhost:" + server.server().restPort());
    window =
        onFx(
            () -> {
              ExplorerWindow opened =
                  new ExplorerWindow(new ExplorerSettings(url, state, () -> {}));
              opened.show();
              return opened;
            });
  }

  @AfterEach
  void close() throws Exception {
    onFx(
        () -> {
          window.close();
          return true;
        });
  }

  @Test
  void aScoreAndACommentAreGivenByKeys() {
    OpenedProject.by(robot, logged.project());
    click("Where is my parcel?");
    await().atMost(PATIENCE).until(() -> robot.lookup("On its way.").tryQuery().isPresent());
    await().atMost(PATIENCE).until(() -> robot.lookup("#new-comment").tryQuery().isPresent());

    robot.type(KeyCode.C);
    await().until(() -> onFx(() -> robot.lookup("#new-comment").query().isFocused()));
    robot.write("Total is right");
    robot.press(KeyCode.CONTROL).type(KeyCode.ENTER).release(KeyCode.CONTROL);
    await().atMost(PATIENCE).until(() -> logged.stored().contains("\"Total is right\""));
    await().atMost(PATIENCE).until(() -> robot.lookup("Total is right").tryQuery().isPresent());

    robot.type(KeyCode.ESCAPE);
    await().until(() -> onFx(() -> !robot.lookup("#new-comment").query().isFocused()));
    robot.type(KeyCode.S);
    await().until(() -> onFx(() -> isInScores(robot.lookup("#new-score-name").query())));
    robot.clickOn("#new-score-name");
    robot.write("tone").type(KeyCode.ENTER).write("0.5").type(KeyCode.ENTER);
    await().atMost(PATIENCE).until(() -> logged.stored().contains("\"tone\""));
    await().atMost(PATIENCE).until(() -> robot.lookup("#score-tone").tryQuery().isPresent());
  }

  /** Whether the keyboard is in a score: which is first depends on what is defined. */
  private static boolean isInScores(Node known) {
    Node focused = known.getScene().getFocusOwner();
    return focused != null && known.getParent().getParent().lookupAll("*").contains(focused);
  }

  private void click(String text) {
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(
            () -> {
              WaitForAsyncUtils.waitForFxEvents();
              robot.clickOn(text);
              return true;
            });
  }

  private static <T> T onFx(Callable<T> action) throws Exception {
    return WaitForAsyncUtils.waitFor(WaitForAsyncUtils.asyncFx(action));
  }
}
