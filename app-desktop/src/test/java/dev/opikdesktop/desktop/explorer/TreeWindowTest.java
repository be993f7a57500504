package dev.opikdesktop.desktop.explorer;

import static org.awaitility.Awaitility.await;

import dev.opikdesktop.desktop.wire.LoggedTrace;
import dev.opikdesktop.server.RunningServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

/** The tree of a trace is filtered and its rows are pointed at in the real window. */
@Tag("window")
class TreeWindowTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;
  private final FxRobot robot = new FxRobot();
  private OpenedWindow window;

  @BeforeEach
  void open() throws Exception {
    RunningServer server = RunningServer.shared();
    LoggedTrace logged = LoggedTrace.on(server);
    logged.span("think", "general");
    window =
        new OpenedWindow(
            URI.create("http://localhost:" + server.server().restPort()), folder, 1280, 800);
    window.follow("projects/" + logged.projectId() + "/trace?id=" + logged.traceId());
    until(() -> rows().getItems().size() == 3);
  }

  @AfterEach
  void close() throws Exception {
    window.close();
  }

  @Test
  void aValueOfASpanFiltersTheTreeAndEscapeTakesTheFilterBack() {
    OpenedWindow.click(robot, "look");
    robot.type(KeyCode.F);
    OpenedWindow.click(robot, "type: tool");
    until(() -> rows().getItems().size() == 2 && said("#span-summary").equals("1 of 1 hit"));
    until(() -> robot.lookup("#span-chips").query().isVisible());

    robot.type(KeyCode.ESCAPE);
    until(() -> rows().getItems().size() == 3 && rows().isFocused());
    until(() -> !robot.lookup("#span-chips").query().isVisible());
  }

  @Test
  void aCardSaysWhatIsKnownOfARowForAKeyAndForTheMouse() {
    OpenedWindow.click(robot, "look");
    robot.type(KeyCode.I);
    until(() -> shows("Tool call, span 1 of 2"));

    robot.type(KeyCode.DOWN);
    until(() -> shows("Step, span 2 of 2"));

    robot.type(KeyCode.ESCAPE);
    until(() -> robot.lookup("#span-card").tryQuery().isEmpty() && rows().isFocused());

    robot.moveTo("look");
    until(() -> shows("Tool call, span 1 of 2"));
  }

  private boolean shows(String text) {
    return robot.lookup("#span-card").lookup(text).tryQuery().isPresent();
  }

  private String said(String query) {
    return robot.lookup(query).queryAs(Labeled.class).getText();
  }

  private ListView<?> rows() {
    return robot.lookup("#spans").queryListView();
  }

  private static void until(Callable<Boolean> condition) {
    await().atMost(PATIENCE).ignoreExceptions().until(() -> OpenedWindow.onFx(condition));
  }
}
