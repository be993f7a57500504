package dev.opikdesktop.desktop.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opikdesktop.desktop.explorer.ExplorerSettings;
import dev.opikdesktop.desktop.explorer.ShownWindow;
import dev.opikdesktop.desktop.explorer.theme.SaveDialog;
import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.configuration.Configuration;
import dev.opikdesktop.server.http.LocalClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** A person hands files to the real window. */
@Tag("window")
@Timeout(120)
class OpenFileWindowTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final RunningServer OWN = RunningServer.shared();

  @TempDir Path folder;
  private final FxRobot robot = new FxRobot();
  private OpenedFiles files;
  private ShownWindow window;

  @BeforeAll
  static void startJavaFx() throws Exception {
    FxToolkit.registerPrimaryStage();
  }

  @BeforeEach
  void open() throws IOException {
    Path state = folder.resolve("window.properties");
    Files.writeString(state, "x=0\ny=0\nwidth=1100\nheight=720\ntheme=light\n");
    files =
        new OpenedFiles(
            folder.resolve("opened"),
            folder.resolve("imports"),
            new Configuration.Engine(Optional.empty(), 2L << 30, 12),
            () -> OWN.server().restUrl());
    window =
        ShownWindow.of(
            new ExplorerSettings(
                OWN.server().restUrl(), state, () -> {}, SaveDialog.SYSTEM, null, files));
  }

  @AfterEach
  void close() {
    window.close();
    files.close();
  }

  @Test
  void aPersonOpensAFile() throws Exception {
    int before = ownProjects();
    Path file = traces("travel " + UUID.randomUUID());

    window.drop(file);
    press("#offer-open");

    await().atMost(LONG).until(() -> isShown("#connection-band"));
    await().atMost(LONG).until(() -> robot.lookup("agent").tryQuery().isPresent());
    assertThat(isShown("#offers")).isFalse();
    assertThat(robot.lookup("Read only: nothing in it can be changed").tryQuery()).isPresent();
    assertThat(ownProjects()).isEqualTo(before);

    press("#close-file");

    await().atMost(LONG).until(() -> !isShown("#connection-band"));
    await().atMost(LONG).until(() -> isEmpty(folder.resolve("opened")));
    assertThat(file).exists();
  }

  @Test
  void aPersonImportsAFile() throws Exception {
    String project = "into " + UUID.randomUUID();
    window.drop(traces("travel"));
    await().atMost(LONG).until(() -> isShown("#offer-import"));
    WaitForAsyncUtils.asyncFx(
            () ->
                robot.lookup("#offer-project").queryAs(ComboBox.class).getEditor().setText(project))
        .get();

    press("#offer-import");

    press("#offer-show");
    await().atMost(LONG).until(() -> robot.lookup("agent").tryQuery().isPresent());
    assertThat(own("traces?project_name=" + encoded(project))).contains("\"agent\"");
  }

  @Test
  void whatIsWrongWithAFileIsSaid() throws Exception {
    Path broken = folder.resolve("broken.json");
    Files.writeString(broken, "{\"resourceSpans\": [{]");

    window.show(broken.toString());

    await()
        .atMost(LONG)
        .until(
            () ->
                robot
                    .lookup("#offer-words")
                    .<Labeled>tryQuery()
                    .map(label -> label.getText().startsWith("broken.json, line 1: it is no JSON"))
                    .orElse(false));
    await().atMost(LONG).until(() -> isShown("#offer-open"));
    assertThat(isShown("#connection-band")).isFalse();
  }

  private Path traces(String service) throws IOException {
    Path file = folder.resolve("traces.json");
    try (InputStream genuine =
        OpenFileWindowTest.class.getResourceAsStream("/foreign/agent.jsonl")) {
      String text = new String(genuine.readAllBytes(), StandardCharsets.UTF_8);
      return Files.writeString(file, text.replaceAll("travel agent", service));
    }
  }

  /** Buttons go away when they are pressed; one that has just come may not have its place yet. */
  private void press(String id) {
    await().atMost(LONG).until(() -> isShown(id));
    await()
        .atMost(LONG)
        .ignoreExceptions()
        .until(
            () -> {
              robot.clickOn(id);
              return !isShown(id);
            });
  }

  private boolean isShown(String id) {
    return robot
        .lookup(id)
        .tryQuery()
        .filter(Node::isVisible)
        .map(OpenFileWindowTest::isInSight)
        .orElse(false);
  }

  private static boolean isInSight(Node node) {
    Node parent = node.getParent();
    return parent == null || (parent.isVisible() && isInSight(parent));
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  private static int ownProjects() {
    try (LocalClient client = new LocalClient(OWN.server().restPort())) {
      return client.get("/v1/private/projects?size=1").json().path("total").asInt();
    }
  }

  private static String own(String path) {
    try (LocalClient client = new LocalClient(OWN.server().restPort())) {
      return client.get("/v1/private/" + path).text();
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
