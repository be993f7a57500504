package dev.opikdesktop.desktop.explorer.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opikdesktop.desktop.client.Project;
import dev.opikdesktop.desktop.explorer.theme.WindowState;
import dev.opikdesktop.desktop.wire.Drawing;
import dev.opikdesktop.desktop.wire.SupportAgent;
import dev.opikdesktop.desktop.wire.WireServer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogsModelTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Project PROJECT = Project.named(SupportAgent.PROJECT, "support-agent");

  @TempDir Path folder;
  private WireServer server;
  private SupportAgent agent;
  private Drawing drawing;
  private LogsModel model;

  @BeforeEach
  void open() throws Exception {
    server = new WireServer();
    agent = new SupportAgent(server, NOON);
    agent.project();
    drawing = new Drawing(server);
    model =
        new LogsModel(
            drawing.client(),
            drawing.background(),
            Clock.systemUTC(),
            WindowState.load(folder.resolve("window.properties")));
  }

  @AfterEach
  void close() {
    drawing.close();
    server.close();
  }

  @Test
  void isAsLongAsTheProjectButAsksOnlyForWhatIsLookedAt() {
    agent.traces(950);
    openProject();

    assertThat(drawing.on(() -> model.rows().size())).isEqualTo(950);
    assertThat(nameAt(0)).isNotNull();
    assertThat(nameAt(640)).isNull();

    drawing.run(() -> model.visible(640, 660));

    await().until(() -> nameAt(640) != null);
    assertThat(pagesAsked()).isEqualTo(2);
    assertThat(idAt(640)).isEqualTo(SupportAgent.id(2, 950 - 640));
  }

  @Test
  void aProjectWithoutTracesIsEmptyUntilTheFirstOneArrives() {
    openProject();
    assertThat(drawing.on(() -> model.stateProperty().get())).isEqualTo(LogsModel.State.EMPTY);
    follow();

    agent.running(1, NOON);

    await().untilAsserted(() -> assertThat(drawing.on(() -> model.rows().size())).isEqualTo(1));
    assertThat(drawing.on(() -> model.stateProperty().get())).isEqualTo(LogsModel.State.SHOWN);
  }

  @Test
  void whatComesNewPushesTheRestDownAndTheSelectedStaysSelected() {
    agent.traces(300);
    openProject();
    String selected = idAt(3);
    drawing.run(() -> model.selectedIdProperty().set(selected));
    follow();

    agent.running(301, NOON);
    agent.running(302, NOON);

    await().until(() -> drawing.on(() -> model.rows().size()) == 302);
    assertThat(idAt(0)).isEqualTo(SupportAgent.id(2, 302));
    assertThat(drawing.on(() -> model.rows().indexOf(selected))).isEqualTo(5);
    assertThat(drawing.on(() -> model.selectedIdProperty().get())).isEqualTo(selected);
  }

  @Test
  void aRunningTraceEndsWithoutBeingAskedFor() {
    agent.traces(1);
    agent.running(1, NOON);
    openProject();
    assertThat(drawing.on(() -> model.rows().rowAt(0).running())).isTrue();
    follow();

    agent.traces(1);

    await().until(() -> !drawing.on(() -> model.rows().rowAt(0).running()));
    assertThat(drawing.on(() -> model.rows().rowAt(0).durationMillis())).isEqualTo(2150.0);
  }

  @Test
  void aChangeIsShownByItself() {
    agent.traces(100);
    openProject();
    follow();

    agent.running(101, NOON);

    await().until(() -> drawing.on(() -> model.rows().size()) == 101);
  }

  @Test
  void rowsFurtherDownAreTheRightOnesAfterNewOnesCameIn() {
    agent.traces(500);
    openProject();
    drawing.run(() -> model.visible(300, 330));
    await().until(() -> nameAt(300) != null);
    follow();

    agent.running(501, NOON);

    await().until(() -> drawing.on(() -> model.rows().size()) == 501);
    await().untilAsserted(() -> assertThat(idAt(301)).isEqualTo(SupportAgent.id(2, 200)));
  }

  @Test
  void theNeighboursOfTheSelectedTraceAreTheRowsAroundIt() {
    agent.traces(3);
    openProject();
    drawing.run(() -> model.selectedIdProperty().set(SupportAgent.id(2, 2)));

    assertThat(drawing.on(() -> model.neighbour(1).id())).isEqualTo(SupportAgent.id(2, 1));
    assertThat(drawing.on(() -> model.neighbour(-1).id())).isEqualTo(SupportAgent.id(2, 3));
    assertThat(drawing.on(() -> model.neighbour(2))).isNull();
  }

  @Test
  void marksAreLetGoOfFirstAndTheSearchNextAndConditionsStay() {
    agent.traces(10);
    openProject();
    drawing.run(() -> model.marks().set(List.of(model.rows().rowAt(0)), true));
    drawing.run(() -> model.narrow("duration > 5", "parcel"));

    drawing.run(model::letGo);
    assertThat(drawing.on(() -> model.marks().countProperty().get())).isZero();
    assertThat(drawing.on(() -> model.queryProperty().get().search())).isEqualTo("parcel");

    drawing.run(model::letGo);
    assertThat(drawing.on(() -> model.queryProperty().get().search())).isEmpty();

    drawing.run(model::letGo);
    assertThat(drawing.on(() -> model.queryProperty().get().oql())).isEqualTo("duration > 5");
  }

  @Test
  void anotherProjectStartsFromNothing() {
    agent.traces(10);
    openProject();

    drawing.run(() -> model.open(Project.named(SupportAgent.id(1, 5), "other")));

    assertThat(drawing.on(() -> model.rows().size())).isZero();
    await().until(() -> drawing.on(() -> model.stateProperty().get()) == LogsModel.State.EMPTY);
  }

  @Test
  void aServerThatIsGoneIsToldAndTheRowsStay() {
    agent.traces(10);
    openProject();

    server.close();
    drawing.run(model::refresh);

    await().until(() -> !drawing.on(() -> model.failureProperty().get()).isEmpty());
    assertThat(drawing.on(() -> model.stateProperty().get())).isEqualTo(LogsModel.State.SHOWN);
    assertThat(drawing.on(() -> model.rows().size())).isEqualTo(10);
  }

  private void openProject() {
    drawing.run(() -> model.open(PROJECT));
    await().until(() -> drawing.on(() -> model.stateProperty().get()) != LogsModel.State.LOADING);
  }

  private void follow() {
    drawing.follow(model::changed);
    await().until(() -> server.openStreams() == 1);
  }

  private String nameAt(int index) {
    return drawing.on(
        () -> model.rows().rowAt(index) == null ? null : model.rows().rowAt(index).name());
  }

  private String idAt(int index) {
    return drawing.on(
        () -> model.rows().rowAt(index) == null ? null : model.rows().rowAt(index).id());
  }

  private long pagesAsked() {
    return server.requests().stream().filter(request -> request.startsWith("traces?")).count();
  }
}
