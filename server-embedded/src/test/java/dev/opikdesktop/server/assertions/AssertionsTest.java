package dev.opikdesktop.server.assertions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.entities.EntityType;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.http.LocalClient.Answer;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import dev.opikdesktop.server.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** No operation shows assertion results by themselves, so they are read where experiments will. */
class AssertionsTest {
  private static final LocalClient CLIENT =
      new LocalClient(RunningServer.shared().server().restPort());
  private static final AssertionStore STORE =
      new AssertionStore(RunningServer.shared().stores().analytics());
  private static final String PATH = "/v1/private/assertion-results";

  private final String project = "assertions-" + UUID.randomUUID();
  private final UUID projectId = project(project);
  private final UUID entity = TimeOrderedIds.next();

  @AfterAll
  static void closeClient() {
    CLIENT.close();
  }

  static Stream<String> texts() {
    return Stream.of(
        "'single' \"double\" `back`",
        "back\\slash \\n \\' \\\\",
        "  lines\r\n\tand\u0000 nulls \u2028 ",
        "\uD83D\uDE00 \uD83D\uDC4D\uD83C\uDFFD \u8FD4\u4E8B \u0635\u062D",
        "{project:Id} %s ${x}'; DROP TABLE assertion_results; --",
        "m\u00E9ga ".repeat(150_000));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void anAssertionAndItsReasonComeBackAsTheyWere(String text) {
    ObjectNode body = batch("TRACE", verdict(entity, text, "passed"));
    ((ObjectNode) body.path("assertion_results").path(0)).put("reason", text);

    assertThat(put(body).status()).isEqualTo(204);

    assertThat(of(EntityType.TRACE)).containsExactly(new AssertionResult(text, true, text));
  }

  @ParameterizedTest
  @EnumSource(EntityType.class)
  void verdictsOfTracesSpansAndThreadsAreKeptApart(EntityType type) {
    put(batch(type.name(), verdict(entity, "a", "failed")));

    for (EntityType other : EntityType.values()) {
      assertThat(of(other))
          .isEqualTo(other == type ? List.of(new AssertionResult("a", false, null)) : List.of());
    }
  }

  @Test
  void aPageOfEntitiesIsReadAtOnceByTheNamesOfTheAssertions() {
    UUID other = TimeOrderedIds.next();
    put(
        batch(
            "TRACE",
            verdict(entity, "b", "passed"),
            verdict(other, "c", "failed"),
            verdict(entity, "a", "failed")));

    assertThat(
            STORE.of(
                Caller.LOCAL,
                projectId,
                EntityType.TRACE,
                List.of(entity, other, TimeOrderedIds.next())))
        .isEqualTo(
            Map.of(
                entity,
                List.of(
                    new AssertionResult("a", false, null), new AssertionResult("b", true, null)),
                other,
                List.of(new AssertionResult("c", false, null))));
  }

  @Test
  void theLastVerdictOnAnAssertionCounts() {
    put(batch("TRACE", verdict(entity, "a", "failed"), verdict(entity, "a", "passed")));
    assertThat(of(EntityType.TRACE)).containsExactly(new AssertionResult("a", true, null));

    put(batch("TRACE", verdict(entity, "a", "failed")));
    assertThat(of(EntityType.TRACE)).containsExactly(new AssertionResult("a", false, null));
  }

  @Test
  void theIdOfAProjectWinsOverItsName() {
    ObjectNode verdict = verdict(entity, "a", "passed").put("project_id", projectId.toString());
    verdict.put("project_name", "another-" + project);

    assertThat(put(batch("TRACE", verdict)).status()).isEqualTo(204);

    assertThat(of(EntityType.TRACE)).hasSize(1);
  }

  @Test
  void aProjectThatIsOnlyNamedIsCreated() {
    String fresh = "fresh-" + project;

    put(batch("TRACE", verdict(entity, "a", "passed").put("project_name", fresh)));

    assertThat(STORE.of(Caller.LOCAL, project(fresh), EntityType.TRACE, List.of(entity)))
        .containsKey(entity);
  }

  @Test
  void aScoreOfTheCategorySuiteAssertionIsAVerdictAndNoScore() {
    String body =
        """
        {"scores": [
          {"id": "%1$s", "project_name": "%2$s", "name": "half", "value": 0.99, "source": "sdk",
           "category_name": "suite_assertion", "reason": "not quite"},
          {"id": "%1$s", "project_name": "%2$s", "name": "whole", "value": 1, "source": "sdk",
           "category_name": "suite_assertion"}]}
        """
            .formatted(entity, project);
    CLIENT.post(
        "/v1/private/traces",
        "{\"id\": \"%s\", \"project_name\": \"%s\", \"start_time\": \"2026-01-01T00:00:00Z\"}"
            .formatted(entity, project));

    assertThat(CLIENT.put("/v1/private/traces/feedback-scores", body).status()).isEqualTo(204);

    assertThat(of(EntityType.TRACE))
        .containsExactly(
            new AssertionResult("half", false, "not quite"),
            new AssertionResult("whole", true, null));
    assertThat(CLIENT.get("/v1/private/traces/" + entity).json().has("feedback_scores")).isFalse();
  }

  @Test
  void batchesAtTheSameTimeAreAllKept() throws Exception {
    List<Future<Answer>> calls = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 20; i++) {
        ObjectNode body = batch("SPAN", verdict(entity, "a" + i, "passed"));
        calls.add(threads.submit(() -> put(body)));
      }
    }
    for (Future<Answer> call : calls) {
      assertThat(call.get().status()).isEqualTo(204);
    }

    assertThat(of(EntityType.SPAN)).hasSize(20);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'assertion_results': [ITEM]}                                         | 422
          {'entity_type': null, 'assertion_results': [ITEM]}                    | 422
          {'entity_type': 'TRACE', 'assertion_results': [{}]}                   | 422
          {'entity_type': 'TRACE', 'assertion_results': [ITEM, {'name': 'a'}]}  | 422
          {'entity_type': 'TRACE', 'assertion_results': null}                   | 422
          {'entity_type': 'TRACE', 'assertion_results': {}}                     | 400
          {'entity_type': 'TRACE', 'assertion_results': ['x']}                  | 400
          {'entity_type': 'EXPERIMENT', 'assertion_results': [ITEM]}            | 400
          """)
  void aBodyThatIsNoBatchIsRefusedWhole(String body, int status) {
    String item = verdict(entity, "a", "passed").toString();

    Answer answer = CLIENT.put(PATH, body.replace('\'', '"').replace("ITEM", item));

    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.json().has(status == 422 ? "errors" : "message")).isTrue();
    assertThat(of(EntityType.TRACE)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "status, maybe, 400",
    "source, elsewhere, 400",
    "entity_id, x, 400",
    "entity_id, 9b2f7a2e-1f0c-4f7e-8a52-0f1f3f9a4c11, 400",
    "name, ' ', 422",
    "project_name, ' ', 422",
    "project_id, 9b2f7a2e-1f0c-4f7e-8a52-0f1f3f9a4c11, 404"
  })
  void aFieldThatIsWrongIsRefused(String field, String value, int status) {
    ObjectNode verdict = verdict(entity, "a", "passed").put(field, value);

    assertThat(put(batch("TRACE", verdict)).status()).isEqualTo(status);
  }

  @Test
  void moreThanAThousandAreRefused() {
    ObjectNode[] verdicts =
        Stream.generate(() -> verdict(entity, "a", "passed"))
            .limit(1001)
            .toArray(ObjectNode[]::new);

    assertThat(put(batch("TRACE", verdicts)).status()).isEqualTo(422);
  }

  private List<AssertionResult> of(EntityType type) {
    return STORE.of(Caller.LOCAL, projectId, type, List.of(entity)).getOrDefault(entity, List.of());
  }

  private static Answer put(ObjectNode body) {
    return CLIENT.put(PATH, body.toString());
  }

  private static ObjectNode batch(String type, ObjectNode... verdicts) {
    ObjectNode batch = Json.MAPPER.createObjectNode().put("entity_type", type);
    ArrayNode results = batch.putArray("assertion_results");
    for (ObjectNode verdict : verdicts) {
      results.add(verdict);
    }
    return batch;
  }

  private ObjectNode verdict(UUID of, String name, String status) {
    return Json.MAPPER
        .createObjectNode()
        .put("entity_id", of.toString())
        .put("project_name", project)
        .put("name", name)
        .put("status", status)
        .put("source", "sdk");
  }

  /** The id of a project, which is made if it is not there. */
  private static UUID project(String name) {
    String body = "{\"name\": \"%s\"}".formatted(name);
    CLIENT.post("/v1/private/projects", body);
    return UUID.fromString(
        CLIENT.post("/v1/private/projects/retrieve", body).json().path("id").asString());
  }
}
