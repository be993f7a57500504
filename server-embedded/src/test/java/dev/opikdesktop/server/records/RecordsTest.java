package dev.opikdesktop.server.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.costs.CostCalculator;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.http.LocalClient.Answer;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import dev.opikdesktop.server.json.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@Timeout(60)
class RecordsTest {
  private static final LocalClient CLIENT =
      new LocalClient(RunningServer.shared().server().restPort());

  private static final String AUDIT =
      """
      "created_at": "2024-05-06T07:08:09.123456789Z", "created_by": "ann",
      "last_updated_at": "2024-05-07T07:08:09.123456Z", "last_updated_by": "bob"\
      """;

  private final String project = project();
  private final UUID trace = TimeOrderedIds.next();
  private final UUID span = TimeOrderedIds.next();

  @AfterAll
  static void closeClient() {
    CLIENT.close();
  }

  @Test
  void aTraceIsReadAsItWasWritten() {
    String record =
        """
        {"id": "%s", "name": "n", "start_time": "2024-05-06T07:08:09.123456789Z",
         "end_time": "2024-05-06T07:08:10Z", "input": {"a": 1.50, "big": 1e400}, "output": null,
         "metadata": {"providers": "mine"}, "tags": ["x", "y"],
         "error_info": {"exception_type": "E", "message": "m", "traceback": "t"}, "ttft": 1.5,
         "thread_id": "thread", "source": "sdk", "environment": "production", %s}
        """
            .formatted(trace, AUDIT);

    write("traces", record);

    assertThat(records("traces", 10)).containsExactly(Json.MAPPER.readTree(record));
    assertThat(text("traces")).contains("{\"a\":1.50,\"big\":1e400}");
  }

  @Test
  void aSpanIsReadAsItWasWritten() {
    String record =
        """
        {"id": "%s", "trace_id": "%s", "parent_span_id": "%s", "name": "n", "type": "llm",
         "start_time": "2024-05-06T07:08:09Z", "end_time": "2024-05-06T07:08:10Z", "input": "text",
         "output": [1, 2], "metadata": {"k": "v"}, "model": "gpt-4o", "provider": "openai",
         "tags": ["x"], "usage": {"prompt_tokens": 10, "total_tokens": 11},
         "total_estimated_cost": 0.0123, "total_estimated_cost_version": "%s", "ttft": 2.0,
         "source": "evaluator", %s}
        """
            .formatted(span, trace, TimeOrderedIds.next(), CostCalculator.VERSION, AUDIT);

    write("spans", record);

    JsonNode read = records("spans", 10).getFirst();
    assertThat(read.toString()).isEqualTo(Json.MAPPER.readTree(record).toString());
  }

  @ParameterizedTest
  @CsvSource({"trace", "span", "thread"})
  void whatIsSaidKeepsItsAuthorsAndTimes(String type) {
    UUID entity = type.equals("thread") ? thread("spoken of") : type.equals("span") ? span : trace;
    String about = "\"entity_type\": \"%s\", \"entity_id\": \"%s\"".formatted(type, entity);
    write(
        "feedback_scores",
        """
        {%1$s, "name": "quality", "author": "ann", "value": 0.123456789, "category_name": "good",
         "reason": "because", "source": "ui", "source_queue_id": "%2$s", %3$s},
        {%1$s, "name": "quality", "author": "bob", "value": -1, "source": "online_scoring", %3$s}
        """
            .formatted(about, TimeOrderedIds.next(), AUDIT));
    write(
        "comments",
        "{%s, \"id\": \"%s\", \"text\": \"Well.\", %s}"
            .formatted(about, TimeOrderedIds.next(), AUDIT));

    List<JsonNode> scores = records("feedback_scores", 10);
    assertThat(scores)
        .extracting(each -> each.path("author").asString())
        .containsExactly("ann", "bob");
    assertThat(scores).extracting(each -> each.path("created_by").asString()).containsOnly("ann");
    assertThat(scores.getFirst().path("value").decimalValue()).isEqualByComparingTo("0.123456789");
    assertThat(scores.getFirst().path("last_updated_at").asString())
        .isEqualTo("2024-05-07T07:08:09.123456Z");
    assertThat(records("comments", 10).getFirst().path("created_at").asString())
        .isEqualTo("2024-05-06T07:08:09.123456789Z");
    assertThat(records("comments", 10).getFirst().path("thread_id").asString(""))
        .isEqualTo(type.equals("thread") ? "spoken of" : "");
  }

  @Test
  void whatIsSaidOfAThreadFindsItByItsName() {
    UUID there = thread("known");
    write(
        "feedback_scores",
        """
        {"entity_type": "thread", "entity_id": "%s", "thread_id": "known", "name": "n", "value": 1,
         "source": "sdk"}
        """
            .formatted(TimeOrderedIds.next()));

    assertThat(records("feedback_scores", 10).getFirst().path("entity_id").asString())
        .isEqualTo(there.toString());
  }

  @Test
  void aClosedThreadStaysClosedWhenItsOldTracesCome() {
    write(
        "threads",
        """
        {"thread_id": "old", "id": "%s", "status": "inactive", "tags": ["t"],
         "status_changed_at": "2024-05-06T08:00:00Z", %s}
        """
            .formatted(TimeOrderedIds.next(), AUDIT));
    write(
        "traces",
        "{\"id\": \"%s\", \"start_time\": \"2024-05-06T07:08:09Z\", \"thread_id\": \"old\", %s}"
            .formatted(trace, AUDIT));

    assertThat(records("threads", 10)).hasSize(1);
    assertThat(records("threads", 10).getFirst().path("status").asString()).isEqualTo("inactive");
  }

  @Test
  void assertionsAndGuardrailsComeBack() {
    write(
        "assertion_results",
        """
        {"entity_type": "trace", "entity_id": "%s", "name": "polite", "passed": true,
         "reason": "r", "source": "sdk", %s}
        """
            .formatted(trace, AUDIT));
    write(
        "guardrails",
        """
        {"entity_type": "trace", "entity_id": "%s", "id": "%s", "secondary_id": "%s",
         "name": "PII", "result": "failed", "config": {"a": 1}, "details": {"b": [2]}, %s}
        """
            .formatted(trace, TimeOrderedIds.next(), span, AUDIT));

    assertThat(records("assertion_results", 10).getFirst().path("passed").asBoolean()).isTrue();
    assertThat(records("guardrails", 10).getFirst().path("details").toString())
        .isEqualTo("{\"b\":[2]}");
  }

  @Test
  void aCursorLeadsBehindItsRecordInTheOrderOfTheKey() {
    List<String> written = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      written.add(
          """
          {"entity_type": "%s", "entity_id": "%s", "name": "n%d", "value": 1, "source": "sdk"}
          """
              .formatted(i % 2 == 0 ? "span" : "trace", i % 2 == 0 ? span : trace, i));
    }
    write("feedback_scores", String.join(",", written));

    List<JsonNode> all = records("feedback_scores", 10);
    assertThat(all).hasSize(7);
    assertThat(records("feedback_scores", 1)).isEqualTo(all);
    assertThat(records("feedback_scores", 3)).isEqualTo(all);
    assertThat(counts().path("feedback_scores").asInt()).isEqualTo(7);
  }

  @Test
  void anOlderRecordDoesNotReplaceANewerOne() {
    String record =
        "{\"id\": \"%s\", \"name\": \"%s\", \"start_time\": \"2024-05-06T07:08:09Z\", %s}";
    write("traces", record.formatted(trace, "new", AUDIT));
    write("traces", record.formatted(trace, "old", AUDIT.replace("05-07", "05-05")));

    assertThat(records("traces", 10).getFirst().path("name").asString()).isEqualTo("new");
    assertThat(counts().path("traces").asInt()).isEqualTo(1);
  }

  @Test
  void aWrongRecordIsNamedAndNothingOfItsBatchIsWritten() {
    Answer answer =
        CLIENT.put(
            path() + "/comments",
            """
            {"records": [
              {"entity_type": "trace", "entity_id": "%1$s", "id": "%1$s", "text": "fine"},
              {"entity_type": "dataset", "entity_id": "%1$s", "id": "%1$s"}]}
            """
                .formatted(trace));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text())
        .contains("records[1].entity_type must be one of trace, span, thread")
        .contains("records[1].text must not be null");
    assertThat(counts().path("comments").asInt()).isZero();
  }

  @Test
  void whatIsNotThereIsSaid() {
    assertThat(CLIENT.get(path() + "/dreams").status()).isEqualTo(404);
    assertThat(CLIENT.get(path() + "/traces?after=nonsense").status()).isEqualTo(400);
    assertThat(CLIENT.get(path() + "/traces?limit=0").status()).isEqualTo(400);
    assertThat(CLIENT.put(path() + "/attachments", "{\"records\": [{}]}").status()).isEqualTo(400);
    assertThat(
            CLIENT
                .get("/v1/private/opik-desktop/projects/" + UUID.randomUUID() + "/records")
                .status())
        .isEqualTo(404);
  }

  @Test
  void aThreadThatNobodyChangedWasUpdatedWhenItWasMadeHereAndWhereItIsTakenTo() {
    write(
        "traces",
        "{\"id\": \"%s\", \"start_time\": \"2024-05-06T07:08:09Z\", \"thread_id\": \"new\", %s}"
            .formatted(trace, AUDIT));
    JsonNode made = records("threads", 10).getFirst();

    Instant created = Instant.parse(made.path("created_at").asString());
    assertThat(Instant.parse(made.path("last_updated_at").asString()))
        .isEqualTo(created.truncatedTo(ChronoUnit.MICROS));

    RecordsTest elsewhere = new RecordsTest();
    elsewhere.write("threads", made.toString());
    elsewhere.write("threads", ((ObjectNode) made.deepCopy()).put("status", "inactive").toString());

    assertThat(elsewhere.records("threads", 10)).containsExactly(made);
  }

  private UUID thread(String name) {
    UUID id = TimeOrderedIds.next();
    write("threads", "{\"thread_id\": \"%s\", \"id\": \"%s\"}".formatted(name, id));
    return id;
  }

  private void write(String kind, String records) {
    Answer answer = CLIENT.put(path() + "/" + kind, "{\"records\": [" + records + "]}");
    assertThat(answer.status()).as(answer.text()).isEqualTo(204);
  }

  private String text(String kind) {
    return CLIENT.get(path() + "/" + kind).text();
  }

  /** All records of a kind, read in pages of so many. */
  private List<JsonNode> records(String kind, int limit) {
    List<JsonNode> records = new ArrayList<>();
    String after = "";
    while (true) {
      Answer answer = CLIENT.get(path() + "/" + kind + "?limit=" + limit + "&after=" + after);
      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
      List<JsonNode> page = answer.text().lines().map(Json.MAPPER::readTree).toList();
      if (page.isEmpty()) {
        return records;
      }
      page.forEach(each -> records.add(each.path("record")));
      after = page.getLast().path("cursor").asString();
    }
  }

  private JsonNode counts() {
    return CLIENT.get(path()).json();
  }

  private String path() {
    return "/v1/private/opik-desktop/projects/" + project + "/records";
  }

  private static String project() {
    String body = "{\"name\": \"records-" + UUID.randomUUID() + "\"}";
    String location = CLIENT.post("/v1/private/projects", body).header("Location");
    return location.substring(location.lastIndexOf('/') + 1);
  }
}
