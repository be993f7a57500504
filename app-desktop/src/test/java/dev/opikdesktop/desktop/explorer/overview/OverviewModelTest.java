package dev.opikdesktop.desktop.explorer.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.client.Project;
import dev.opikdesktop.desktop.explorer.chart.ChartData;
import dev.opikdesktop.desktop.explorer.logs.Compared;
import dev.opikdesktop.desktop.explorer.logs.Figure;
import dev.opikdesktop.desktop.explorer.logs.TimeRange;
import dev.opikdesktop.desktop.explorer.theme.WindowState;
import dev.opikdesktop.desktop.wire.Drawing;
import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.http.LocalClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a whole server. */
class OverviewModelTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  @TempDir Path folder;
  private final String name = "overview-" + UUID.randomUUID();
  private final LocalClient server = new LocalClient(RunningServer.shared().server().restPort());
  private WindowState memory;
  private Drawing drawing;
  private Project project;
  private OverviewModel model;

  @BeforeEach
  void open() {
    String location =
        server.post("/v1/private/projects", "{\"name\": \"" + name + "\"}").header("Location");
    String id = location.substring(location.lastIndexOf('/') + 1);
    project = Project.named(id, name);
    memory = WindowState.load(folder.resolve("window.properties"));
    drawing = new Drawing(RunningServer.shared().server().restUrl());
    model = model();
  }

  @AfterEach
  void close() {
    drawing.close();
    server.close();
  }

  @Test
  void tellsWhatAProjectCameTo() {
    String good = trace(NOON.minusSeconds(7_000), "");
    trace(NOON.minusSeconds(100), "");
    trace(
        NOON.minusSeconds(50),
        "\"error_info\": {\"exception_type\": \"ToolTimeout\", \"traceback\": \"…\"}");
    trace(NOON.minus(Duration.ofHours(40)), "");
    call(good, NOON.minusSeconds(6_999), "gpt-4o", 2.5, 900, 100);
    call(good, NOON.minusSeconds(6_990), "claude-sonnet-4-5", 0.5, 300, 30);
    score(good, 0.75);

    drawing.run(
        () -> {
          model.open(project);
          model.choose(TimeRange.of(Duration.ofDays(1)));
        });
    // A chart keeps what it shows until the answer about the other stretch of time is here.
    await().untilAsserted(this::tellsOfTheDay);
  }

  private void tellsOfTheDay() {
    assertThat(lines(OverviewChart.VOLUME)).containsExactly("Succeeded 2.0", "Failed 1.0");
    assertThat(lines(OverviewChart.ERRORS)).containsExactly("ToolTimeout 1.0");
    assertThat(lines(OverviewChart.COST)).containsExactly("gpt-4o 2.5", "claude-sonnet-4-5 0.5");
    assertThat(lines(OverviewChart.TOKENS_IN))
        .containsExactly("gpt-4o 900.0", "claude-sonnet-4-5 300.0");
    assertThat(lines(OverviewChart.TOKENS_OUT))
        .containsExactly("gpt-4o 100.0", "claude-sonnet-4-5 30.0");
    assertThat(lines(OverviewChart.SCORES)).containsExactly("helpful 0.75");
    assertThat(names(OverviewChart.LATENCY)).containsExactly("p50", "p90", "p99");
    assertThat(names(OverviewChart.CALL_LATENCY))
        .containsExactlyInAnyOrder("gpt-4o", "claude-sonnet-4-5");
    assertThat(state(OverviewChart.THREADS)).isEqualTo(ChartModel.State.EMPTY);
    assertThat(drawing.on(model::figures))
        .extracting(Figure::title, Figure::value, Figure::change)
        .contains(
            tuple("Traces", "3", "+200 %"),
            tuple("Errors", "33.3 %", "+33.3 points"),
            tuple("Cost", "$3.0000", ""),
            tuple("Tokens", "1.3 k", ""));
  }

  @Test
  void theSameModelHasTheSameColourInAllCharts() {
    String trace = trace(NOON.minusSeconds(900), "");
    call(trace, NOON.minusSeconds(800), "gpt-4o", 1, 10, 900);
    call(trace, NOON.minusSeconds(700), "gpt-4o-mini", 0.1, 900, 10);

    show();

    assertThat(hue(OverviewChart.TOKENS_IN, "gpt-4o"))
        .isEqualTo(hue(OverviewChart.COST, "gpt-4o"))
        .isNotEqualTo(hue(OverviewChart.TOKENS_IN, "gpt-4o-mini"));
  }

  @Test
  void stepsAreHoursThenDaysThenWeeks() {
    trace(NOON.minus(Duration.ofDays(200)), "");

    show();
    drawing.run(() -> model.choose(TimeRange.of(Duration.ofDays(3))));
    settled();
    assertThat(step()).isEqualTo(Duration.ofHours(1));

    drawing.run(() -> model.choose(TimeRange.of(Duration.ofDays(60))));
    settled();
    assertThat(step()).isEqualTo(Duration.ofDays(1));

    drawing.run(() -> model.choose(TimeRange.ALL));
    settled();
    assertThat(step()).isEqualTo(Duration.ofDays(7));
    assertThat(lines(OverviewChart.VOLUME)).contains("Succeeded 1.0");
  }

  @Test
  void aZoomShowsAPartAndOutOfItIsTheWholeAgain() {
    trace(NOON.minusSeconds(7_000), "");
    trace(NOON.minus(Duration.ofDays(3)), "");
    show();
    assertThat(lines(OverviewChart.VOLUME)).contains("Succeeded 2.0");

    drawing.run(() -> model.zoom(NOON.minus(Duration.ofDays(1)), NOON));
    settled();

    assertThat(lines(OverviewChart.VOLUME)).contains("Succeeded 1.0");
    assertThat(drawing.on(() -> model.zoomedProperty().get())).isTrue();

    assertThat(drawing.on(model::zoomOut)).isTrue();
    settled();

    assertThat(lines(OverviewChart.VOLUME)).contains("Succeeded 2.0");
    assertThat(drawing.on(model::zoomOut)).isFalse();
  }

  @Test
  void theChosenRangeIsRememberedForTheProjectAndAZoomIsNot() {
    show();
    drawing.run(() -> model.choose(TimeRange.of(Duration.ofDays(3))));
    drawing.run(() -> model.zoom(NOON.minusSeconds(60), NOON));

    OverviewModel later = model();
    drawing.run(() -> later.open(project));

    assertThat(drawing.on(() -> later.rangeProperty().get()))
        .isEqualTo(TimeRange.of(Duration.ofDays(3)));
    Project other = Project.named(UUID.randomUUID().toString(), "other");
    drawing.run(() -> later.open(other));
    assertThat(drawing.on(() -> later.rangeProperty().get()))
        .isEqualTo(TimeRange.of(Duration.ofDays(30)));
  }

  @Test
  void aLineLeadsToTheRowsThatItSumsUp() {
    ChartModel cost = chart(OverviewChart.COST);
    ChartModel calls = chart(OverviewChart.CALL_LATENCY);

    assertThat(cost.leads("gpt-4o")).isTrue();
    assertThat(cost.leads("Others")).isFalse();
    assertThat(cost.leads("Unknown")).isFalse();
    assertThat(chart(OverviewChart.SCORES).leads("helpful")).isFalse();
    assertThat(cost.rows("gpt-4o").kind()).isEqualTo(LogKind.SPANS);
    assertThat(cost.rows("gpt-4o").oql()).isEqualTo("model = \"gpt-4o\"");
    assertThat(calls.rows("gpt-4o").oql()).isEqualTo("type = \"llm\" AND model = \"gpt-4o\"");
    assertThat(chart(OverviewChart.VOLUME).rows("Failed").oql())
        .isEqualTo("error_info is_not_empty");
  }

  @Test
  void aChartIsSplitByWhatWasChosenAndTheProjectRemembersIt() {
    String good = trace(NOON.minusSeconds(7_000), "\"tags\": [\"vip\"], \"metadata\": {\"a\": 1}");
    trace(NOON.minusSeconds(50), "\"error_info\": {\"exception_type\": \"ToolTimeout\"}");
    call(good, NOON.minusSeconds(6_999), "gpt-4o", 2.5, 900, 100);
    show();

    split(OverviewChart.VOLUME, Split.by(Split.By.TAGS));
    assertThat(lines(OverviewChart.VOLUME)).containsExactlyInAnyOrder("vip 1.0", "Unknown 1.0");
    assertThat(drawing.on(() -> chart(OverviewChart.VOLUME).rows("vip").oql()))
        .isEqualTo("tags contains \"vip\"");
    split(OverviewChart.VOLUME, Split.byMetadata("a"));
    assertThat(lines(OverviewChart.VOLUME)).containsExactlyInAnyOrder("1 1.0", "Unknown 1.0");
    assertThat(drawing.on(() -> chart(OverviewChart.VOLUME).rows("1").oql()))
        .isEqualTo("metadata.a = 1");
    split(OverviewChart.LATENCY, Split.by(Split.By.OUTCOME));
    assertThat(names(OverviewChart.LATENCY)).containsExactly("Succeeded", "Failed");
    split(OverviewChart.COST, Split.by(Split.By.PROVIDER));
    assertThat(lines(OverviewChart.COST)).containsExactly("openai 2.5");
    split(OverviewChart.TOKENS_IN, Split.by(Split.By.TYPE));
    assertThat(lines(OverviewChart.TOKENS_IN)).containsExactly("llm 900.0");

    OverviewModel later = model();
    drawing.run(() -> later.open(project));
    assertThat(drawing.on(() -> later.charts().getFirst().splitProperty().get()))
        .isEqualTo(Split.byMetadata("a"));
  }

  private void split(OverviewChart kind, Split split) {
    drawing.run(() -> model.split(chart(kind), split));
    settled();
  }

  @Test
  void threadsHaveADurationAndScores() {
    String of = "\"thread_id\": \"one\"";
    trace(NOON.minusSeconds(7_000), of);
    trace(NOON.minusSeconds(6_000), of);
    String score =
        """
        {"scores": [{"thread_id": "one", "project_name": "%s", "name": "solved", "value": 0.5, "source": "ui"}]}
        """
            .formatted(name);
    LocalClient.Answer answer = server.put("/v1/private/traces/threads/feedback-scores", score);
    assertThat(answer.status()).as(answer.text()).isEqualTo(204);

    show();

    assertThat(lines(OverviewChart.THREADS)).containsExactly("Threads 1.0");
    assertThat(names(OverviewChart.THREAD_DURATION)).containsExactly("p50", "p90", "p99");
    assertThat(lines(OverviewChart.THREAD_SCORES)).containsExactly("solved 0.5");
  }

  @Test
  void aLineThatIsHiddenIsThereAgainAtTheSecondClick() {
    ChartModel chart = model.charts().getFirst();

    drawing.run(() -> chart.toggle("Failed"));
    assertThat(drawing.on(() -> List.copyOf(chart.hidden()))).containsExactly("Failed");

    drawing.run(() -> chart.toggle("Failed"));
    assertThat(drawing.on(() -> List.copyOf(chart.hidden()))).isEmpty();
  }

  private OverviewModel model() {
    return new OverviewModel(
        drawing.client(), drawing.background(), Clock.fixed(NOON, ZoneOffset.UTC), memory);
  }

  private void show() {
    drawing.run(() -> model.open(project));
    settled();
  }

  private void settled() {
    await()
        .until(
            () ->
                drawing.on(
                    () ->
                        model.charts().stream()
                            .map(chart -> chart.stateProperty().get())
                            .allMatch(
                                state ->
                                    state == ChartModel.State.SHOWN
                                        || state == ChartModel.State.EMPTY)));
    await().until(() -> drawing.on(() -> model.comparedProperty().get() != Compared.NONE));
  }

  private ChartModel chart(OverviewChart kind) {
    return model.charts().get(kind.ordinal());
  }

  private ChartModel.State state(OverviewChart kind) {
    return drawing.on(() -> chart(kind).stateProperty().get());
  }

  private ChartData data(OverviewChart kind) {
    return drawing.on(() -> chart(kind).dataProperty().get());
  }

  private Duration step() {
    return data(OverviewChart.VOLUME).step();
  }

  private List<String> names(OverviewChart kind) {
    return data(kind).lines().stream().map(ChartData.Line::name).toList();
  }

  /** Each line with the sum of its values. */
  private List<String> lines(OverviewChart kind) {
    return data(kind).lines().stream().map(line -> line.name() + " " + line.sum()).toList();
  }

  private String hue(OverviewChart kind, String line) {
    return data(kind).lines().stream()
        .filter(one -> one.name().equals(line))
        .findFirst()
        .orElseThrow()
        .hue();
  }

  private String trace(Instant at, String more) {
    String id = idAt(at);
    String json =
        """
        {"traces": [{"id": "%s", "project_name": "%s", "name": "answer", "start_time": "%s", "end_time": "%s"%s}]}
        """
            .formatted(id, name, at, at.plusMillis(900), more.isEmpty() ? "" : ", " + more);
    send("/v1/private/traces/batch", json);
    return id;
  }

  private void call(String trace, Instant at, String model, double cost, int in, int out) {
    String json =
        """
        {"spans": [{"id": "%s", "trace_id": "%s", "project_name": "%s", "name": "call", "type": "llm",
          "start_time": "%s", "end_time": "%s", "model": "%s", "provider": "openai", "total_estimated_cost": %s,
          "usage": {"prompt_tokens": %d, "completion_tokens": %d, "total_tokens": %d}}]}
        """
            .formatted(
                idAt(at), trace, name, at, at.plusMillis(400), model, cost, in, out, in + out);
    send("/v1/private/spans/batch", json);
  }

  private void score(String trace, double value) {
    String json = "{\"name\": \"helpful\", \"value\": %s, \"source\": \"ui\"}".formatted(value);
    LocalClient.Answer answer =
        server.put("/v1/private/traces/" + trace + "/feedback-scores", json);
    assertThat(answer.status()).as(answer.text()).isEqualTo(204);
  }

  private void send(String path, String json) {
    LocalClient.Answer answer = server.post(path, json);
    assertThat(answer.status()).as(answer.text()).isEqualTo(204);
  }

  private static String idAt(Instant time) {
    UUID random = UUID.randomUUID();
    long upper = time.toEpochMilli() << 16 | 0x7000 | random.getMostSignificantBits() & 0xfff;
    return new UUID(upper, random.getLeastSignificantBits()).toString();
  }
}
