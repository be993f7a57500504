package dev.opikdesktop.server.query.oql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.http.LocalClient.Answer;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import dev.opikdesktop.server.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Where a query is taken, and that it selects the same everywhere. */
class OqlRoutesTest {
  private static final LocalClient CLIENT =
      new LocalClient(RunningServer.shared().server().restPort());
  private static final String PROJECT = "oql-" + UUID.randomUUID();
  private static final String START = "2026-01-01T00:00:00Z";

  private static UUID projectId = new UUID(0, 0);

  /**
   * Four traces, each with a span of the same name and in a thread of its own: a and c have a tag,
   * a took 1 s, b 2 s, c and d have not ended; c and d say nothing else.
   */
  @BeforeAll
  static void fill() {
    String location =
        CLIENT.post("/v1/private/projects", "{\"name\": \"" + PROJECT + "\"}").header("Location");
    projectId = UUID.fromString(location.substring(location.lastIndexOf('/') + 1));
    for (String name : List.of("a", "b", "c", "d")) {
      ObjectNode row = Json.MAPPER.createObjectNode();
      row.put("name", name).put("project_name", PROJECT).put("start_time", START);
      if (name.equals("a") || name.equals("c")) {
        row.putArray("tags").add("t+1");
      }
      if (name.equals("a") || name.equals("b")) {
        row.put("end_time", START.replace("00Z", name.equals("a") ? "01Z" : "02Z"));
        row.put("ttft", name.equals("a") ? 5 : 50).put("environment", "prod");
        row.putObject("metadata").put("n", name.equals("a") ? 1 : 2);
      }
      UUID trace = TimeOrderedIds.next();
      store("traces", row.deepCopy().put("id", trace.toString()).put("thread_id", name));
      ObjectNode span = row.put("id", TimeOrderedIds.next().toString());
      store("spans", span.put("trace_id", trace.toString()));
    }
  }

  @AfterAll
  static void closeClient() {
    CLIENT.close();
  }

  private static void store(String list, ObjectNode row) {
    ObjectNode body = Json.MAPPER.createObjectNode();
    body.putArray(list).add(row);
    assertThat(CLIENT.post("/v1/private/" + list + "/batch", body.toString()).status())
        .isEqualTo(204);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "name = 'a' OR name = 'd'                        | ad",
        "(name = 'a' or name = 'b') and ttft > 10        | b",
        "NOT name = 'a'                                  | bcd",
        "tags contains \"t+1\"                           | ac",
        "ttft > 10                                       | b",
        "NOT ttft > 10                                   | acd",
        "ttft <= 10                                      | a",
        "NOT (ttft > 10 OR ttft <= 10)                   | cd",
        "end_time > 2020-01-01                           | ab",
        "NOT end_time > 2020-01-01                       | cd",
        "metadata.n > 1 OR environment is_empty          | bcd",
        "NOT metadata.n > 1                              | acd",
        "NOT (metadata.n != '1' AND feedback_scores.x is_empty) | a",
        "feedback_scores.x > 0 OR usage.total_tokens > 0 | ``",
        "NOT (feedback_scores.x > 0 OR usage.total_tokens > 0) | abcd",
      })
  void aQuerySelectsAndItsNotTheOthersThoseWithoutAValueToo(String oql, String names) {
    for (String list : List.of("traces", "spans")) {
      assertThat(listed(list, "&oql=" + encoded(oql))).as(list).isEqualTo(names);
      assertThat(searched(list, oql)).as(list).isEqualTo(names);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "id = 'a' OR id = 'd'                    | ad",
        "duration > 1500 OR number_of_messages != 2 | b",
        "NOT end_time > 2020-01-01               | cd",
        "NOT (environment = 'prod' AND duration < 1500) | bcd",
      })
  void aQuerySelectsThreads(String oql, String names) {
    assertThat(listed("traces/threads", "&oql=" + encoded(oql))).isEqualTo(names);
    assertThat(searched("traces/threads", oql)).isEqualTo(names);
  }

  @Test
  void filtersAndAQueryBothHaveToHold() {
    String filters = "[{\"field\": \"tags\", \"operator\": \"is_not_empty\", \"value\": \"\"}]";

    assertThat(
            listed(
                "traces",
                "&filters=" + encoded(filters) + "&oql=" + encoded("name = 'a' or name = 'b'")))
        .isEqualTo("a");
    assertThat(listed("spans", "&oql=" + encoded("NOT name = 'a'") + "&search=zzz")).isEmpty();
  }

  @Test
  void blanksAskForNothing() {
    assertThat(listed("traces", "&oql=" + encoded("  "))).isEqualTo("abcd");
    assertThat(listed("traces", "&oql=")).isEqualTo("abcd");
  }

  @Test
  void pagesAndOrdersAreOfWhatTheQuerySelects() {
    String query =
        "&size=1&sorting="
            + encoded("[{\"field\": \"name\", \"direction\": \"DESC\"}]")
            + "&oql="
            + encoded("NOT name = 'd'")
            + "&page=";
    List<String> pages = new ArrayList<>();
    for (int page = 1; page <= 4; page++) {
      JsonNode answer = list("traces", query + page).json();
      assertThat(answer.get("total").asInt()).isEqualTo(3);
      answer.get("content").forEach(row -> pages.add(row.get("name").asString()));
    }

    assertThat(pages).containsExactly("c", "b", "a");
  }

  @ParameterizedTest
  @CsvSource({"traces, trace_count", "spans, span_count", "traces/threads, thread_count"})
  void statisticsAreOfWhatTheQuerySelects(String entities, String count) {
    String field = entities.equals("traces/threads") ? "id" : "name";
    Answer answer =
        list(entities + "/stats", "&oql=" + encoded(field + " = 'a' OR NOT end_time > 2020-01-01"));

    assertThat(answer.json().get("stats").valueStream())
        .filteredOn(each -> each.get("name").asString().equals(count))
        .singleElement()
        .satisfies(each -> assertThat(each.get("value").asInt()).isEqualTo(3));
  }

  @Test
  void projectStatisticsAreOfTheTracesThatTheQuerySelects() {
    JsonNode content =
        CLIENT
            .get(
                "/v1/private/projects/stats?name="
                    + PROJECT
                    + "&oql="
                    + encoded("name = 'a' OR name = 'b' OR name = 'c'"))
            .json()
            .get("content");

    assertThat(content.get(0).get("trace_count").asInt()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"traces", "spans"})
  void cardsAndMetricsAreOfWhatTheQuerySelects(String entities) {
    String times = "\"interval_start\": \"%s\", \"interval_end\": \"%s\"";
    String until = Instant.now().plusSeconds(60).toString();
    String asked = ", \"oql\": \"NOT name = 'a'\"";
    String cards =
        "{\"entity_type\": \"" + entities + "\", " + times.formatted(START, until) + asked + "}";
    String metric = entities.equals("traces") ? "TRACE_COUNT" : "SPAN_COUNT";
    String course =
        "{\"metric_type\": \"%s\", \"interval\": \"TOTAL\", ".formatted(metric)
            + times.formatted(START, until)
            + asked
            + "}";

    JsonNode card = post("projects/" + projectId + "/kpi-cards", cards).at("/stats/0");
    JsonNode point = post("projects/" + projectId + "/metrics", course).at("/results/0/data/0");

    assertThat(card.get("current_value").asInt()).isEqualTo(3);
    assertThat(point.get("value").asInt()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "traces",
        "spans",
        "traces/threads",
        "traces/stats",
        "spans/stats",
        "traces/threads/stats",
        "projects/stats"
      })
  void whatIsNoQueryIsRefusedWithItsPlace(String path) {
    Answer answer = list(path, "&oql=" + encoded("id = 'a' OR nonsense > 5"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().get("code").asInt()).isEqualTo(400);
    assertThat(answer.json().get("message").asString())
        .isEqualTo("Invalid query parameter 'oql': there is no field 'nonsense'");
    assertThat(answer.json().get("details").asString())
        .startsWith("offset 12, length 8, expected id, ");
  }

  @Test
  void whatIsHostileIsRefused() {
    String deep = "(".repeat(100_000);
    ObjectNode body = Json.MAPPER.createObjectNode();
    body.put("project_name", PROJECT).put("oql", deep);

    assertThat(CLIENT.post("/v1/private/spans/search", body.toString()).status()).isEqualTo(400);
    assertThat(list("traces", "&oql=" + encoded(deep.substring(0, 5_000))).status()).isEqualTo(400);
    String sql = "name = \"' OR 1 = 1 --\" OR metadata.\"') OR (1\" = '{f0:String}'";
    assertThat(listed("traces", "&oql=" + encoded(sql))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"traces", "spans"})
  void theLargestQueryIsAnsweredAndALargerOneIsRefused(String entities) {
    String all = "NOT metadata.a.b.c > 5";
    String large = all + (" OR " + all).repeat(OqlParser.MOST_CONDITIONS - 1);
    ObjectNode body = Json.MAPPER.createObjectNode();
    body.put("project_name", PROJECT).put("oql", large.replace(".a", ".x[0]".repeat(9)));

    assertThat(searched(entities, large)).isEqualTo("abcd");
    Answer answer = CLIENT.post("/v1/private/" + entities + "/search", body.toString());
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains("too long to be evaluated");
  }

  private static Answer list(String entities, String query) {
    return CLIENT.get("/v1/private/" + entities + "?project_name=" + PROJECT + query);
  }

  private static String listed(String entities, String query) {
    Answer answer = list(entities, "&size=100" + query);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return names(entities, answer.json().get("content").valueStream().toList());
  }

  private static String searched(String entities, String oql) {
    ObjectNode body = Json.MAPPER.createObjectNode();
    body.put("project_name", PROJECT).put("oql", oql);
    Answer answer = CLIENT.post("/v1/private/" + entities + "/search", body.toString());
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return names(
        entities,
        answer.text().lines().filter(it -> !it.isBlank()).map(Json.MAPPER::readTree).toList());
  }

  private static String names(String entities, Collection<JsonNode> rows) {
    String field = entities.equals("traces/threads") ? "id" : "name";
    TreeSet<String> names = new TreeSet<>();
    rows.forEach(row -> names.add(row.get(field).asString()));
    return String.join("", names);
  }

  private static JsonNode post(String path, String body) {
    Answer answer = CLIENT.post("/v1/private/" + path, body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
