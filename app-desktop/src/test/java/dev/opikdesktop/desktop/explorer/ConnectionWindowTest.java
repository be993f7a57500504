package dev.opikdesktop.desktop.explorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opikdesktop.desktop.explorer.connections.Connection;
import dev.opikdesktop.desktop.wire.LoggedTrace;
import dev.opikdesktop.desktop.wire.SupportAgent;
import dev.opikdesktop.desktop.wire.WireServer;
import dev.opikdesktop.server.RunningServer;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** One window, several servers. */
class ConnectionWindowTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir Path folder;
  private final FxRobot robot = new FxRobot();
  private ExplorerWindow window;

  @BeforeAll
  static void startJavaFx() throws Exception {
    FxToolkit.registerPrimaryStage();
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
  void aPersonAddsATeamServerSwitchesToItAndGoesBack() throws Exception {
    LoggedTrace mine = LoggedTrace.on(RunningServer.shared());
    try (RunningServer team = RunningServer.start()) {
      LoggedTrace theirs = LoggedTrace.on(team);
      open(RunningServer.shared().server().restUrl());

      robot.push(KeyCode.SHORTCUT, KeyCode.SHIFT, KeyCode.S);
      await().atMost(LONG).until(() -> isShown("#connection-add"));
      robot.clickOn("#connection-add");
      robot.clickOn("#connection-address").write(team.url());
      robot.clickOn("#connection-name").write("Team").type(KeyCode.ENTER);
      await().atMost(LONG).until(() -> robot.lookup("#connection-form").tryQuery().isEmpty());
      assertThat(isShown("#connection-band")).isFalse();

      robot.push(KeyCode.SHORTCUT, KeyCode.K);
      robot.write("Switch to Team").type(KeyCode.ENTER);
      await().atMost(LONG).until(() -> isShown("#connection-band"));
      assertThat(title()).startsWith("Team, " + team.server().restUrl());
      OpenedProject.by(robot, theirs.project());
      await().atMost(LONG).until(() -> shown("#live").equals("Live"));

      robot.clickOn("#connection-back");
      await().atMost(LONG).until(() -> !isShown("#connection-band"));
      assertThat(title()).isEqualTo("Opik Desktop");
      OpenedProject.by(robot, mine.project());
    }
  }

  @Test
  void aFileIsShownForAWhileAndOffersNoWrites() throws Exception {
    AtomicInteger left = new AtomicInteger();
    try (WireServer here = new WireServer();
        WireServer elsewhere = new WireServer()) {
      here.project(project(SupportAgent.id(1, 7), "my-own"));
      SupportAgent agent = new SupportAgent(elsewhere, Instant.now().minusSeconds(60));
      agent.project();
      agent.traces(3);
      open(here.url());
      aFileIsShown(elsewhere, left);
      await().atMost(LONG).until(() -> robot.lookup("my-own").tryQuery().isPresent());
    }
  }

  @Test
  void whatWasShownOfAServerIsGarbageAndTheRestGoesOn() throws Exception {
    try (WireServer here = new WireServer();
        WireServer elsewhere = new WireServer()) {
      open(here.url());
      WeakReference<Node> shown = new WeakReference<>(robot.lookup("#status").query().getParent());
      onFx(
          () -> {
            window.open(Connection.file("april.jsonl", elsewhere.url()), () -> {});
            return true;
          });
      await().atMost(LONG).until(() -> isShown("#connection-band"));

      await()
          .atMost(LONG)
          .until(
              () -> {
                robot.moveTo("#status").moveTo("#connection-band");
                System.gc();
                return shown.get() == null;
              });
      robot.clickOn("#theme");
      assertThat(shown("#theme")).isEqualTo("Dark");
    }
  }

  private void aFileIsShown(WireServer elsewhere, AtomicInteger left) throws Exception {
    Connection file = Connection.file("april.jsonl", elsewhere.url());
    onFx(
        () -> {
          window.open(file, left::incrementAndGet);
          return true;
        });

    OpenedProject.by(robot, "support-agent");
    assertThat(isShown("#connection-band")).isTrue();
    assertThat(isShown("#new-project")).isFalse();
    await()
        .atMost(LONG)
        .until(
            () -> {
              robot.type(KeyCode.DOWN, KeyCode.SPACE);
              return isShown("#marked");
            });
    assertThat(isShown("#marked-delete")).isFalse();
    assertThat(isShown("#marked-tags")).isFalse();

    robot.clickOn("#connection-back");

    await().atMost(LONG).until(() -> left.get() == 1);
    assertThat(isShown("#connection-band")).isFalse();
  }

  private void open(URI url) throws Exception {
    Path state = folder.resolve("window.properties");
    Files.writeString(state, "x=0\ny=0\nwidth=1100\nheight=720\ntheme=light\n");
    window =
        onFx(
            () -> {
              ExplorerWindow opened =
                  new ExplorerWindow(new ExplorerSettings(url, state, () -> {}));
              opened.show();
              return opened;
            });
  }

  private String shown(String id) {
    return robot.lookup(id).queryLabeled().getText();
  }

  private String title() throws Exception {
    return onFx(() -> ((Stage) robot.lookup("#status").query().getScene().getWindow()).getTitle());
  }

  private boolean isShown(String id) {
    return robot.lookup(id).tryQuery().map(Node::isVisible).orElse(false);
  }

  private static String project(String id, String name) {
    return """
    {"id":"%s","name":"%s","created_at":"2026-11-23T11:00:00Z","last_updated_trace_at":"2026-11-23T11:00:00Z"}
    """
        .formatted(id, name);
  }

  private static <T> T onFx(Callable<T> action) throws Exception {
    return WaitForAsyncUtils.waitFor(WaitForAsyncUtils.asyncFx(action));
  }
}
