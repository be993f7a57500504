package dev.opikdesktop.desktop.explorer.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opikdesktop.desktop.client.Change;
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

/** Against a server that counts, but has no metrics: each chart says so for itself. */
class OverviewFailuresTest {
  private static final Project PROJECT = Project.named(SupportAgent.PROJECT, "support-agent");

  @TempDir Path folder;
  private WireServer server;
  private Drawing drawing;
  private OverviewModel model;

  @BeforeEach
  void open() throws Exception {
    server = new WireServer();
    new SupportAgent(server, Instant.parse("2026-11-23T12:00:00Z")).project();
    drawing = new Drawing(server);
    model =
        new OverviewModel(
            drawing.client(),
            drawing.background(),
            Clock.systemUTC(),
            WindowState.load(folder.resolve("window.properties")));
    drawing.run(() -> model.open(PROJECT));
    await()
        .until(
            () ->
                drawing.on(
                    () ->
                        model.charts().stream()
                            .allMatch(
                                chart -> chart.stateProperty().get() == ChartModel.State.FAILED)));
    await().until(() -> asked("traces/stats") == 2);
  }

  @AfterEach
  void close() {
    drawing.close();
    server.close();
  }

  @Test
  void aChartThatFailedIsTriedAgainByItself() {
    long before = asked("metrics");
    ChartModel chart = model.charts().getLast();
    assertThat(drawing.on(() -> chart.failureProperty().get())).isEqualTo("Not found");
    assertThat(drawing.on(() -> model.failureProperty().get())).isEmpty();

    drawing.run(() -> model.retry(chart));

    await().until(() -> asked("metrics") == before + 1);
    await().until(() -> drawing.on(() -> chart.stateProperty().get() == ChartModel.State.FAILED));
  }

  @Test
  void aStormOfChangesAsksNothingWithinTheNextSeconds() {
    int before = server.requests().size();

    for (int i = 0; i < 100; i++) {
      drawing.run(
          () -> model.changed(new Change.Written("trace", SupportAgent.PROJECT, List.of("x"))));
    }

    assertThat(server.requests()).hasSize(before);
  }

  @Test
  void aPageThatIsGoneAsksNothing() {
    int before = server.requests().size();
    drawing.run(model::close);

    drawing.run(() -> model.changed(new Change.Lost()));
    drawing.run(model::refresh);
    drawing.run(() -> model.retry(model.charts().getFirst()));

    assertThat(server.requests()).hasSize(before);

    drawing.run(() -> model.open(PROJECT));
    await().until(() -> server.requests().size() > before);
  }

  private long asked(String path) {
    return server.requests().stream().filter(request -> request.contains(path)).count();
  }
}
