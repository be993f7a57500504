package dev.opikdesktop.desktop.explorer;

import static org.awaitility.Awaitility.await;

import dev.opikdesktop.desktop.wire.LoggedTrace;
import dev.opikdesktop.server.RunningServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

/** What can be scored is defined in the real window, and offered beside a trace. */
class DefinitionWindowTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;
  private final String name = "tone-" + UUID.randomUUID();
  private final FxRobot robot = new FxRobot();
  private LoggedTrace logged;
  private OpenedWindow window;

  @BeforeEach
  void open() throws Exception {
    RunningServer server = RunningServer.shared();
    logged = LoggedTrace.on(server);
    URI url = URI.create("http://localhost:" + server.server().restPort());
    window = new OpenedWindow(url, folder, 1280, 900);
  }

  @AfterEach
  void close() throws Exception {
    window.close();
  }

  @Test
  void aDefinitionMadeByHandIsOfferedBesideATrace() {
    OpenedProject.by(robot, logged.project());
    robot.push(KeyCode.SHORTCUT, KeyCode.COMMA);
    OpenedWindow.click(robot, "#settings-feedback-definitions");
    OpenedWindow.click(robot, "#new-definition");
    awaitFocus("#definition-name");
    robot.write(name).type(KeyCode.ENTER);
    await().atMost(PATIENCE).until(() -> robot.lookup(name).tryQuery().isPresent());

    robot.type(KeyCode.ESCAPE);
    OpenedWindow.click(robot, "Where is my parcel?");

    await().atMost(PATIENCE).until(() -> robot.lookup("#score-" + name).tryQuery().isPresent());
  }

  private void awaitFocus(String id) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                OpenedWindow.onFx(
                    () -> robot.lookup(id).tryQuery().filter(Node::isFocused).isPresent()));
  }
}
