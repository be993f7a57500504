package dev.opikdesktop.desktop.explorer.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opikdesktop.desktop.explorer.export.FileFormat;
import dev.opikdesktop.desktop.wire.Drawing;
import dev.opikdesktop.desktop.wire.LoggedTrace;
import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Against a whole server: what is stored is what a file has, or is gone. */
class StoredTraceActionsTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private Path folder;
  private LoggedTrace logged;
  private Drawing drawing;
  private TraceModel model;
  private TraceActions actions;

  @BeforeEach
  void open() {
    logged = LoggedTrace.on(RunningServer.shared());
    drawing = new Drawing(RunningServer.shared().server().restUrl());
    model = new TraceModel(drawing.client(), drawing.background(), Clock.systemUTC());
    actions = drawing.on(() -> new TraceActions(drawing.client(), drawing.background(), model));
    drawing.run(() -> model.open(logged.projectId(), logged.traceId(), null));
    await().atMost(LONG).until(() -> drawing.on(() -> actions.trace() != null));
  }

  @AfterEach
  void close() {
    drawing.close();
  }

  @Test
  void aTraceWithAllItsSpansIsOneJsonWithNothingCut() throws Exception {
    String longText = "all of it ".repeat(20_000);
    List<String> ids = children(logged.spanId(), 2_100, longText);

    JsonNode file = JSON.readTree(export(null, FileFormat.JSON));

    assertThat(file.path("trace").path("id").asString()).isEqualTo(logged.traceId());
    assertThat(file.path("trace").path("input").path("question").asString())
        .isEqualTo("Where is my parcel?");
    List<JsonNode> spans = file.path("spans").valueStream().toList();
    assertThat(spans.stream().map(span -> span.path("id").asString()))
        .hasSize(2_101)
        .doesNotHaveDuplicates()
        .contains(logged.spanId())
        .containsAll(ids);
    assertThat(spans)
        .filteredOn(span -> span.path("id").asString().equals(ids.getFirst()))
        .allSatisfy(
            span -> assertThat(span.path("input").path("q").asString()).isEqualTo(longText));
  }

  @Test
  void aSpanIsExportedWithWhatLiesBelowItAlone() throws Exception {
    String child = children(logged.spanId(), 1, "below").getFirst();
    String grandchild = children(child, 1, "far below").getFirst();
    String beside = children(null, 1, "beside").getFirst();

    JsonNode file = JSON.readTree(export(logged.spanId(), FileFormat.JSON));

    assertThat(file.has("trace")).isFalse();
    assertThat(file.path("spans").valueStream().map(span -> span.path("id").asString()))
        .containsExactlyInAnyOrder(logged.spanId(), child, grandchild)
        .doesNotContain(beside);
  }

  @Test
  void aCsvHasARowForTheTraceAndOneForEachSpanWithTheirScores() throws Exception {
    try (LocalClient api = new LocalClient(logged.server().server().restPort())) {
      api.put(
          "/v1/private/spans/" + logged.spanId() + "/feedback-scores",
          "{\"name\":\"useful\",\"value\":0.25,\"reason\":\"half, at most\",\"source\":\"sdk\"}");
    }

    List<String> lines = export(null, FileFormat.CSV).lines().toList();

    assertThat(lines).hasSize(3);
    assertThat(lines.getFirst())
        .startsWith("id,trace_id,parent_span_id,name,type,start_time,end_time,duration,input,")
        .endsWith(",feedback_scores.useful,feedback_scores.useful.reason");
    assertThat(lines.get(1))
        .startsWith(logged.traceId() + "," + logged.traceId() + ",,refund,trace,")
        .contains("\"{\"\"question\"\":\"\"Where is my parcel?\"\"}\"");
    assertThat(lines.get(2))
        .startsWith(logged.spanId() + "," + logged.traceId() + ",,look,tool,")
        .endsWith(",0.25,\"half, at most\"");
  }

  @Test
  void anExportThatIsStoppedLeavesNoFile() {
    children(logged.spanId(), 500, "text");
    Path file = folder.resolve("trace.json");

    drawing.run(
        () -> {
          actions.export(null, FileFormat.JSON, file);
          actions.file().cancel();
        });

    await().atMost(LONG).untilAsserted(() -> assertThat(folder.toFile().list()).isEmpty());
    assertThat(drawing.on(() -> actions.file().progressProperty().get())).isEmpty();
  }

  @Test
  void aDeletedTraceIsGoneWithItsSpans() {
    List<String> left = new ArrayList<>();

    drawing.run(() -> actions.delete(() -> left.add(logged.traceId())));

    await().atMost(LONG).until(() -> drawing.on(() -> !left.isEmpty()));
    try (LocalClient api = new LocalClient(logged.server().server().restPort())) {
      assertThat(api.get("/v1/private/traces/" + logged.traceId()).status()).isEqualTo(404);
      assertThat(api.get("/v1/private/spans/" + logged.spanId()).status()).isEqualTo(404);
    }
  }

  @Test
  void aNameBecomesOneThatEverySystemTakesForAFile() {
    assertThat(FileFormat.JSON.fileName("LLM: gpt-4o / réponse?", "trace"))
        .isEqualTo("LLM-gpt-4o-réponse.json");
    assertThat(FileFormat.CSV.fileName("///", "trace")).isEqualTo("trace.csv");
  }

  private String export(@Nullable String spanId, FileFormat format) throws Exception {
    Path file = folder.resolve(format.fileName("out", "trace"));
    drawing.run(() -> actions.export(spanId, format, file));
    await()
        .atMost(LONG)
        .until(
            () ->
                Files.exists(file)
                    || !drawing.on(() -> actions.file().failureProperty().get()).isEmpty());
    assertThat(drawing.on(() -> actions.file().failureProperty().get())).isEmpty();
    return Files.readString(file);
  }

  /** Stores spans; the first of them has the text. */
  private List<String> children(@Nullable String parent, int count, String text) {
    List<String> ids = new ArrayList<>();
    try (LocalClient api = new LocalClient(logged.server().server().restPort())) {
      for (int from = 0; from < count; from += 1_000) {
        List<String> spans = new ArrayList<>();
        for (int i = from; i < Math.min(count, from + 1_000); i++) {
          String id = TimeOrderedIds.next().toString();
          ids.add(id);
          spans.add(
              """
              {"id":"%s","trace_id":"%s","project_name":"%s","name":"n","type":"general",%s
               "start_time":"2026-11-24T10:00:00Z","end_time":"2026-11-24T10:00:01Z","input":{"q":"%s"}}
              """
                  .formatted(
                      id,
                      logged.traceId(),
                      logged.project(),
                      parent == null ? "" : "\"parent_span_id\":\"" + parent + "\",",
                      i == 0 ? text : "short"));
        }
        LocalClient.Answer answer =
            api.post("/v1/private/spans/batch", "{\"spans\":[" + String.join(",", spans) + "]}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(204);
      }
    }
    return ids;
  }
}
