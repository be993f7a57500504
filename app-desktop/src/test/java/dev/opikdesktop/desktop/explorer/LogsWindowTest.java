package dev.opikdesktop.desktop.explorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opikdesktop.desktop.wire.LoggedRows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Popup;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;
import tools.jackson.databind.json.JsonMapper;

/** The page of logs in the real window, on the real server. */
@Tag("window")
class LogsWindowTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir Path folder;
  private final FxRobot robot = new FxRobot();
  private final LoggedRows logged = new LoggedRows(5);
  private Path file;
  private ExplorerWindow window;

  @BeforeAll
  static void startJavaFx() throws Exception {
    FxToolkit.registerPrimaryStage();
  }

  @BeforeEach
  void open() throws Exception {
    Path state = folder.resolve("window.properties");
    file = folder.resolve("chosen");
    Files.writeString(state, "x=0\ny=0\nwidth=1200\nheight=800\ntheme=light\n");
    window =
        onFx(
            () -> {
              ExplorerWindow opened =
                  new ExplorerWindow(
                      new ExplorerSettings(
                          LoggedRows.url(), state, () -> {}, (owner, title, name) -> file));
              opened.show();
              return opened;
            });
    OpenedProject.by(robot, logged.project());
    click("#kind-traces");
    awaitStatus("5 traces");
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
  void whatAFilterLeavesIsExportedAndNothingElse() throws Exception {
    write("#query", "tags contains \"even\"");
    awaitStatus("3 traces");

    click("#export");
    click("JSON Lines: everything");

    await().atMost(LONG).until(() -> Files.exists(file));
    List<String> ids =
        Files.readAllLines(file).stream()
            .map(line -> JsonMapper.shared().readTree(line).path("id").asString())
            .toList();
    assertThat(ids)
        .containsExactlyInAnyOrder(logged.ids().get(0), logged.ids().get(2), logged.ids().get(4));
  }

  @Test
  void aPinnedChipIsFilledAndEmptiedAgain() {
    click("#chip-tags");
    await().atMost(LONG).until(() -> robot.lookup("#filter-value").query().isFocused());
    robot.write("even").type(KeyCode.ENTER);
    awaitStatus("3 traces");

    click("#add-filter");
    await().atMost(LONG).until(() -> robot.lookup("#filter-search").query().isFocused());
    robot.write("environ").type(KeyCode.ENTER);
    await().atMost(LONG).until(() -> robot.lookup("#filter-value").query().isFocused());
    robot.write("staging").type(KeyCode.ENTER);
    awaitStatus("1 trace");

    click("#add-filter");
    click("#clear-filters");
    awaitStatus("5 traces");
    assertThat(robot.lookup("#chip-tags").tryQuery()).isPresent();
  }

  @Test
  void allThatMatchAreMarkedByAKeyAndTagged() {
    robot.push(KeyCode.SHORTCUT, KeyCode.A);
    await().atMost(LONG).until(() -> text("#marked-count").equals("5 marked"));

    write("#marked-tags", "seen");
    click("#unmark-all");
    await().atMost(LONG).until(() -> !robot.lookup("#marked").query().isVisible());

    write("#query", "tags not_contains \"seen\"");
    awaitStatus("0 traces");
  }

  @Test
  void enterTakesWhatIsUnfinishedAndAsksWhatIsNotAndEscKeepsADraft() throws Exception {
    write("#query", "duration >= 0 or ta");
    assertThat(query().getText()).isEqualTo("duration >= 0 or tags ");

    robot.write("contains \"even\"").type(KeyCode.ENTER);
    await().atMost(LONG).until(() -> query().getText().contains(" OR "));
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(query().getCaretPosition()).isEqualTo(query().getLength());
    assertThat(onFx(LogsWindowTest::popups)).isZero();

    robot.write(" AND na");
    await().atMost(LONG).until(() -> onFx(LogsWindowTest::popups) == 1);
    robot.type(KeyCode.ESCAPE);
    assertThat(onFx(LogsWindowTest::popups)).isZero();
    assertThat(onFx(() -> query().isFocused())).isTrue();
    robot.type(KeyCode.ESCAPE);
    assertThat(onFx(() -> query().isFocused())).isFalse();
    assertThat(query().getText()).endsWith(" AND na");
  }

  @Test
  void aKeyIsPickedAndAClickBesideOnlyClosesTheEditor() throws Exception {
    click("#add-filter");
    await().atMost(LONG).until(() -> robot.lookup("#filter-search").query().isFocused());
    robot.write("feedback").type(KeyCode.ENTER);
    await().atMost(LONG).until(() -> robot.lookup("#filter-key").query().isFocused());
    await().atMost(LONG).until(() -> onFx(LogsWindowTest::popups) == 2);
    click("helpful");
    await().atMost(LONG).until(() -> robot.lookup("#filter-value").query().isFocused());

    click("answer-0");

    await().atMost(LONG).until(() -> onFx(LogsWindowTest::popups) == 0);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(text("#status-shown")).isEqualTo("5 traces");

    // Another one: a second click at the same place would be half of a double click.
    click("answer-3");
    await().atMost(LONG).until(() -> !text("#status-shown").equals("5 traces"));
  }

  private TextField query() {
    return robot.lookup("#query").queryAs(TextField.class);
  }

  private static long popups() {
    return Window.getWindows().stream().filter(Popup.class::isInstance).count();
  }

  private void awaitStatus(String shown) {
    await().atMost(LONG).untilAsserted(() -> assertThat(text("#status-shown")).isEqualTo(shown));
  }

  private String text(String node) {
    return robot.lookup(node).queryAs(Labeled.class).getText();
  }

  /** Writes into a field, once it is where the click went, and ends with Enter. */
  private void write(String field, String text) {
    await()
        .atMost(LONG)
        .until(
            () -> {
              click(field);
              return onFx(() -> robot.lookup(field).query().isFocused());
            });
    robot.write(text).type(KeyCode.ENTER);
  }

  /**
   * A node that is found may be gone before the click: then nothing was clicked, and it is looked
   * up again.
   */
  private void click(String what) {
    await()
        .atMost(LONG)
        .ignoreExceptions()
        .until(
            () -> {
              WaitForAsyncUtils.waitForFxEvents();
              robot.clickOn(what);
              return true;
            });
  }

  private static <T> T onFx(Callable<T> action) throws Exception {
    return WaitForAsyncUtils.waitFor(WaitForAsyncUtils.asyncFx(action));
  }
}
