package dev.opikdesktop.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.http.LocalClient.Answer;
import dev.opikdesktop.transfer.api.Server;
import dev.opikdesktop.transfer.records.RecordKind;
import dev.opikdesktop.transfer.records.TransferException;
import dev.opikdesktop.transfer.run.FileImport;
import dev.opikdesktop.transfer.run.ImportListener;
import dev.opikdesktop.transfer.run.Imported;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What others have written, on its way into a server. */
@Timeout(120)
final class ForeignImportTest {
  private static final RunningServer SERVER = RunningServer.shared();
  private static final Server TO = new Server(SERVER.server().restUrl());
  private static final LocalClient CLIENT = new LocalClient(SERVER.server().restPort());
  private static final JsonMapper JSON = new JsonMapper();

  private final String project = "häuptling " + UUID.randomUUID();
  private final List<String> progress = new ArrayList<>();

  @TempDir private Path folder;

  @AfterAll
  static void close() {
    TO.close();
    CLIENT.close();
  }

  @Test
  void aFileOfOtlpGivesTheTracesThatAnExporterGives() throws Exception {
    Path genuine = resource("agent.jsonl");
    String exported = "exported " + UUID.randomUUID();
    for (String line : Files.readAllLines(genuine)) {
      exportAs(exported, line);
    }

    Imported written = importFrom(genuine);

    assertThat(written.counts()).containsOnlyKeys(RecordKind.SPAN).containsValue(3L);
    assertThat(written.projects()).containsExactly(project);
    assertThat(shown(project)).isEqualTo(shown(exported));
    assertThat(only("traces", project).get("name").stringValue()).isEqualTo("agent");
  }

  @Test
  void aFileThatIsImportedAgainBringsNothingTwice() throws Exception {
    Path genuine = resource("agent.jsonl");
    importFrom(genuine);
    List<String> before = shown(project);
    JsonNode id = span("lookup").get("id");

    importFrom(genuine);

    assertThat(shown(project)).isEqualTo(before);
    assertThat(span("lookup").get("id")).isEqualTo(id);
    assertThat(get("traces", project).get("total").intValue()).isEqualTo(1);
  }

  @Test
  void aJaegerFileGoesThroughTheSameDialects() throws Exception {
    importFrom(resource("jaeger.json"));

    JsonNode chat = span("chat gpt-4o");
    assertThat(chat.get("type").stringValue()).isEqualTo("llm");
    assertThat(chat.get("model").stringValue()).isEqualTo("gpt-4o");
    assertThat(chat.at("/usage/prompt_tokens").intValue()).isEqualTo(1000);
    assertThat(chat.get("parent_span_id")).isEqualTo(span("agent").get("id"));
    assertThat(span("lookup").at("/error_info/exception_type").stringValue())
        .isEqualTo("ValueError");
    assertThat(span("agent").at("/input/attempt").intValue()).isEqualTo(3);
    assertThat(get("traces", project).get("total").intValue()).isEqualTo(2);
  }

  @Test
  void aFolderOfOpikKeepsIdsScoresCommentsAndFiles() throws Exception {
    String trace = "019cb725-a7a3-7a02-b9f6-" + random();
    String span = "019cb725-a7a4-7a02-b9f6-" + random();
    export(trace, span);

    Imported written = importFrom(folder);
    importFrom(folder);

    assertThat(written.counts())
        .containsEntry(RecordKind.TRACE, 1L)
        .containsEntry(RecordKind.SPAN, 1L)
        .containsEntry(RecordKind.FEEDBACK_SCORE, 1L)
        .containsEntry(RecordKind.COMMENT, 1L)
        .containsEntry(RecordKind.ATTACHMENT, 1L);
    JsonNode stored = only("traces", project);
    assertThat(stored.get("id").stringValue()).isEqualTo(trace);
    assertThat(stored.get("start_time").stringValue()).isEqualTo("2026-03-04T05:06:07.123456Z");
    assertThat(stored.get("created_by").stringValue()).isEqualTo("ann");
    assertThat(stored.at("/feedback_scores/0/value").doubleValue()).isEqualTo(0.75);
    assertThat(stored.get("feedback_scores")).hasSize(1);
    assertThat(stored.get("comments")).hasSize(1);
    JsonNode child = only("spans", project);
    assertThat(child.get("id").stringValue()).isEqualTo(span);
    assertThat(child.get("total_estimated_cost").doubleValue()).isEqualTo(0.5);
    String files =
        text(
            "attachment/list?project_id=%s&entity_type=span&entity_id=%s&path=aHR0cDovL3g="
                .formatted(stored.get("project_id").stringValue(), span));
    assertThat(files).contains("notes.txt", "text/plain");
  }

  @Test
  void aFileThatTheServerRefusesIsNamedAndTheRestIsThere() throws Exception {
    String trace = "019cb725-a7a3-7a02-b9f6-" + random();
    export(trace, "nobody");

    assertThatThrownBy(() -> importFrom(folder))
        .isInstanceOf(TransferException.class)
        .hasMessageContaining("'notes.txt' of span nobody: ")
        .hasMessageContaining("all else is imported");
    assertThat(only("traces", project).get("id").stringValue()).isEqualTo(trace);
  }

  @Test
  void whatIsWrongIsNamedAndTheRestIsThere() throws Exception {
    Path file = folder.resolve("traces.json");
    String lines = Files.readString(resource("agent.jsonl"));
    String zero =
        lines
            .lines()
            .findFirst()
            .orElseThrow()
            .replaceAll("\"spanId\":\"\\w+\"", "\"spanId\":\"0000000000000000\"");
    Files.writeString(file, lines + zero + "\n" + lines.substring(0, 300));

    assertThatThrownBy(() -> importFrom(file))
        .isInstanceOf(TransferException.class)
        .hasMessageContaining("traces.json, line 5")
        .hasMessageContaining("cut short");
    assertThat(get("spans", project).get("total").intValue()).isEqualTo(3);

    Files.writeString(file, lines + zero + "\n");
    assertThatThrownBy(() -> importFrom(file))
        .isInstanceOf(TransferException.class)
        .hasMessageContaining("the span id is all zeros");
    assertThat(get("spans", project).get("total").intValue()).isEqualTo(3);
  }

  @Test
  void anImportThatWasEndedBeginsAnewIfItsProjectIsGone() throws Exception {
    Path file = folder.resolve("traces.json");
    String lines = Files.readString(resource("agent.jsonl"));
    Files.writeString(file, lines + lines.substring(0, 300));
    assertThatThrownBy(() -> importFrom(file)).hasMessageContaining("cut short");
    assertThatThrownBy(() -> importFrom(file)).hasMessageContaining("cut short");
    assertThat(progress).containsExactly("Going on where an earlier import ended.");

    String id = TO.project(project).orElseThrow().path("id").asString();
    assertThat(CLIENT.delete("/v1/private/projects/" + id).status()).isEqualTo(204);
    progress.clear();
    assertThatThrownBy(() -> importFrom(file)).hasMessageContaining("cut short");

    assertThat(progress)
        .containsExactly("What an earlier import wrote is not there any more: beginning anew.");
    assertThat(get("spans", project).get("total").intValue()).isEqualTo(3);
  }

  @Test
  void anImportThatNobodyWaitsForEnds() throws Exception {
    Path genuine = resource("agent.jsonl");
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> importFrom(genuine)).isInstanceOf(TransferException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }

    assertThat(TO.project(project)).isEmpty();
  }

  @Test
  void whatIsCarriedIsCountedInSpans() throws Exception {
    List<Long> reached = new ArrayList<>();
    ImportListener listener =
        new ImportListener() {
          @Override
          public void says(String sentence) {}

          @Override
          public void reached(long records) {
            reached.add(records);
          }
        };

    Imported imported =
        new FileImport(TO, folder.resolve("imports"), listener)
            .run(resource("agent.jsonl"), project);

    assertThat(reached).containsExactly(3L);
    assertThat(imported.end()).isNull();
    assertThat(imported.countLeftOut()).isZero();
  }

  private Imported importFrom(Path path) {
    return new FileImport(TO, folder.resolve("imports"), progress::add)
        .run(path, project)
        .requireAll();
  }

  private void export(String trace, String span) throws Exception {
    Path files =
        Files.createDirectories(folder.resolve("default/projects/019c/attachments/span/" + span));
    Files.writeString(files.resolve("notes.txt"), "Grüße");
    Files.writeString(
        folder.resolve("default/projects/019c/trace_" + trace + ".json"),
        """
        {"trace": {"id": "%1$s", "name": "question", "start_time": "2026-03-04 05:06:07.123456+00:00",
          "last_updated_at": "2026-03-04 05:07:00+00:00", "created_at": "2026-03-04 05:06:08+00:00",
          "created_by": "ann", "input": {"a": 1}, "end_time": null, "feedback_scores": [
            {"name": "good", "value": 0.75, "source": "ui", "last_updated_by": "bob",
             "created_at": "2026-03-04 05:08:00+00:00", "last_updated_at": "2026-03-04 05:08:00+00:00"}],
          "comments": [{"id": "%3$s", "text": "well", "created_at": "2026-03-04 05:08:00+00:00",
            "last_updated_at": "2026-03-04 05:08:00+00:00", "created_by": "ann"}]},
         "spans": [{"id": "%2$s", "trace_id": "%1$s", "name": "chat", "type": "llm",
          "start_time": "2026-03-04 05:06:07.2+00:00", "total_estimated_cost": 0.5}],
         "attachments": [{"entity_type": "span", "entity_id": "%2$s", "file_name": "notes.txt",
          "mime_type": "text/plain"}], "project_name": "x"}
        """
            .formatted(trace, span, "019cb725-a7a5-7a02-b9f6-" + random()));
  }

  private static String random() {
    return UUID.randomUUID().toString().substring(24);
  }

  private static Path resource(String name) throws Exception {
    return Path.of(ForeignImportTest.class.getResource("/foreign/" + name).toURI());
  }

  private JsonNode span(String name) {
    for (JsonNode span : get("spans", project).get("content")) {
      if (span.get("name").stringValue().equals(name)) {
        return span;
      }
    }
    throw new AssertionError("no span " + name);
  }

  private static JsonNode only(String kind, String project) {
    JsonNode content = get(kind, project).get("content");
    assertThat(content).hasSize(1);
    return content.get(0);
  }

  /** What does not depend on ids: names, types and payloads. */
  private static List<String> shown(String project) {
    List<String> shown = new ArrayList<>();
    for (JsonNode span : get("spans", project).get("content")) {
      shown.add(
          String.join(
              " ",
              span.get("name").stringValue(),
              span.get("type").stringValue(),
              String.valueOf(span.get("start_time")),
              String.valueOf(span.get("input")),
              String.valueOf(span.get("output")),
              String.valueOf(span.get("usage")),
              String.valueOf(span.get("error_info")),
              String.valueOf(span.get("total_estimated_cost"))));
    }
    return shown.stream().sorted().toList();
  }

  private static JsonNode get(String kind, String project) {
    return JSON.readTree(
        text(
            "%s?project_name=%s"
                .formatted(kind, URLEncoder.encode(project, StandardCharsets.UTF_8))));
  }

  private static String text(String path) {
    Answer answer = CLIENT.get("/v1/private/" + path);
    assertThat(answer.status()).as("%s", answer.text()).isEqualTo(200);
    return answer.text();
  }

  /** As an exporter of OpenTelemetry does. */
  private static void exportAs(String project, String json) {
    Answer answer = CLIENT.post("/v1/private/otel/v1/traces", json, "projectName", project);
    assertThat(answer.status()).isEqualTo(200);
  }
}
