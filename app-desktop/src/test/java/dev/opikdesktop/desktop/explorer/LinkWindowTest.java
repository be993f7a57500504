package dev.opikdesktop.desktop.explorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opikdesktop.desktop.wire.LoggedTrace;
import dev.opikdesktop.server.RunningServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

/** A link is pasted, followed and copied again by keys in the real window, on a real server. */
@Tag("window")
class LinkWindowTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

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
              return OpenedWindow.onFx(
                  () ->
                      link.equals(Clipboard.getSystemClipboard().getString())
                          && robot.lookup("#status-copied").query().isVisible());
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
    OpenedWindow.onFx(
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
}
