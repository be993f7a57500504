package dev.opikdesktop.desktop.explorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opikdesktop.desktop.explorer.thread.Chat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import javafx.scene.control.Labeled;
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

/** The real window on the real server: a conversation is read. */
@Tag("window")
class ThreadWindowTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir Path folder;
  private final FxRobot robot = new FxRobot();
  private Chat chat;
  private ExplorerWindow window;

  @BeforeAll
  static void startJavaFx() throws Exception {
    FxToolkit.registerPrimaryStage();
  }

  @BeforeEach
  void open() throws Exception {
    chat = new Chat();
    chat.turns(3);
    Path state = folder.resolve("window.properties");
    Files.writeString(state, "x=0\ny=0\nwidth=980\nheight=720\ntheme=light\n");
    window =
        onFx(
            () -> {
              ExplorerWindow opened =
                  new ExplorerWindow(new ExplorerSettings(Chat.url(), state, () -> {}));
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
    chat.close();
  }

  @Test
  void aThreadIsReadTheTraceOfATurnOpenedAndTheTurnFoundAgain() {
    OpenedProject.by(robot, chat.project());
    click(Chat.THREAD);
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

  /**
   * A node that is found may be gone before the click: then nothing was clicked, and it is looked
   * up again.
   */
  private void click(String text) {
    await()
        .atMost(LONG)
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
