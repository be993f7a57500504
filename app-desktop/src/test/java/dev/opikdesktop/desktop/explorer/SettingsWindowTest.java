package dev.opikdesktop.desktop.explorer;

import static org.awaitility.Awaitility.await;

import dev.opikdesktop.desktop.wire.SupportAgent;
import dev.opikdesktop.desktop.wire.WireServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

/** The page of settings in the real window, by keys alone. */
@Tag("window")
class SettingsWindowTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;
  private final FxRobot robot = new FxRobot();
  private WireServer server;
  private OpenedWindow window;

  @BeforeEach
  void open() throws Exception {
    server = new WireServer();
    SupportAgent agent = new SupportAgent(server, Instant.now());
    agent.project();
    agent.traces(1);
    window = new OpenedWindow(server.url(), folder, 1280, 800);
  }

  @AfterEach
  void close() throws Exception {
    window.close();
    server.close();
  }

  @Test
  void theThemeIsFoundBySearchAndTheFormerPageByEscape() {
    awaitFocus("#projects");

    robot.push(KeyCode.SHORTCUT, KeyCode.COMMA);
    awaitFocus("#settings-appearance");
    robot.type(KeyCode.SLASH);
    awaitFocus("#settings-search");
    robot.write("dark").type(KeyCode.ENTER);
    awaitFocus("#settings-appearance");
    robot.type(KeyCode.TAB, KeyCode.RIGHT);

    await()
        .atMost(PATIENCE)
        .until(() -> Files.readString(folder.resolve("window.properties")).contains("theme=dark"));
    robot.type(KeyCode.ESCAPE);
    awaitFocus("#projects");
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
