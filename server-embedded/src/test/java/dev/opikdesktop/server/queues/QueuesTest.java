package dev.opikdesktop.server.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.http.LocalClient.Answer;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import dev.opikdesktop.server.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the recorded scenario does not ask of annotation queues. */
class QueuesTest extends QueuedProject {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "'single' \"double\" `back`",
        "back\\slash \\n \\' \\\\ % _ !",
        "\uD83D\uDE00 \uD83D\uDC4D\uD83C\uDFFD \u8FD4\u4E8B \u0635\u062D",
        ":name <ids> ? {x} %s'; DROP TABLE annotation_queues; --"
      })
  void textsComeBackAsTheyWere(String text) {
    ObjectNode body = body("trace").put("name", text);
    body.put("description", text + "\r\n\t").put("instructions", text.repeat(1000));
    body.putArray("feedback_definition_names").add(text).add("b").add(text + "2");
    body.putObject("annotator_view").put("html", text).put("kit_version", 3);

    JsonNode queue = get(id(CLIENT.post(PATH, body.toString())));

    assertThat(queue.path("name").asString()).isEqualTo(text);
    assertThat(queue.path("description").asString()).isEqualTo(text + "\r\n\t");
    assertThat(queue.path("instructions").asString()).isEqualTo(text.repeat(1000));
    assertThat(texts(queue.path("feedback_definition_names")))
        .containsExactly(text, "b", text + "2");
    assertThat(queue.path("annotator_view")).isEqualTo(body.path("annotator_view"));
  }

  @Test
  void aQueueThatIsSentAgainIsReplacedAndKeepsWhenItWasMade() {
    String id = TimeOrderedIds.next().toString();
    CLIENT.post(PATH, body("trace").put("id", id).put("description", "d").toString());
    JsonNode first = get(id);

    Answer again = CLIENT.post(PATH, body("thread").put("id", id).put("name", "n").toString());

    assertThat(again.status()).isEqualTo(201);
    JsonNode queue = get(id);
    assertThat(queue.path("scope").asString()).isEqualTo("thread");
    assertThat(queue.path("name").asString()).isEqualTo("n");
    assertThat(queue.path("description").asString()).isEmpty();
    assertThat(queue.path("created_at")).isEqualTo(first.path("created_at"));
    assertThat(list("").path("total").asInt()).isEqualTo(1);
  }

  @Test
  void anUpdateLeavesWhatItDoesNotSay() {
    ObjectNode body = body("trace").put("annotators_per_item", 7).put("lock_timeout_seconds", 8);
    body.put("instructions", "i").put("comments_enabled", true);
    body.putArray("feedback_definition_names").add("a").add("b");
    String id = id(CLIENT.post(PATH, body.toString()));

    Answer answer =
        CLIENT.patch(
            PATH + "/" + id,
            "{\"description\": \"d\", \"feedback_definition_names\": [], \"scope\": null}");

    assertThat(answer.status()).isEqualTo(204);
    JsonNode queue = get(id);
    assertThat(queue.path("description").asString()).isEqualTo("d");
    assertThat(queue.path("feedback_definition_names")).isEmpty();
    assertThat(queue.path("instructions").asString()).isEqualTo("i");
    assertThat(queue.path("comments_enabled").asBoolean()).isTrue();
    assertThat(queue.path("annotators_per_item").asInt()).isEqualTo(7);
    assertThat(queue.path("lock_timeout_seconds").asInt()).isEqualTo(8);
  }

  @Test
  void ofABatchWithAFaultNoQueueIsMade() {
    String body =
        "{\"annotation_queues\": [%s, %s]}"
            .formatted(body("trace"), body("trace").put("id", UUID.randomUUID().toString()));

    assertThat(CLIENT.post(PATH + "/batch", body).status()).isEqualTo(400);
    assertThat(list("").path("total").asInt()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "contains, LPFUL, 1",
    "contains, '%', 1",
    "contains, '_', 0",
    "contains, 'fulright', 0",
    "not_contains, helpful, 2",
    "=, helpful, 1",
    "=, help, 0",
    "=, HELPFUL, 0",
    "=, '100%', 1",
    "!=, helpful, 2",
    "is_empty, x, 1",
    "is_not_empty, x, 2"
  })
  void queuesAreFoundByTheScoresThatTheyAskFor(String operator, String value, int found) {
    queue("trace", "helpful", "right");
    queue("trace", "100%");
    queue("trace");

    assertThat(list(filter("feedback_definition_names", operator, value)).path("total").asInt())
        .isEqualTo(found);
  }

  @Test
  void aDeletedTraceIsInNoQueue() {
    String kept = trace("t");
    String deleted = trace("t");
    String queue = queue("trace");
    add(queue, kept, deleted);

    CLIENT.post(TRACES + "/delete", ids(deleted));

    assertThat(get(queue).path("items_count").asInt()).isEqualTo(1);
    assertThat(found(queue, kept, deleted)).containsExactly(kept);
  }

  @Test
  void aDeletedThreadIsInNoQueue() {
    trace("one");
    trace("two");
    String one = thread("one");
    String queue = queue("thread");
    add(queue, one, thread("two"));

    CLIENT.post(
        THREADS + "/delete",
        "{\"project_id\": \"%s\", \"thread_ids\": [\"one\"]}".formatted(project));

    assertThat(get(queue).path("items_count").asInt()).isEqualTo(1);
    assertThat(found(queue, one)).isEmpty();
  }

  @Test
  void aDeletedQueueHoldsNothingAndItsScoresStay() {
    String trace = trace("t");
    String queue = queue("trace", "s");
    add(queue, trace);
    score(trace, "s", 1, queue);

    assertThat(CLIENT.post(PATH + "/delete", ids(queue)).status()).isEqualTo(204);

    assertThat(traces(filter("annotation_queue_ids", "is_not_empty", "x")).path("total").asInt())
        .isZero();
    assertThat(CLIENT.get(TRACES + "/" + trace).json().path("feedback_scores")).hasSize(1);
  }

  @Test
  void theQueuesOfADeletedProjectAreGone() {
    String queue = queue("trace");

    CLIENT.delete("/v1/private/projects/" + project);

    assertThat(CLIENT.get(PATH + "/" + queue).status()).isEqualTo(404);
  }

  @Test
  void onlyScoresThatAreAskedForAndNotGivenElsewhereCount() {
    String first = trace("t");
    String second = trace("t");
    String outside = trace("t");
    String queue = queue("trace", "good", "never");
    add(queue, first, second);
    score(first, "good", 1, queue);
    score(second, "good", 0.5, "");
    score(second, "good", 0.25, queue("trace", "good"));
    score(second, "other", 0.1, queue);
    score(outside, "good", 0, queue);

    JsonNode progress = get(queue);

    assertThat(progress.path("feedback_scores").toString())
        .isEqualTo("[{\"name\":\"good\",\"value\":0.75}]");
    assertThat(progress.path("reviewers").toString())
        .isEqualTo("[{\"username\":\"admin\",\"status\":2}]");
    assertThat(progress.path("items_count").asInt()).isEqualTo(2);
  }

  @Test
  void aListShowsTheProgressOfEachQueue() {
    String trace = trace("t");
    String first = queue("trace", "a");
    String second = queue("trace", "b");
    add(first, trace);
    add(second, trace, trace("t"));
    score(trace, "a", 1, first);
    score(trace, "b", 3, second);

    JsonNode content = list("").path("content");

    assertThat(content.path(0).path("feedback_scores").path(0).path("value").asInt()).isEqualTo(3);
    assertThat(content.path(0).path("items_count").asInt()).isEqualTo(2);
    assertThat(content.path(1).path("feedback_scores").path(0).path("value").asInt()).isEqualTo(1);
    assertThat(content.path(1).path("items_count").asInt()).isEqualTo(1);
  }

  @Test
  void statisticsAreThoseOfTheItemsOfAQueue() {
    String trace = trace("t");
    trace("t");
    String queue = queue("trace");
    add(queue, trace);

    JsonNode stats =
        CLIENT
            .get(TRACES + "/stats?project_id=" + project + "&annotation_queue_id=" + queue)
            .json();

    assertThat(stats.path("stats").path(0).path("value").asInt()).isEqualTo(1);
  }

  @Test
  void aConditionOnQueuesGoesWithOthers() {
    String trace = trace("t");
    String queue = queue("trace");
    add(queue, trace, trace("u"));

    JsonNode page = traces(filter("thread_id", "=", "t") + "&annotation_queue_id=" + queue);

    assertThat(texts(page.path("content"), "id")).containsExactly(trace);
  }

  @Test
  void itemsAreToldInTheOrderOfTheQuestionWithoutWhatIsNotInTheQueue() {
    String first = trace("t");
    String second = trace("t");
    String queue = queue("trace");
    add(queue, first, second);

    assertThat(found(queue, second, trace("t"), first)).containsExactly(second, first);
    assertThat(search(queue, first).json().toString())
        .isEqualTo("{\"content\":[{\"id\":\"%s\",\"source\":\"manual\"}]}".formatted(first));
    assertThat(search(TimeOrderedIds.next().toString(), first).status()).isEqualTo(404);
  }

  @Test
  void anItemThatIsTakenOutIsLockedNoMore() {
    String trace = trace("t");
    String queue = queue("trace");
    add(queue, trace);
    CLIENT.put(PATH + "/" + queue + "/items/" + trace + "/lock", "");
    assertThat(locks(queue)).hasSize(1);

    CLIENT.post(PATH + "/" + queue + "/items/delete", ids(trace));

    assertThat(locks(queue)).isEmpty();
  }

  private JsonNode locks(String queue) {
    return CLIENT.get(PATH + "/" + queue + "/locks").json().path("locks");
  }

  private static void score(String trace, String name, double value, String queue) {
    ObjectNode score =
        Json.MAPPER.createObjectNode().put("name", name).put("value", value).put("source", "ui");
    if (!queue.isEmpty()) {
      score.put("source_queue_id", queue);
    }
    assertThat(CLIENT.put(TRACES + "/" + trace + "/feedback-scores", score.toString()).status())
        .isEqualTo(204);
  }

  private static Answer search(String queue, String... items) {
    return CLIENT.post(PATH + "/" + queue + "/items/search", ids(items));
  }

  private static List<String> found(String queue, String... items) {
    return texts(search(queue, items).json().path("content"), "id");
  }

  /** The queues of the project that more is true of. */
  private JsonNode list(String more) {
    String own = "{\"field\":\"project_id\",\"operator\":\"=\",\"value\":\"" + project + "\"}";
    return CLIENT.get(PATH + "?filters=" + encoded("[" + own + more + "]")).json();
  }

  private JsonNode traces(String filter) {
    String[] parts = filter.substring(1).split("&", 2);
    return CLIENT
        .get(
            TRACES
                + "?project_id="
                + project
                + "&filters="
                + encoded("[" + parts[0] + "]")
                + (parts.length > 1 ? "&" + parts[1] : ""))
        .json();
  }

  /** One more filter of a list. */
  private static String filter(String field, String operator, String value) {
    return ",{\"field\":\"%s\",\"operator\":\"%s\",\"value\":\"%s\"}"
        .formatted(field, operator, value.replace("%", "%25"));
  }

  private static List<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asString).toList();
  }

  private static List<String> texts(JsonNode array, String field) {
    return array.valueStream().map(each -> each.path(field).asString()).toList();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
