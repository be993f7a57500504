package dev.opikdesktop.desktop.explorer;

import static org.awaitility.Awaitility.await;

import dev.opikdesktop.desktop.wire.LoggedTrace;
import dev.opikdesktop.server.RunningServer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
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

/** What can be scored is defined in the real window, and offered beside a trace. */
@Tag("window")
class DefinitionWindowTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;
  private final String name = "tone-" + UUID.randomUUID();
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
    Files.writeString(state, "x=0\ny=0\nwidth=1280\nheight=900\ntheme=light\n");
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
  void aDefinitionMadeByHandIsOfferedBesideATrace() {
    OpenedProject.by(robot, logged.project());
    robot.push(KeyCode.SHORTCUT, KeyCode.COMMA);
    click("#settings-feedback-definitions");
    click("#new-definition");
    awaitFocus("#definition-name");
    robot.write(name).type(KeyCode.ENTER);
    await().atMost(PATIENCE).until(() -> robot.lookup(name).tryQuery().isPresent());

    robot.type(KeyCode.ESCAPE);
    click("Where is my parcel?");

    await().atMost(PATIENCE).until(() -> robot.lookup("#score-" + name).tryQuery().isPresent());
  }

  private void awaitFocus(String id) {
    await()
        .atMost(PATIENCE)
        .until(() -> onFx(() -> robot.lookup(id).tryQuery().filter(Node::isFocused).isPresent()));
  }

  private void click(String wanted) {
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

  private static <T> T onFx(Callable<T> action) throws Exception {
    return WaitForAsyncUtils.waitFor(WaitForAsyncUtils.asyncFx(action));
  }
}
