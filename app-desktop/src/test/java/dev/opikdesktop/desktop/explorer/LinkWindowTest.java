package dev.opikdesktop.desktop.explorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opikdesktop.desktop.wire.LoggedTrace;
import dev.opikdesktop.server.RunningServer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
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

/** A link is pasted, followed and copied again by keys in the real window, on a real server. */
@Tag("window")
class LinkWindowTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

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
  void aPastedLinkOpensTheSpanAndTheCopiedOneIsTheSame() throws Exception {
    String link =
        "opik-desktop://open/projects/%s/trace?id=%s&span=%s&tab=metadata"
            .formatted(logged.projectId(), logged.traceId(), logged.spanId());

    paste(link);

    await().atMost(PATIENCE).until(() -> status().equals("Span 1 of 1"));
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              robot.press(KeyCode.SHORTCUT, KeyCode.SHIFT).type(KeyCode.C);
              robot.release(KeyCode.SHIFT, KeyCode.SHORTCUT);
              return onFx(() -> link.equals(Clipboard.getSystemClipboard().getString()));
            });

    paste("opik-desktop://open/nowhere");
    await().atMost(PATIENCE).until(() -> robot.lookup("#notice").query().isVisible());
    assertThat(status()).isEqualTo("Span 1 of 1");
  }

  private void paste(String link) throws Exception {
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(
            () -> {
              robot.push(KeyCode.SHORTCUT, KeyCode.K);
              return robot.lookup("#palette-search").tryQuery().isPresent();
            });
    onFx(
        () -> {
          ClipboardContent content = new ClipboardContent();
          content.putString(link);
          Clipboard.getSystemClipboard().setContent(content);
          robot.lookup("#palette-search").queryAs(TextInputControl.class).paste();
          Clipboard.getSystemClipboard().clear();
          return true;
        });
    robot.type(KeyCode.ENTER);
  }

  private String status() {
    return robot.lookup("#status-shown").queryAs(Labeled.class).getText();
  }

  private static <T> T onFx(Callable<T> action) throws Exception {
    return WaitForAsyncUtils.waitFor(WaitForAsyncUtils.asyncFx(action));
  }
}
