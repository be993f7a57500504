package dev.opikdesktop.server.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.http.LocalClient.Answer;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import dev.opikdesktop.storage.analytics.RowBinaryReader;
import dev.opikdesktop.storage.analytics.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Rules for how long traces are kept, and that they are obeyed. */
class RetentionTest {
  private static final String RULES = "/v1/private/retention/rules";

  private RunningServer server;
  private LocalClient client;

  @BeforeEach
  void start() {
    server = RunningServer.start();
    client = new LocalClient(server.server().restPort());
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void aRuleThatAppliesToThePastDeletesWhatIsOlderWithAllThatHangsOnIt() {
    UUID old = trace("a", 15);
    UUID young = trace("a", 13);
    UUID oldSpan = span("a", old);
    UUID youngSpan = span("a", young);
    score(old);
    score(young);
    rule("{\"retention\": \"short_14d\", \"apply_to_past\": true}");

    JsonNode result = cleanUp();

    assertThat(result.path("removed").size()).isEqualTo(1);
    assertThat(result.path("removed").get(0).path("traces").asInt()).isEqualTo(1);
    assertThat(result.path("removed").get(0).path("spans").asInt()).isEqualTo(1);
    assertThat(status("/v1/private/traces/" + old)).isEqualTo(404);
    assertThat(status("/v1/private/spans/" + oldSpan)).isEqualTo(404);
    assertThat(status("/v1/private/traces/" + young)).isEqualTo(200);
    assertThat(status("/v1/private/spans/" + youngSpan)).isEqualTo(200);
    assertThat(rows("feedback_scores")).isEqualTo(1);
    assertThat(rows("spans")).isEqualTo(1);
    assertThat(cleanUp().path("removed").size()).isZero();
  }

  @Test
  void whatWouldGoIsCountedBeforeAndAlsoForARuleThatIsNotThereYet() {
    trace("a", 15);
    trace("a", 13);
    trace("a", 100);
    String preview = "/v1/private/opik-desktop/clean-up/preview";
    String draft = "{\"retention\": \"short_14d\", \"apply_to_past\": true}";

    assertThat(client.post(preview, "").json().path("traces").size()).isZero();
    assertThat(client.post(preview, draft).json().path("traces").get(0).path("traces").asInt())
        .isEqualTo(2);

    rule(draft);
    assertThat(client.post(preview, "").json().path("traces").get(0).path("traces").asInt())
        .isEqualTo(2);
    String longer = draft.replace("short_14d", "base_60d");
    assertThat(client.post(preview, longer).json().path("traces").get(0).path("traces").asInt())
        .isEqualTo(1);
  }

  @Test
  void aRuleThatDoesNotApplyToThePastLeavesWhatWasThereBeforeIt() {
    UUID old = trace("a", 100);
    rule("{\"retention\": \"short_14d\"}");

    assertThat(cleanUp().path("removed").size()).isZero();
    assertThat(status("/v1/private/traces/" + old)).isEqualTo(200);
  }

  @Test
  void theRuleOfAProjectHoldsBeforeThatOfTheWorkspaceAndThatBeforeTheOrganization() {
    UUID kept = trace("kept", 70);
    UUID gone = trace("gone", 70);
    rule("{\"retention\": \"short_14d\", \"apply_to_past\": true, \"organization_level\": true}");
    rule("{\"retention\": \"base_60d\", \"apply_to_past\": true}");
    rule(
        "{\"retention\": \"unlimited\", \"apply_to_past\": true, \"project_id\": \"%s\"}"
            .formatted(project(kept)));
    UUID between = trace("gone", 30);

    cleanUp();

    assertThat(status("/v1/private/traces/" + kept)).isEqualTo(200);
    assertThat(status("/v1/private/traces/" + gone)).isEqualTo(404);
    assertThat(status("/v1/private/traces/" + between)).isEqualTo(200);
  }

  @Test
  void aNewRuleOfTheSameScopeTakesThePlaceOfTheOldOne() {
    String first = rule("{\"retention\": \"short_14d\", \"apply_to_past\": true}");
    String second = rule("{\"retention\": \"unlimited\", \"apply_to_past\": true}");
    UUID old = trace("a", 100);

    cleanUp();

    assertThat(status("/v1/private/traces/" + old)).isEqualTo(200);
    assertThat(client.get(RULES).json().path("content").findValuesAsString("id"))
        .containsExactly(second);
    assertThat(
            client
                .get(RULES + "?include_inactive=true")
                .json()
                .path("content")
                .findValuesAsString("id"))
        .containsExactlyInAnyOrder(second, first);
    assertThat(client.get(RULES + "/" + first).json().path("enabled").asBoolean()).isFalse();
  }

  @Test
  void aRuleThatWasDeactivatedIsNotObeyed() {
    UUID old = trace("a", 100);
    String id = rule("{\"retention\": \"short_14d\", \"apply_to_past\": true}");
    assertThat(client.delete(RULES + "/" + id).status()).isEqualTo(204);

    assertThat(cleanUp().path("removed").size()).isZero();
    assertThat(status("/v1/private/traces/" + old)).isEqualTo(200);
  }

  @Test
  void aThreadGoesWithTheLastOfItsTraces() {
    UUID id = TimeOrderedIds.next(Instant.now().minus(Duration.ofDays(30)));
    client.post(
        "/v1/private/traces/batch",
        """
        {"traces": [{"id": "%s", "project_name": "a", "start_time": "2026-01-01T00:00:00Z",
          "thread_id": "talk"}]}
        """
            .formatted(id));
    String list = "/v1/private/traces/threads?project_name=a";
    assertThat(client.get(list).json().path("total").asInt()).isEqualTo(1);
    rule("{\"retention\": \"short_14d\", \"apply_to_past\": true}");

    cleanUp();

    assertThat(client.get(list).json().path("total").asInt()).isZero();
    assertThat(rows("threads")).isZero();
  }

  @Test
  void whatItRemovesLeavesTheDisk() {
    for (int batch = 0; batch < 5; batch++) {
      client.post("/v1/private/traces/batch", large(30));
    }
    trace("a", 1);
    long before = bytesOnDisk();
    rule("{\"retention\": \"short_14d\", \"apply_to_past\": true}");

    JsonNode result = cleanUp();

    assertThat(result.path("removed").get(0).path("traces").asInt()).isEqualTo(5_000);
    assertThat(bytesOnDisk()).isLessThan(before / 4);
  }

  @Test
  void mistakesAreRefused() {
    assertThat(client.post(RULES, "{}").status()).isEqualTo(422);
    assertThat(client.post(RULES, "{\"retention\": \"a_week\"}").status()).isEqualTo(400);
    assertThat(
            client
                .post(
                    RULES,
                    "{\"retention\": \"base_60d\", \"organization_level\": true,"
                        + " \"project_id\": \"%s\"}".formatted(UUID.randomUUID()))
                .status())
        .isEqualTo(422);
    assertThat(client.delete(RULES + "/" + UUID.randomUUID()).status()).isEqualTo(404);
    assertThat(client.get(RULES + "/" + UUID.randomUUID()).status()).isEqualTo(404);
  }

  private UUID trace(String project, int daysOld) {
    UUID id = TimeOrderedIds.next(Instant.now().minus(Duration.ofDays(daysOld)));
    Answer answer =
        client.post(
            "/v1/private/traces/batch",
            """
            {"traces": [{"id": "%s", "project_name": "%s", "start_time": "2026-01-01T00:00:00Z"}]}
            """
                .formatted(id, project));
    assertThat(answer.status()).isEqualTo(204);
    return id;
  }

  private UUID span(String project, UUID trace) {
    UUID id = TimeOrderedIds.next();
    Answer answer =
        client.post(
            "/v1/private/spans/batch",
            """
            {"spans": [{"id": "%s", "trace_id": "%s", "project_name": "%s",
              "start_time": "2026-01-01T00:00:00Z"}]}
            """
                .formatted(id, trace, project));
    assertThat(answer.status()).isEqualTo(204);
    return id;
  }

  private void score(UUID trace) {
    Answer answer =
        client.put(
            "/v1/private/traces/" + trace + "/feedback-scores",
            "{\"name\": \"good\", \"value\": 1, \"source\": \"sdk\"}");
    assertThat(answer.status()).isEqualTo(204);
  }

  private static String large(int daysOld) {
    StringBuilder body = new StringBuilder("{\"traces\": [");
    for (int i = 0; i < 1_000; i++) {
      UUID id = TimeOrderedIds.next(Instant.now().minus(Duration.ofDays(daysOld)));
      body.append(i == 0 ? "" : ",")
          .append("{\"id\": \"")
          .append(id)
          .append("\", \"project_name\": \"a\", \"start_time\": \"2026-01-01T00:00:00Z\",")
          .append(" \"input\": {\"text\": \"");
      for (int word = 0; word < 20; word++) {
        body.append(UUID.randomUUID());
      }
      body.append("\"}}");
    }
    return body.append("]}").toString();
  }

  private String rule(String body) {
    Answer answer = client.post(RULES, body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    String id = answer.json().path("id").asString();
    assertThat(answer.header("Location")).endsWith("/" + id);
    return id;
  }

  private String project(UUID trace) {
    return client.get("/v1/private/traces/" + trace).json().path("project_id").asString();
  }

  private JsonNode cleanUp() {
    Answer answer = client.post("/v1/private/opik-desktop/clean-up", "");
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  private int status(String path) {
    return client.get(path).status();
  }

  private long rows(String table) {
    return number("SELECT toInt64(count()) FROM " + table);
  }

  private long bytesOnDisk() {
    return number(
        "SELECT toInt64(sum(bytes_on_disk)) FROM system.parts"
            + " WHERE database = currentDatabase() AND table IN ('traces', 'spans')");
  }

  private long number(String sql) {
    return server.stores().analytics().query(Statement.of(sql), RowBinaryReader::int64).getFirst();
  }
}
