package dev.opikdesktop.desktop.explorer.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opikdesktop.desktop.wire.Drawing;
import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.http.LocalClient;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A trace that runs, as the real server tells it. */
class RunningTraceTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String project = "running-" + UUID.randomUUID();
  private final String trace = id(0);
  private final Instant start = Instant.now().minusSeconds(20);
  private LocalClient http;
  private Drawing drawing;
  private TraceModel model;

  @BeforeEach
  void open() {
    int port = RunningServer.shared().server().restPort();
    http = new LocalClient(port);
    http.post(
        "/v1/private/traces",
        """
        {"id":"%s","project_name":"%s","name":"run","start_time":"%s"}
        """
            .formatted(trace, project, start));
    span(1, null, "outer", "");
    span(2, id(1), "wrapper", ",\"metadata\":{\"_opik\":{\"is_internal\":true}}");
    span(3, id(2), "call", ",\"input\":{\"question\":\"Where is the zanzibar file?\"}");
    drawing = new Drawing(URI.create("http://localhost:" + port));
    model = new TraceModel(drawing.client(), drawing.background(), Clock.systemUTC());
    drawing.follow(model::changed);
    String projectId = drawing.client().trace(trace).projectId();
    drawing.run(() -> model.open(projectId, trace, id(3)));
    await().atMost(PATIENCE).until(() -> names().size() == 4);
  }

  @AfterEach
  void close() {
    drawing.close();
    http.close();
  }

  @Test
  void spansAppearAsTheyComeAndTheSelectedOneStaysSelected() {
    SpanNode outer = drawing.on(() -> model.rows().get(1).node());
    span(4, id(1), "next", "");

    await().atMost(PATIENCE).until(() -> names().contains("next"));
    assertThat(drawing.on(() -> model.selectedProperty().get().node().name())).isEqualTo("call");
    // Nothing of it changed, so it was not made anew.
    assertThat(drawing.on(() -> model.rows().get(1).node())).isSameAs(outer);
  }

  @Test
  void barsGrowWithTheClock() {
    double before = drawing.on(() -> model.lengthMillisProperty().get());

    await()
        .atMost(PATIENCE)
        .until(
            () ->
                drawing.on(
                    () -> {
                      model.tick();
                      return model.lengthMillisProperty().get() > before + 50;
                    }));
    assertThat(drawing.on(() -> model.zoom().extent())).isGreaterThan(before);
  }

  @Test
  void wordsOfAPayloadAreFoundByTheServer() {
    drawing.run(() -> model.filter().wordsProperty().set("Zanzibar"));

    await().atMost(PATIENCE).until(() -> names().size() == 4 && hits().contains("1 hit"));
    drawing.run(() -> model.nextHit(true));
    assertThat(hits()).isEqualTo("1 of 1 hit");
  }

  @Test
  void whatTheSdkLogsOfItselfCanBeHidden() {
    drawing.run(() -> model.filter().hidesInternalProperty().set(true));

    await().atMost(PATIENCE).until(() -> names().equals(List.of("run", "outer", "call")));

    drawing.run(() -> model.filter().hidesInternalProperty().set(false));
    await().atMost(PATIENCE).until(() -> names().size() == 4);
  }

  private void span(int number, String parent, String name, String more) {
    http.post(
        "/v1/private/spans/batch",
        """
        {"spans":[{"id":"%s","trace_id":"%s",%s"project_name":"%s","name":"%s","type":"general","start_time":"%s"%s}]}
        """
            .formatted(
                id(number),
                trace,
                parent == null ? "" : "\"parent_span_id\":\"" + parent + "\",",
                project,
                name,
                start.plusSeconds(number),
                more));
  }

  private String id(int number) {
    return "019ab000-%04x-7000-8000-%012x"
        .formatted(
            number,
            UUID.nameUUIDFromBytes(project.getBytes(UTF_8)).getLeastSignificantBits()
                & 0xffffffffffffL);
  }

  private String hits() {
    return drawing.on(() -> model.hitsTextProperty().get());
  }

  private List<String> names() {
    return drawing.on(() -> model.rows().stream().map(row -> row.node().name()).toList());
  }
}
