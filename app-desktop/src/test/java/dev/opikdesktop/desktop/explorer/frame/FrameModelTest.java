package dev.opikdesktop.desktop.explorer.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.client.LogQuery;
import dev.opikdesktop.desktop.client.Project;
import dev.opikdesktop.desktop.explorer.logs.LogView;
import dev.opikdesktop.desktop.explorer.logs.LogsModel;
import dev.opikdesktop.desktop.explorer.logs.RowHeight;
import dev.opikdesktop.desktop.explorer.logs.TimeRange;
import dev.opikdesktop.desktop.explorer.payload.PayloadModel;
import dev.opikdesktop.desktop.explorer.theme.WindowState;
import dev.opikdesktop.desktop.wire.Drawing;
import dev.opikdesktop.desktop.wire.SupportAgent;
import dev.opikdesktop.desktop.wire.WireServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameModelTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  @TempDir Path folder;
  private final AtomicInteger followed = new AtomicInteger();
  private WireServer server;
  private Drawing drawing;
  private FrameModel model;

  @BeforeEach
  void open() throws Exception {
    server = new WireServer();
    SupportAgent agent = new SupportAgent(server, NOON);
    agent.project();
    agent.traces(3);
    drawing = new Drawing(server);
    model =
        new FrameModel(
            drawing.client(),
            drawing.background(),
            Clock.systemUTC(),
            WindowState.load(folder.resolve("window.properties")));
    drawing.run(
        () -> {
          model.whenLinkFollowed(followed::incrementAndGet);
          model.start();
        });
    await().until(() -> server.openStreams() == 1);
  }

  @AfterEach
  void close() {
    drawing.run(model::close);
    drawing.close();
    server.close();
  }

  @Test
  void aLinkToATraceOpensItWithItsProject() {
    server.tellShow("trace", SupportAgent.PROJECT, SupportAgent.id(2, 2));

    await()
        .untilAsserted(
            () ->
                assertThat(place())
                    .isInstanceOfSatisfying(
                        Place.OpenTrace.class,
                        open -> {
                          assertThat(open.traceId()).isEqualTo(SupportAgent.id(2, 2));
                          assertThat(open.project().name()).isEqualTo("support-agent");
                        }));
    await().until(() -> drawing.on(() -> model.trace().treeProperty().get() != null));
    assertThat(followed).hasValue(1);
  }

  @Test
  void theHeightOfRowsIsRemembered() {
    drawing.run(() -> model.logs().rowHeightProperty().set(RowHeight.DETAILED));

    WindowState later = WindowState.load(folder.resolve("window.properties"));
    LogsModel next =
        new LogsModel(drawing.client(), drawing.background(), Clock.systemUTC(), later);
    assertThat(next.rowHeightProperty().get()).isEqualTo(RowHeight.DETAILED);
  }

  @Test
  void settingsAreLeftForWhatWasThereBefore() {
    await().until(() -> !drawing.on(() -> model.projects().all().isEmpty()));
    drawing.run(() -> model.showLogs(model.projects().all().getFirst()));
    Place logs = drawing.on(model::here);

    drawing.run(() -> model.showSettings(""));
    drawing.run(() -> model.showSettings("appearance"));
    assertThat(place().project()).isEqualTo(logs.project());
    drawing.run(model::out);

    assertThat(drawing.on(model::here)).isEqualTo(logs);
  }

  @Test
  void aLinkToAThreadOpensItAndOneToAProjectItsTraces() {
    server.tellShow("thread", SupportAgent.PROJECT, "chat-7");

    await()
        .until(() -> place() instanceof Place.OpenThread open && open.threadId().equals("chat-7"));

    drawing.run(model::showProjects);
    server.tellShow("project", SupportAgent.PROJECT, SupportAgent.PROJECT);

    await().until(() -> place() instanceof Place.Logs);
    assertThat(followed).hasValue(2);
  }

  @Test
  void outOfAThreadLeadsToTheLogsAndItsTracesAreTheirFilter() {
    server.tellShow("thread", SupportAgent.PROJECT, "chat-7");
    await().until(() -> place() instanceof Place.OpenThread);

    drawing.run(model::out);
    assertThat(place()).isInstanceOf(Place.Logs.class);
    drawing.run(model::out);
    assertThat(place()).isInstanceOf(Place.Logs.class);

    drawing.run(() -> model.showThread("chat-7", null));
    assertThat(place()).isInstanceOf(Place.OpenThread.class);
    drawing.run(() -> model.showTracesOfThread("chat-7"));

    assertThat(place()).isInstanceOf(Place.Logs.class);
    assertThat(drawing.on(() -> model.logs().queryProperty().get().oql())).contains("chat-7");
  }

  @Test
  void ofTwoLinksTheLaterOneCounts() {
    server.tellShow("trace", SupportAgent.PROJECT, SupportAgent.id(2, 1));
    server.tellShow("trace", SupportAgent.PROJECT, SupportAgent.id(2, 3));

    await()
        .until(
            () ->
                place() instanceof Place.OpenTrace open
                    && open.traceId().equals(SupportAgent.id(2, 3)));
  }

  @Test
  void aLinkToWhatTheWindowCannotShowLeavesItWhereItIs() {
    server.tellShow("dataset", SupportAgent.PROJECT, SupportAgent.id(9, 1));
    server.tellShow("experiment", "", SupportAgent.id(9, 1));
    server.tellShow("trace", SupportAgent.id(1, 404), SupportAgent.id(2, 1));

    await().until(() -> notice().contains("The project of the link is not here"));
    assertThat(place()).isInstanceOf(Place.Projects.class);
    assertThat(followed).as("to read why").hasValue(1);
  }

  @Test
  void opiksOwnServerIsLookedAtAndItsQueriesKnowNoOr() throws Exception {
    drawing.run(model::close);
    server.becomeOriginal("2.1.24");
    try (Drawing other = new Drawing(server)) {
      FrameModel original =
          new FrameModel(
              other.client(),
              other.background(),
              Clock.systemUTC(),
              WindowState.load(folder.resolve("other.properties")));
      other.run(original::start);

      await().atMost(LONG).until(() -> other.on(() -> original.lookingProperty().get()));
      assertThat(other.on(() -> original.connectedProperty().get())).isTrue();
      assertThat(other.on(() -> original.disconnectionProperty().get())).isEmpty();
      assertThat(other.on(() -> original.aboutProperty().get())).isNull();
      await().atMost(LONG).until(() -> other.on(() -> original.projects().all().size() == 1));
      other.run(() -> original.showLogs(original.projects().all().getFirst()));
      other.run(() -> original.logs().written().textProperty().set("name = \"a\" or ttft > 1"));
      other.run(() -> original.logs().written().ask());

      assertThat(other.on(() -> original.logs().written().mistakeProperty().get())).isNotNull();
      assertThat(other.on(() -> original.logs().queryProperty().get().oql())).isEmpty();
    }
  }

  @Test
  void whyTheConnectionIsLostIsSaidUntilItIsBack() {
    server.demand("another key");
    server.breakStreams();
    await()
        .atMost(LONG)
        .until(() -> drawing.on(() -> model.disconnectionProperty().get()).contains("refuses"));

    server.demand("");

    await().atMost(LONG).until(() -> drawing.on(() -> model.connectedProperty().get()));
    assertThat(drawing.on(() -> model.disconnectionProperty().get())).isEmpty();
  }

  @Test
  void theLogsShowTheTimeOfTheOverviewAndTheWayBackLeadsToIt() {
    Project project = Project.named(SupportAgent.PROJECT, "support-agent");
    drawing.run(() -> model.showOverview(project));
    drawing.run(() -> model.overview().zoom(NOON, NOON.plusSeconds(3600)));

    drawing.run(model::showOverviewInLogs);

    assertThat(place()).isEqualTo(new Place.Logs(project));
    TimeRange hour = TimeRange.between(NOON, NOON.plusSeconds(3600));
    assertThat(drawing.on(() -> model.logs().rangeProperty().get())).isEqualTo(hour);

    drawing.run(model::goBack);

    assertThat(place()).isInstanceOf(Place.Overview.class);
    assertThat(drawing.on(() -> model.overview().rangeProperty().get())).isEqualTo(hour);
  }

  @Test
  void aLineOfTheOverviewLeadsToItsRowsOfTheSameTime() {
    Project project = Project.named(SupportAgent.PROJECT, "support-agent");
    drawing.run(() -> model.showOverview(project));

    drawing.run(
        () ->
            model.showRowsOfOverview(LogView.all(LogKind.SPANS).asking("model = \"gpt-4o\"", "")));

    LogQuery query = drawing.on(() -> model.logs().queryProperty().get());
    assertThat(query.kind()).isEqualTo(LogKind.SPANS);
    assertThat(query.oql()).isEqualTo("model = \"gpt-4o\"");
    assertThat(query.from()).isNotNull();
  }

  @Test
  void outOfTheOverviewTheFirstStepIsBackToTheWholeTime() {
    Project project = Project.named(SupportAgent.PROJECT, "support-agent");
    drawing.run(() -> model.showOverview(project));
    drawing.run(() -> model.overview().zoom(NOON, NOON.plusSeconds(3600)));

    drawing.run(model::out);
    assertThat(place()).isInstanceOf(Place.Overview.class);

    drawing.run(model::out);
    assertThat(place()).isInstanceOf(Place.Projects.class);
  }

  @Test
  void aLinkThatIsNoneIsExplainedUntilAnotherOneIsFollowed() {
    drawing.run(() -> model.open(Link.read("opik-desktop://open/dance")));
    assertThat(notice()).contains("'dance'");

    drawing.run(() -> model.open(Link.read("http://elsewhere.example/default/projects")));
    assertThat(notice()).contains("http://elsewhere.example");

    drawing.run(() -> model.open(Link.read("opik-desktop://open/projects?workspace=team")));
    assertThat(notice()).contains("'team'");

    drawing.run(() -> model.open(Link.read("opik-desktop://open/projects")));
    assertThat(notice()).isEmpty();
  }

  @Test
  void linksOfAnotherServerAreFollowedThereAndNameIt() {
    List<Link> elsewhere = new ArrayList<>();
    URI own = URI.create("http://localhost:1");
    drawing.run(() -> model.linksFrom(own, elsewhere::add));

    drawing.run(() -> model.open(Link.read("opik-desktop://open/projects")));
    drawing.run(() -> model.open(Link.read("http://localhost:1/default/projects")));
    String link = drawing.on(() -> model.link());
    drawing.run(() -> model.open(Link.read(link)));

    assertThat(elsewhere).hasSize(2).allMatch(each -> each.leadsTo(own, "", own));
    assertThat(Link.read(link).server()).isEqualTo(server.url());
    assertThat(notice()).isEmpty();
  }

  @Test
  void aLinkToATraceOpensItsSpanAndTab() {
    String link =
        "opik-desktop://open/projects/%s/trace?id=%s&tab=metadata"
            .formatted(SupportAgent.PROJECT, SupportAgent.id(2, 2));

    drawing.run(() -> model.open(Link.read(link)));

    await().until(() -> place() instanceof Place.OpenTrace);
    await().until(() -> drawing.on(() -> model.trace().treeProperty().get() != null));
    assertThat(drawing.on(() -> model.trace().payload().wantedPart()))
        .isEqualTo(PayloadModel.Part.METADATA);
    assertThat(drawing.on(() -> model.link())).isEqualTo(link);
    assertThat(notice()).isEmpty();
  }

  @Test
  void aLinkToLogsShowsTheRowsThatItNames() {
    String link =
        "opik-desktop://open/projects/%s/logs?kind=traces&query=%s&range=last:PT1H&sort=duration"
            .formatted(SupportAgent.PROJECT, "tags%20contains%20%22a%22");

    drawing.run(() -> model.open(Link.read(link)));

    await().until(() -> place() instanceof Place.Logs);
    LogQuery query = drawing.on(() -> model.logs().queryProperty().get());
    assertThat(query.oql()).isEqualTo("tags contains \"a\"");
    assertThat(query.sortField()).isEqualTo("duration");
    assertThat(query.from()).isNotNull();
    assertThat(drawing.on(() -> model.link())).isEqualTo(link);
  }

  @Test
  void theWayBackLeadsThroughTheQueriesThatWereAsked() {
    Project project = Project.named(SupportAgent.PROJECT, "support-agent");
    drawing.run(() -> model.showLogs(project));
    drawing.run(() -> model.logs().show(LogKind.TRACES));
    drawing.run(() -> model.logs().narrow("name = \"a\"", ""));
    drawing.run(() -> model.logs().narrow("name = \"a\"", ""));
    drawing.run(() -> model.logs().within(TimeRange.USUAL.getFirst()));
    drawing.run(() -> model.showTrace(SupportAgent.id(2, 2)));
    drawing.run(() -> model.showTracesOfThread("chat-7"));

    drawing.run(model::goBack);
    assertThat(place()).isInstanceOf(Place.OpenTrace.class);
    drawing.run(model::goBack);
    assertThat(view()).isEqualTo(view("name = \"a\"", TimeRange.USUAL.getFirst()));
    drawing.run(model::goBack);
    assertThat(view()).isEqualTo(view("name = \"a\"", TimeRange.ALL));
    drawing.run(model::goBack);
    assertThat(view()).isEqualTo(view("", TimeRange.ALL));
    drawing.run(model::goForward);
    assertThat(view()).isEqualTo(view("name = \"a\"", TimeRange.ALL));
  }

  @Test
  void aTraceThatIsNoMoreIsLeftForTheNextOneInTheListAndTheLastForTheLogs() {
    Project project = Project.named(SupportAgent.PROJECT, "support-agent");
    drawing.run(() -> model.showLogs(project));
    drawing.run(() -> model.logs().show(LogKind.TRACES));
    drawing.run(() -> model.logs().selectedIdProperty().set(SupportAgent.id(2, 2)));
    await().until(() -> drawing.on(() -> model.logs().neighbour(1) != null));
    String below = drawing.on(() -> model.logs().neighbour(1).id());
    drawing.run(() -> model.showTrace(SupportAgent.id(2, 2)));

    drawing.run(() -> model.onward().run());
    assertThat(place())
        .isInstanceOfSatisfying(
            Place.OpenTrace.class, open -> assertThat(open.traceId()).isEqualTo(below));
    drawing.run(() -> model.logs().show(LogKind.SPANS));
    drawing.run(() -> model.onward().run());

    assertThat(place()).isInstanceOf(Place.Logs.class);
  }

  @Test
  void rowsThatAreComeBackToAreSelectedAsTheyWere() {
    Project project = Project.named(SupportAgent.PROJECT, "support-agent");
    drawing.run(() -> model.showLogs(project));
    drawing.run(() -> model.logs().show(LogKind.TRACES));
    await().until(() -> drawing.on(() -> !model.logs().rows().isEmpty()));
    drawing.run(() -> model.logs().selectedIdProperty().set(SupportAgent.id(2, 2)));
    drawing.run(() -> model.logs().show(LogKind.SPANS));

    drawing.run(model::goBack);

    await().until(() -> drawing.on(() -> model.logs().rows().indexOf(SupportAgent.id(2, 2)) >= 0));
    assertThat(drawing.on(() -> model.logs().selectedIdProperty().get()))
        .isEqualTo(SupportAgent.id(2, 2));
  }

  private LogView view() {
    assertThat(place()).isInstanceOf(Place.Logs.class);
    return drawing.on(() -> model.logs().view());
  }

  private static LogView view(String oql, TimeRange range) {
    return LogView.all(LogKind.TRACES).asking(oql, "").within(range);
  }

  private String notice() {
    return drawing.on(() -> model.noticeProperty().get());
  }

  private Place place() {
    return drawing.on(() -> model.placeProperty().get());
  }
}
