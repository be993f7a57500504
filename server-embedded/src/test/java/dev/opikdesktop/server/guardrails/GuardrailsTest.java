package dev.opikdesktop.server.guardrails;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.http.LocalClient.Answer;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import dev.opikdesktop.server.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class GuardrailsTest {
  private static final LocalClient CLIENT =
      new LocalClient(RunningServer.shared().server().restPort());
  private static final String PATH = "/v1/private/guardrails";
  private static final String TRACES = "/v1/private/traces";

  private final String project = "guardrails-" + UUID.randomUUID();
  private final UUID trace = trace();
  private final UUID span = TimeOrderedIds.next();

  @AfterAll
  static void closeClient() {
    CLIENT.close();
  }

  @Test
  void checksAreShownBySpanWithTheirTraceWhereverItIsRead() {
    UUID other = new UUID(span.getMostSignificantBits() + (1L << 16), 1L << 63);
    post(check(trace, span, "PII", "passed"), check(trace, other, "TOPIC", "failed"));
    post(check(trace, span, "TOPIC", "failed"));

    String shown =
        """
        [{"span_id":"%s","checks":[\
        {"name":"PII","result":"passed"},{"name":"TOPIC","result":"failed"}]},\
        {"span_id":"%s","checks":[{"name":"TOPIC","result":"failed"}]}]\
        """
            .formatted(span, other);
    assertThat(validations(CLIENT.get(TRACES + "/" + trace).json())).isEqualTo(shown);
    assertThat(validations(list("").path("content").path(0))).isEqualTo(shown);
    assertThat(validations(Json.MAPPER.readTree(search().text()))).isEqualTo(shown);
  }

  @Test
  void whatIsExcludedOrWasNotCheckedIsNotShown() {
    assertThat(list("").path("content").path(0).has("guardrails_validations")).isFalse();
    post(check(trace, span, "PII", "passed"));

    String exclude = "&exclude=" + encoded("[\"guardrails_validations\"]");

    assertThat(list(exclude).path("content").path(0).has("guardrails_validations")).isFalse();
    assertThat(list("").path("content").path(0).has("guardrails_validations")).isTrue();
  }

  @Test
  void aCheckThatNamesNoProjectBelongsToTheOneOfItsTrace() {
    ObjectNode check = check(trace, span, "PII", "failed");
    check.remove("project_name");

    post(check);

    assertThat(stat("")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TOPIC", "PII", "LLM_JUDGE", "PROMPT_INJECTION", "CUSTOM_CLASSIFIER"})
  void everyKindOfGuardrailIsKept(String name) {
    post(check(trace, span, name, "passed"));

    assertThat(validations(CLIENT.get(TRACES + "/" + trace).json())).contains(name);
  }

  @Test
  void aTraceFailedIfOneOfItsChecksDid() {
    UUID passed = trace();
    UUID unchecked = trace();
    post(
        check(trace, span, "PII", "passed"),
        check(trace, span, "TOPIC", "failed"),
        check(passed, span, "PII", "passed"));

    assertThat(found("=", "failed")).containsExactly(trace);
    assertThat(found("=", "PASSED")).containsExactly(passed);
    assertThat(found("!=", "passed")).containsExactly(unchecked, trace);
    assertThat(found("contains", "ss")).containsExactly(passed);
    assertThat(found("not_contains", "ed")).containsExactly(unchecked);
    assertThat(found("starts_with", "fa")).containsExactly(trace);
    assertThat(found("ends_with", "ed")).containsExactly(passed, trace);
    assertThat(found(">", "g")).containsExactly(passed);
    assertThat(found("<", "g")).containsExactly(unchecked, trace);
  }

  @Test
  void failedChecksOfChosenTracesAreCounted() {
    UUID other = trace();
    post(
        check(trace, span, "PII", "failed"),
        check(trace, span, "TOPIC", "failed"),
        check(other, span, "PII", "failed"),
        check(other, span, "TOPIC", "passed"),
        check(TimeOrderedIds.next(), span, "PII", "failed"));

    assertThat(stat("")).isEqualTo(3);
    assertThat(stat("&filters=" + encoded(filter("id", "=", trace.toString())))).isEqualTo(2);
    JsonNode ofProject =
        CLIENT.get("/v1/private/projects/stats?name=" + project).json().path("content").path(0);
    assertThat(ofProject.path("guardrails_failed_count").asInt()).isEqualTo(3);
  }

  @Test
  void theMetricCountsFailedChecksAndIsSplitByTheirNames() {
    post(
        check(trace, span, "PII", "failed"),
        check(trace, span, "PII", "failed"),
        check(trace, span, "TOPIC", "failed"),
        check(trace, span, "LLM_JUDGE", "passed"));

    assertThat(metric("{}")).containsExactly("failed 3");
    assertThat(metric("{\"field\": \"guardrail_name\"}")).containsExactly("PII 2", "TOPIC 1");
    assertThat(metric("{\"field\": \"name\"}")).containsExactly("t 3");
  }

  @Test
  void checksGoWithTheirTrace() {
    UUID kept = trace();
    post(check(trace, span, "PII", "failed"), check(kept, span, "PII", "failed"));

    CLIENT.delete(TRACES + "/" + trace);
    trace(trace);

    assertThat(CLIENT.get(TRACES + "/" + trace).json().has("guardrails_validations")).isFalse();
    assertThat(stat("")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "name, NONSENSE, 400",
    "name, , 422",
    "result, maybe, 400",
    "result, , 422",
    "entity_id, x, 400",
    "entity_id, 9b2f7a2e-1f0c-4f7e-8a52-0f1f3f9a4c11, 400",
    "entity_id, , 422",
    "secondary_id, , 422",
    "project_name, ' ', 422",
    "project_id, 9b2f7a2e-1f0c-4f7e-8a52-0f1f3f9a4c11, 404"
  })
  void aFieldThatIsWrongIsRefused(String field, String value, int status) {
    ObjectNode check = check(trace, span, "PII", "failed").put(field, value);

    assertThat(sent(check).status()).isEqualTo(status);
    assertThat(stat("")).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"config", "details"})
  void whatIsMissingIsRefused(String field) {
    ObjectNode check = check(trace, span, "PII", "failed");
    check.remove(field);

    assertThat(sent(check).status()).isEqualTo(422);
  }

  @Test
  void aBatchHasOneToAThousandChecks() {
    ObjectNode[] checks =
        Stream.generate(() -> check(trace, span, "PII", "failed"))
            .limit(1001)
            .toArray(ObjectNode[]::new);

    assertThat(sent().status()).isEqualTo(422);
    assertThat(sent(checks).status()).isEqualTo(422);
    assertThat(CLIENT.post(PATH, "{}").status()).isEqualTo(422);
  }

  @Test
  void noPoliciesAreStoredSoThatNoneIsFound() {
    Answer none = CLIENT.post(PATH + "/policies/retrieve", "{\"names\": []}");
    Answer named = CLIENT.post(PATH + "/policies/retrieve", "{\"names\": [\"strict\"]}");

    assertThat(none.status()).isEqualTo(200);
    assertThat(none.text()).isEqualTo("{\"policies\":[]}");
    assertThat(named.status()).isEqualTo(404);
    assertThat(named.text()).contains("strict");
    assertThat(CLIENT.post(PATH + "/policies/retrieve", "{}").status()).isEqualTo(422);
  }

  @Test
  void failedChecksAreCountedOfTheThreadsThatAreAskedFor() {
    UUID first = traceOf("talk");
    UUID second = traceOf("talk");
    UUID other = traceOf("other");
    post(check(first, span, "PII", "failed"), check(second, span, "PII", "failed"));
    post(check(second, span, "TOPIC", "passed"), check(other, span, "PII", "failed"));
    post(check(trace, span, "PII", "failed"));

    assertThat(stat("/threads", "")).isEqualTo(3);
    assertThat(stat("/threads", "&filters=" + encoded(filter("id", "=", "talk")))).isEqualTo(2);
  }

  private UUID traceOf(String thread) {
    UUID id = TimeOrderedIds.next();
    ObjectNode body =
        Json.MAPPER
            .createObjectNode()
            .put("id", id.toString())
            .put("project_name", project)
            .put("start_time", "2026-01-01T00:00:00Z")
            .put("thread_id", thread);
    assertThat(CLIENT.post(TRACES, body.toString()).status()).isEqualTo(201);
    return id;
  }

  private UUID trace() {
    UUID id = TimeOrderedIds.next();
    trace(id);
    return id;
  }

  private void trace(UUID id) {
    String body =
        """
        {"id": "%s", "project_name": "%s", "name": "t", "start_time": "2026-01-01T00:00:00Z"}
        """
            .formatted(id, project);
    assertThat(CLIENT.post(TRACES, body).status()).isEqualTo(201);
  }

  private ObjectNode check(UUID of, UUID by, String name, String result) {
    ObjectNode check =
        Json.MAPPER
            .createObjectNode()
            .put("entity_id", of.toString())
            .put("secondary_id", by.toString())
            .put("project_name", project)
            .put("name", name)
            .put("result", result);
    check.putObject("config").put("threshold", 0.5);
    check.putObject("details");
    return check;
  }

  private static void post(ObjectNode... checks) {
    Answer answer = sent(checks);
    assertThat(answer.status()).as(answer.text()).isEqualTo(204);
  }

  private static Answer sent(ObjectNode... checks) {
    ObjectNode body = Json.MAPPER.createObjectNode();
    ArrayNode batch = body.putArray("guardrails");
    for (ObjectNode check : checks) {
      batch.add(check);
    }
    return CLIENT.post(PATH, body.toString());
  }

  private JsonNode list(String more) {
    return CLIENT.get(TRACES + "?project_name=" + project + more).json();
  }

  private Answer search() {
    return CLIENT.post(TRACES + "/search", "{\"project_name\": \"" + project + "\"}");
  }

  private static String validations(JsonNode shown) {
    return shown.path("guardrails_validations").toString();
  }

  private List<UUID> found(String operator, String value) {
    return list("&filters=" + encoded(filter("guardrails", operator, value)))
        .path("content")
        .valueStream()
        .map(each -> UUID.fromString(each.path("id").asString()))
        .toList();
  }

  private int stat(String more) {
    return stat("", more);
  }

  private int stat(String of, String more) {
    return CLIENT
        .get(TRACES + of + "/stats?project_name=" + project + more)
        .json()
        .path("stats")
        .valueStream()
        .filter(stat -> stat.path("name").asString().equals("guardrails_failed_count"))
        .findFirst()
        .orElseThrow()
        .path("value")
        .asInt();
  }

  /** The series over one day, each as its name and the sum of its values. */
  private List<String> metric(String breakdown) {
    String id =
        CLIENT
            .post("/v1/private/projects/retrieve", "{\"name\": \"" + project + "\"}")
            .json()
            .path("id")
            .asString();
    Instant now = Instant.now();
    String body =
        """
        {"metric_type": "GUARDRAILS_FAILED_COUNT", "interval": "DAILY", "breakdown": %s,
         "interval_start": "%s", "interval_end": "%s"}
        """
            .formatted(breakdown, now.minus(Duration.ofHours(12)), now.plus(Duration.ofHours(12)));
    Answer answer = CLIENT.post("/v1/private/projects/" + id + "/metrics", body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer
        .json()
        .path("results")
        .valueStream()
        .map(
            series ->
                series.path("name").asString()
                    + " "
                    + series
                        .path("data")
                        .valueStream()
                        .mapToInt(point -> point.path("value").asInt())
                        .sum())
        .toList();
  }

  private static String filter(String field, String operator, String value) {
    return Json.MAPPER
        .createArrayNode()
        .add(
            Json.MAPPER
                .createObjectNode()
                .put("field", field)
                .put("operator", operator)
                .put("value", value))
        .toString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
