package dev.opikdesktop.desktop.explorer;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** Goes to a project by the palette: among those of other tests it need not be in sight. */
final class OpenedProject {
  private OpenedProject() {}

  static void by(FxRobot robot, String project) {
    await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .until(
            () -> {
              robot.type(KeyCode.ESCAPE);
              robot.push(KeyCode.SHORTCUT, KeyCode.K);
              robot.write(project);
              robot.type(KeyCode.ENTER);
              WaitForAsyncUtils.waitForFxEvents();
              String shown = robot.lookup("#status-shown").queryAs(Labeled.class).getText();
              return !shown.endsWith("projects") && !shown.endsWith("project");
            });
  }
}
