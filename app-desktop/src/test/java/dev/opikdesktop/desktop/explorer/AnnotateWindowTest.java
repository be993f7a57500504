package dev.opikdesktop.desktop.explorer;

import static org.awaitility.Awaitility.await;

import dev.opikdesktop.desktop.wire.LoggedTrace;
import dev.opikdesktop.server.RunningServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

/** A trace is scored and commented in the real window, on a real server. */
@Tag("window")
class AnnotateWindowTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path folder;
  private final FxRobot robot = new FxRobot();
  private LoggedTrace logged;
  private OpenedWindow window;

  @BeforeEach
  void open() throws Exception {
    RunningServer server = RunningServer.shared();
    logged = LoggedTrace.on(server);
    URI url = URI.create("http://localhost:" + server.server().restPort());
    window = new OpenedWindow(url, folder, 1200, 900);
  }

  @AfterEach
  void close() throws Exception {
    window.close();
  }

  @Test
  void aScoreAndACommentAreGivenByKeys() {
    OpenedProject.by(robot, logged.project());
    OpenedWindow.click(robot, "Where is my parcel?");
    await().atMost(PATIENCE).until(() -> robot.lookup("On its way.").tryQuery().isPresent());
    await().atMost(PATIENCE).until(() -> robot.lookup("#new-comment").tryQuery().isPresent());

    await()
        .atMost(PATIENCE)
        .until(() -> OpenedWindow.onFx(() -> robot.lookup("#spans").query().isFocused()));
    robot.type(KeyCode.C);
    await()
        .atMost(PATIENCE)
        .until(() -> OpenedWindow.onFx(() -> robot.lookup("#new-comment").query().isFocused()));
    robot.write("Total is right");
    robot.press(KeyCode.CONTROL).type(KeyCode.ENTER).release(KeyCode.CONTROL);
    await().atMost(PATIENCE).until(() -> logged.stored().contains("\"Total is right\""));
    await().atMost(PATIENCE).until(() -> robot.lookup("Total is right").tryQuery().isPresent());

    robot.type(KeyCode.ESCAPE);
    await()
        .atMost(PATIENCE)
        .until(() -> OpenedWindow.onFx(() -> !robot.lookup("#new-comment").query().isFocused()));
    robot.type(KeyCode.S);
    await()
        .atMost(PATIENCE)
        .until(() -> OpenedWindow.onFx(() -> isInScores(robot.lookup("#new-score-name").query())));
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
}
