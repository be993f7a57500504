package dev.opikdesktop.server.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.http.LocalClient.Answer;
import dev.opikdesktop.server.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Read-only SQL of clients: what it answers, and what it must not. */
class AnalyticsQueriesTest {
  private static final String PATH = "/v1/internal/analytics-queries";
  private static final String FOREIGN = "foreign-" + UUID.randomUUID();
  private static final Path STOLEN = Path.of("/tmp/opik-desktop-stolen.csv");

  /** As in the application: there the engine takes names for files. */
  private static final RunningServer SERVER = RunningServer.startInDefaultDatabase();

  private static final LocalClient CLIENT = new LocalClient(SERVER.server().restPort());

  private static String mine = "";
  private static String other = "";

  @BeforeAll
  static void storeTwoProjects() {
    mine = project("mine-" + UUID.randomUUID());
    other = project("other-" + UUID.randomUUID());
    UUID first =
        trace(
            mine,
            "00:00:00",
            "first",
            "'end_time': '2026-01-01T00:00:01Z', 'input': {'q': 'why?'}, 'tags': ['a'],"
                + " 'thread_id': 'talk'");
    UUID second =
        trace(
            mine,
            "00:20:00",
            "second",
            "'end_time': '2026-01-01T00:20:02.5Z', 'tags': ['b'], 'error_info': {'exception_type':"
                + " 'E', 'traceback': 't'}");
    trace(mine, "01:10:00", "third", "");
    for (UUID trace : List.of(first, second)) {
      String at = trace.equals(first) ? "00:00:0" : "00:20:0";
      span(mine, trace, at + "0", "search", "'type': 'tool'");
      span(
          mine,
          trace,
          at + "1",
          "answer",
          "'type': 'llm', 'model': 'gpt-x', 'provider': 'p', 'total_estimated_cost': 0.375,"
              + " 'usage': {'total_tokens': 30}");
    }
    score(first, "0.25");
    score(second, "0.75");
    UUID foreign =
        trace(
            other,
            "00:00:00",
            FOREIGN,
            "'thread_id': '%s', 'input': {'q': '%s'}".formatted(FOREIGN, FOREIGN));
    span(other, foreign, "00:00:00", FOREIGN, "");
    score(foreign, "1");
  }

  @AfterAll
  static void close() {
    CLIENT.close();
    SERVER.close();
  }

  @ParameterizedTest
  @MethodSource("goodQueries")
  void aQueryAnswers(String results, String query) {
    Answer answer = run(mine, query.replace("\\nSELECT", "\nSELECT"));

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo("{\"results\":" + results + "}");
  }

  @ParameterizedTest
  @MethodSource("hostileQueries")
  void aHostileQueryGetsNothing(String status, String after, String query) throws IOException {
    Answer answer =
        run(
            mine,
            query
                .replace("<mine>", mine)
                .replace("<other>", other)
                .replace("<brackets>", "(".repeat(5_000) + "1" + ")".repeat(5_000)));

    assertThat(answer.status())
        .as("%s: %s", after, answer.text())
        .isEqualTo(Integer.parseInt(status));
    assertThat(answer.text()).doesNotContain(FOREIGN);
    if (answer.status() != 200) {
      assertThat(answer.json().path("code").asInt()).isEqualTo(answer.status());
      assertThat(answer.json().path("message").asString()).isNotBlank();
    }
    assertThat(Files.exists(STOLEN)).isFalse();
    assertThat(run(mine, "SELECT count() AS result FROM traces").text())
        .isEqualTo("{\"results\":[3]}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "traces",
        "spans",
        "trace_threads",
        "threads",
        "feedback_scores",
        "authored_feedback_scores",
        "comments",
        "assertion_results",
        "guardrails",
        "annotation_queue_items",
        "attachments"
      })
  void aTableShowsRowsOfItsProjectOnly(String table) {
    Answer answer = run(mine, "SELECT toJSONString(project_id) AS result FROM " + table);

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    answer.json().path("results").forEach(id -> assertThat(id.asString()).isEqualTo(mine));
  }

  @Test
  void everyColumnCanBeNamed() {
    PublishedTables.byName()
        .forEach(
            (name, table) -> {
              String columns = String.join(", ", table.columns().keySet());
              Answer answer =
                  run(mine, "SELECT tuple(" + columns + ") AS result FROM " + name + " LIMIT 1");
              assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            });
  }

  @Test
  void withoutAProjectAQuerySeesAllOfTheWorkspace() {
    String query =
        "SELECT count() AS result FROM traces WHERE project_id IN ('%s', '%s')"
            .formatted(mine, other);

    assertThat(post(PATH, query, "").text()).isEqualTo("{\"results\":[4]}");
    assertThat(post(PATH, query, mine).text()).isEqualTo("{\"results\":[3]}");
  }

  @Test
  void aTraceThatWasUpdatedOrDeletedIsSeenSo() {
    String project = project("changing-" + UUID.randomUUID());
    UUID kept = trace(project, "00:00:00", "before", "");
    UUID gone = trace(project, "00:00:01", "gone", "");
    trace(project, "00:00:00", "after", "'id': '" + kept + "'");
    CLIENT.delete("/v1/private/traces/" + gone);

    assertThat(run(project, "SELECT toJSONString(name) AS result FROM traces").text())
        .isEqualTo("{\"results\":[\"after\"]}");
  }

  @Test
  void rowsAreSeenAsSoonAsTheyAreAcknowledged() {
    String project = project("fresh-" + UUID.randomUUID());
    for (int i = 1; i <= 30; i++) {
      trace(project, "00:00:00", "t" + i, "");
      assertThat(run(project, "SELECT count() AS result FROM traces").text())
          .isEqualTo("{\"results\":[" + i + "]}");
    }
  }

  @Test
  void aProjectOfNothingIsNotFound() {
    assertThat(run(UUID.randomUUID().toString(), "SELECT 1 AS result").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"query\": \" \"}", "{\"query\": null}"})
  void aBodyWithoutAQueryIs422(String body) {
    assertThat(CLIENT.post(PATH + "/projects/" + mine, body).status()).isEqualTo(422);
    assertThat(CLIENT.post(PATH, body).status()).isEqualTo(422);
  }

  @Test
  void aQueryThatIsWrongIsToldWhatIsWrongWithoutOurPartOfIt() {
    Answer answer = run(mine, "SELECT naem AS result FROM traces");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("message").asString())
        .startsWith("The query failed: ")
        .contains("naem")
        .doesNotContain("UUIDNumToString")
        .doesNotContain("version 2");
  }

  @Test
  void whatIsNoSelectIsToldSo() {
    assertThat(run(mine, "DROP TABLE traces").json().path("message").asString())
        .isEqualTo("The query is refused: it must be a SELECT");
    assertThat(run(mine, "SELECT name AS result FROM traces FORMAT CSV").text())
        .contains("Syntax error")
        .doesNotContain("Expected one of");
  }

  private static Answer run(String project, String query) {
    return post(PATH + "/projects/" + project, query, "");
  }

  private static Answer post(String path, String query, String project) {
    ObjectNode body = Json.MAPPER.createObjectNode().put("query", query);
    if (!project.isEmpty()) {
      body.put("project_id", project);
    }
    return CLIENT.post(path, body.toString());
  }

  static Stream<String[]> goodQueries() throws IOException {
    return rows("good-queries.tsv", 2);
  }

  static Stream<String[]> hostileQueries() throws IOException {
    return rows("hostile-queries.tsv", 3);
  }

  private static Stream<String[]> rows(String file, int columns) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            AnalyticsQueriesTest.class.getResourceAsStream("/analytics/" + file))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      List<String> lines = text.lines().filter(line -> !line.startsWith("#")).skip(1).toList();
      return lines.stream()
          .map(line -> line.split("\t", columns))
          .peek(row -> assertThat(row).as(Arrays.toString(row)).hasSize(columns));
    }
  }

  private static String project(String name) {
    String location =
        CLIENT.post("/v1/private/projects", "{\"name\": \"" + name + "\"}").header("Location");
    return location.substring(location.lastIndexOf('/') + 1);
  }

  private static UUID trace(String project, String time, String name, String more) {
    return store("traces", project, time, name, more);
  }

  private static void span(String project, UUID trace, String time, String name, String more) {
    String own = "'trace_id': '" + trace + "'";
    store("spans", project, time, name, more.isEmpty() ? own : own + ", " + more);
  }

  private static UUID store(String list, String project, String time, String name, String more) {
    JsonNode fields = Json.MAPPER.readTree("{" + more.replace('\'', '"') + "}");
    ObjectNode row = fields.asObject();
    UUID id =
        fields.has("id")
            ? UUID.fromString(fields.path("id").asString())
            : new UUID(
                (System.currentTimeMillis() << 16) | 0x7000 | (System.nanoTime() & 0xfff),
                UUID.randomUUID().getLeastSignificantBits());
    row.put("id", id.toString()).put("name", name).put("start_time", "2026-01-01T" + time + "Z");
    row.put("source", "sdk");
    row.put(
        "project_name",
        CLIENT.get("/v1/private/projects/" + project).json().path("name").asString());
    ObjectNode body = Json.MAPPER.createObjectNode();
    body.putArray(list).add(row);
    Answer answer = CLIENT.post("/v1/private/" + list + "/batch", body.toString());
    assertThat(answer.status()).as(answer.text()).isEqualTo(204);
    return id;
  }

  private static void score(UUID trace, String value) {
    String body =
        """
        {"name": "quality", "value": %s, "source": "sdk"}
        """
            .formatted(value);
    Answer answer = CLIENT.put("/v1/private/traces/" + trace + "/feedback-scores", body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(204);
  }
}
