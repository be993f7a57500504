package dev.opikdesktop.desktop.explorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opikdesktop.desktop.explorer.logs.LogSlot;
import dev.opikdesktop.desktop.wire.SupportAgent;
import dev.opikdesktop.desktop.wire.WireServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

/**
 * The real window, clicked. Few, because each takes seconds: what a view model decides is tested
 * without a window.
 */
@Tag("window")
class ExplorerWindowTest {
  private static final Instant START = Instant.now().minusSeconds(60);

  @TempDir Path folder;
  private final FxRobot robot = new FxRobot();
  private WireServer server;
  private SupportAgent agent;
  private OpenedWindow window;

  @BeforeEach
  void open() throws Exception {
    server = new WireServer();
    agent = new SupportAgent(server, START);
    window = new OpenedWindow(server.url(), folder, 980, 720);
  }

  @AfterEach
  void close() throws Exception {
    window.close();
    server.close();
  }

  @Test
  void fromTheProjectToTheJsonOfASpan() {
    agent.project();
    agent.traces(40);
    agent.running(41, START);
    agent.spans(41, START);

    OpenedWindow.click(robot, "support-agent");
    await().until(() -> traces().getItems().size() == 41);
    OpenedWindow.click(robot, "My parcel never came, I want my money back");

    OpenedWindow.click(robot, "search_orders");
    await().until(() -> robot.lookup("Please read this receipt.").tryQuery().isPresent());
    robot.clickOn("#tab-input");
    await().untilAsserted(() -> assertThat(payload()).contains("Youcheckreceipts."));
    robot.clickOn("#tab-output");
    await().untilAsserted(() -> assertThat(payload()).contains("\"Kaufhalle\""));

    robot.type(KeyCode.ESCAPE);
    await().until(() -> OpenedWindow.onFx(() -> traces().isFocused()));
  }

  @Test
  void theFailingCallIsFoundByTheSearchAndByTheErrors() {
    agent.project();
    agent.traces(3);
    agent.running(4, START);
    agent.spans(4, START);
    OpenedWindow.click(robot, "support-agent");
    await().until(() -> traces().getItems().size() == 4);
    OpenedWindow.click(robot, "My parcel never came, I want my money back");
    await().until(() -> spans().getItems().size() == 10);

    OpenedWindow.click(robot, "#spans-errors");
    await().until(() -> spans().getItems().size() == 2);
    OpenedWindow.click(robot, "refund_payment");
    await().until(() -> factsTitle().equals("refund_payment"));
    OpenedWindow.click(robot, "#spans-errors");
    await().until(() -> spans().getItems().size() == 10);

    robot.type(KeyCode.SLASH);
    robot.write("toolt").type(KeyCode.ENTER);
    await().until(() -> spans().getItems().size() == 2);
    await().until(() -> robot.lookup("1 of 1 hit").tryQuery().isPresent());
    assertThat(factsTitle()).isEqualTo("refund_payment");

    robot.type(KeyCode.ESCAPE);
    await().until(() -> spans().getItems().size() == 10);
  }

  @Test
  void aKindWithoutRowsSaysSo() {
    agent.project();
    agent.traces(3);
    OpenedWindow.click(robot, "support-agent");
    await().until(() -> traces().getItems().size() == 3);

    robot.clickOn("#kind-threads");

    await().until(() -> robot.lookup("This project has no threads yet").tryQuery().isPresent());
  }

  @Test
  void theKeyboardAloneFindsAnActionAndDoesIt() {
    agent.project();
    agent.traces(3);
    await().until(() -> robot.lookup("support-agent").tryQuery().isPresent());

    robot.push(KeyCode.SHORTCUT, KeyCode.K);
    robot.write("supp ag");
    robot.type(KeyCode.ENTER);

    await().until(() -> traces().getItems().size() == 3);
  }

  @Test
  void thePaletteTakesThePlaceOfTheKeys() {
    agent.project();
    agent.traces(1);
    await().until(() -> robot.lookup("support-agent").tryQuery().isPresent());
    robot.push(KeyCode.SHORTCUT, KeyCode.K);
    robot.write("show all keys");
    robot.type(KeyCode.ENTER);
    await().until(() -> robot.lookup("#key-map").tryQuery().isPresent());

    robot.push(KeyCode.SHORTCUT, KeyCode.K);

    await().until(() -> robot.lookup("#key-map").tryQuery().isEmpty());
    assertThat(robot.lookup("#palette").tryQuery()).isPresent();
    robot.type(KeyCode.ESCAPE);
    await().until(() -> robot.lookup("#palette").tryQuery().isEmpty());
  }

  @Test
  void aSlashGoesToTheSearchAndIsNotWrittenThere() {
    agent.project();
    agent.traces(1);
    await().until(() -> robot.lookup("support-agent").tryQuery().isPresent());
    await().until(() -> OpenedWindow.onFx(() -> robot.lookup("#projects").query().isFocused()));
    robot.type(KeyCode.SLASH);
    robot.write("agent");
    assertThat(robot.lookup("#project-search").queryTextInputControl().getText())
        .isEqualTo("agent");

    OpenedWindow.click(robot, "support-agent");
    await().until(() -> traces().getItems().size() == 1);
    await().until(() -> OpenedWindow.onFx(() -> traces().isFocused()));
    robot.type(KeyCode.SLASH);
    robot.write("id");
    assertThat(robot.lookup("#query").queryTextInputControl().getText()).isEqualTo("id");
  }

  @Test
  void aViewIsSavedAndFoundInTheSideBar() {
    agent.project();
    agent.traces(3);
    OpenedWindow.click(robot, "support-agent");
    await().until(() -> traces().getItems().size() == 3);
    robot.clickOn("#query");
    robot.write("duration > 1");
    robot.type(KeyCode.ENTER);
    await().until(() -> server.requests().stream().anyMatch(path -> path.contains("oql=duration")));

    robot.clickOn("#save-view");
    robot.clickOn("#view-name");
    robot.write("Slow ones");
    robot.type(KeyCode.ENTER);

    await().until(() -> robot.lookup("Slow ones").tryQuery().isPresent());
  }

  @Test
  void theWelcomePageTurnsIntoTheListByItself() {
    await().until(() -> robot.lookup("Nothing has been logged yet").tryQuery().isPresent());

    agent.project();
    agent.traces(1);

    await().until(() -> robot.lookup("support-agent").tryQuery().isPresent());
    await().until(() -> robot.lookup("#projects").query().isVisible());
  }

  @Test
  void aNewTraceAppearsAndTheSelectedRowStaysWhereItIs() {
    agent.project();
    agent.traces(200);
    OpenedWindow.click(robot, "support-agent");
    await().until(() -> traces().getItems().size() == 200);
    robot.type(KeyCode.DOWN);
    robot.type(KeyCode.DOWN);
    await().until(() -> selectedId() != null);
    String selected = selectedId();

    agent.running(201, Instant.now());

    await().until(() -> traces().getItems().size() == 201);
    await().untilAsserted(() -> assertThat(selectedId()).isEqualTo(selected));
    await().until(() -> robot.lookup("running, 3 spans so far").tryQuery().isPresent());
  }

  @Test
  void theOverviewOfAProjectIsOneClickAway() {
    agent.project();
    agent.traces(3);
    OpenedWindow.click(robot, "support-agent");
    await().until(() -> traces().getItems().size() == 3);

    robot.clickOn("#nav-overview");

    await().until(() -> robot.lookup("#chart-cost").query().isVisible());
    robot.clickOn("#show-in-logs");
    await().until(() -> traces().isVisible());
  }

  @Test
  void theColoursChangeAtAClickAndAreRemembered() throws Exception {
    robot.clickOn("#theme");

    await()
        .until(
            () ->
                OpenedWindow.onFx(
                    () ->
                        robot
                            .lookup("#theme")
                            .query()
                            .getScene()
                            .getStylesheets()
                            .getFirst()
                            .endsWith("dark.css")));
    assertThat(Files.readString(folder.resolve("window.properties"))).contains("theme=dark");
  }

  private ListView<?> spans() {
    return robot.lookup("#spans").queryListView();
  }

  private String factsTitle() {
    return robot.lookup("#facts-title").queryLabeled().getText();
  }

  @SuppressWarnings("unchecked")
  private ListView<LogSlot> traces() {
    return robot.lookup("#logs").queryAs(ListView.class);
  }

  private String selectedId() {
    LogSlot slot = traces().getSelectionModel().getSelectedItem();
    return slot == null || slot.row() == null ? null : slot.row().id();
  }

  /**
   * What the payload shows, without white space: where lines break depends on the room there is.
   */
  private String payload() {
    StringBuilder text = new StringBuilder();
    ListView<?> lines = robot.lookup("#payload").queryListView();
    for (Node line : lines.lookupAll(".line-text")) {
      ((TextFlow) line).getChildren().forEach(part -> text.append(((Text) part).getText()));
      text.append('\n');
    }
    return text.toString().replaceAll("\\s+", "");
  }
}
