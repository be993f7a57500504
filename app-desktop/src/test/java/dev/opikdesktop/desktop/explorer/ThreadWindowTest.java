package dev.opikdesktop.desktop.explorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opikdesktop.desktop.explorer.thread.Chat;
import java.nio.file.Path;
import java.time.Duration;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

/** The real window on the real server: a conversation is read. */
@Tag("window")
class ThreadWindowTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir Path folder;
  private final FxRobot robot = new FxRobot();
  private Chat chat;
  private OpenedWindow window;

  @BeforeEach
  void open() throws Exception {
    chat = new Chat();
    chat.turns(3);
    window = new OpenedWindow(Chat.url(), folder, 980, 720);
  }

  @AfterEach
  void close() throws Exception {
    window.close();
    chat.close();
  }

  @Test
  void aThreadIsReadTheTraceOfATurnOpenedAndTheTurnFoundAgain() {
    OpenedProject.by(robot, chat.project());
    OpenedWindow.click(robot, Chat.THREAD);
    await().atMost(LONG).untilAsserted(() -> assertThat(status()).startsWith("Turn 1 of 3"));

    robot.type(KeyCode.J, 2);
    await().untilAsserted(() -> assertThat(status()).startsWith("Turn 3 of 3"));
    robot.type(KeyCode.ENTER);
    await().atMost(LONG).untilAsserted(() -> assertThat(status()).startsWith("Trace with"));

    robot.clickOn("#open-thread");
    await().atMost(LONG).untilAsserted(() -> assertThat(status()).startsWith("Turn 3 of 3"));
    robot.type(KeyCode.ESCAPE);
    await().atMost(LONG).untilAsserted(() -> assertThat(status()).startsWith("1 thread"));
  }

  private String status() {
    return robot.lookup("#status-shown").queryAs(Labeled.class).getText();
  }
}
