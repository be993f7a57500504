package dev.opikdesktop.desktop.explorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opikdesktop.desktop.wire.TwoTraces;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

/** The real window on the real server: two traces are compared. */
@Tag("window")
class CompareWindowTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir Path folder;
  private final FxRobot robot = new FxRobot();
  private TwoTraces traces;
  private OpenedWindow window;

  @BeforeEach
  void open() throws Exception {
    traces = new TwoTraces();
    window = new OpenedWindow(TwoTraces.url(), folder, 1180, 780);
  }

  @AfterEach
  void close() throws Exception {
    window.close();
    traces.close();
  }

  @Test
  void twoMarkedTracesAreComparedAndTheChangedWordIsMarked() {
    OpenedProject.by(robot, traces.project());
    await().atMost(LONG).until(() -> list("#logs").getItems().size() == 2);
    markBoth();
    await().atMost(LONG).until(() -> robot.lookup("#marked-compare").query().isVisible());
    robot.clickOn("#marked-compare");

    await().atMost(LONG).untilAsserted(() -> assertThat(marked()).contains("Friday", "Monday"));
    assertThat(list("#compared-rows").getItems()).hasSize(5);

    robot.clickOn("#only-differences");
    await().atMost(LONG).until(() -> list("#compared-rows").getItems().size() < 5);
    robot.type(KeyCode.ESCAPE);
    await().atMost(LONG).until(() -> list("#logs").isVisible());
  }

  @Test
  void anOpenTraceIsComparedWithTheRunBeforeIt() {
    OpenedProject.by(robot, traces.project());
    await().atMost(LONG).until(() -> list("#logs").getItems().size() == 2);
    selectNewest();
    robot.type(KeyCode.ENTER);
    await().atMost(LONG).until(() -> list("#spans").getItems().size() == 5);

    robot.clickOn("#compare-with");
    await()
        .atMost(LONG)
        .until(() -> list("#trace-picker").getSelectionModel().getSelectedItem() != null);
    robot.type(KeyCode.ENTER);

    await().atMost(LONG).untilAsserted(() -> assertThat(marked()).contains("Friday", "Monday"));
  }

  private void markBoth() {
    selectNewest();
    robot.type(KeyCode.SPACE, KeyCode.J, KeyCode.SPACE);
  }

  /** The keyboard's row may not be there yet. */
  private void selectNewest() {
    await()
        .atMost(LONG)
        .until(
            () -> {
              OpenedWindow.onFx(
                  () -> {
                    ListView<?> logs = list("#logs");
                    logs.requestFocus();
                    logs.getSelectionModel().clearAndSelect(0);
                    return true;
                  });
              return list("#logs").isFocused();
            });
  }

  /** The words that are marked. */
  private List<String> marked() {
    return robot.lookup(".diff-mark").queryAllAs(Labeled.class).stream()
        .map(Labeled::getText)
        .toList();
  }

  private ListView<?> list(String id) {
    return robot.lookup(id).queryListView();
  }
}
