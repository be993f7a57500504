package dev.opikdesktop.desktop.explorer;

import static org.awaitility.Awaitility.await;

import dev.opikdesktop.desktop.wire.RestoringServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

/** A backup is made in the real window. */
class BackupWindowTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;
  private final FxRobot robot = new FxRobot();
  private RestoringServer server;
  private OpenedWindow window;

  @BeforeEach
  void open() throws Exception {
    server = new RestoringServer(folder.resolve("data"));
    window = new OpenedWindow(server.url(), folder, 1280, 800);
  }

  @AfterEach
  void close() throws Exception {
    window.close();
    server.close();
  }

  @Test
  void aBackupIsMadeAndVerifiedAndTheKeyboardStaysThere() {
    OpenedWindow.click(robot, "#nav-settings");
    OpenedWindow.click(robot, "#settings-backups");
    OpenedWindow.click(robot, "#back-up");
    awaitNode(says("Backed up"));
    awaitKeyboard();

    press(
        node ->
            node instanceof Button
                && String.valueOf(node.getAccessibleText()).startsWith("Verify the backup"));

    awaitNode(says("Every file is as it was"));
    awaitKeyboard();
  }

  /** What had it is disabled while something is under way, or listed anew. */
  private void awaitKeyboard() {
    await()
        .atMost(PATIENCE)
        .until(() -> OpenedWindow.onFx(() -> robot.lookup("#back-up").query().isFocused()));
  }

  private static Predicate<Node> says(String beginning) {
    return node ->
        node instanceof Labeled label
            && label.getText() != null
            && label.getText().startsWith(beginning);
  }

  private void awaitNode(Predicate<Node> wanted) {
    await().atMost(PATIENCE).until(() -> robot.lookup(wanted).tryQuery().isPresent());
  }

  private void press(Predicate<Node> wanted) {
    awaitNode(wanted);
    Node node = robot.lookup(wanted).query();
    robot.clickOn(node);
  }
}
