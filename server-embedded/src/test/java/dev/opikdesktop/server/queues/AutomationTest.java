package dev.opikdesktop.server.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.http.LocalClient.Answer;
import dev.opikdesktop.server.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Queues that scores put traces and threads into. Bodies are written with ' for ". */
class AutomationTest extends QueuedProject {
  private static final String GOOD =
      "'conditions': [{'score_name': 'good', 'operator': '>', 'value': 0.5}]";

  @Test
  void anAutomationComesBackAsItWas() {
    String automation =
        json(
            "{'enabled': true, 'conditions': {'groups': [{"
                + GOOD
                + "}, {'conditions': []}]}, 'max_items_in_queue': 7}");

    assertThat(get(automated("trace", automation)).path("automation"))
        .isEqualTo(Json.MAPPER.readTree(automation));
    assertThat(get(queue("trace")).has("automation")).isFalse();
  }

  @Test
  void anUpdateLeavesWhatItDoesNotSayOfTheAutomation() {
    String queue =
        automated(
            "trace", "{'enabled': true, 'max_items_in_queue': 7, 'conditions': {'groups': []}}");

    update(queue, "{'automation': {'enabled': false}}");
    assertThat(get(queue).path("automation").toString())
        .isEqualTo(json("{'enabled':false,'conditions':{'groups':[]},'max_items_in_queue':7}"));

    update(queue, "{'clear_max_items_in_queue': true}");
    assertThat(get(queue).path("automation").toString())
        .isEqualTo(json("{'enabled':false,'conditions':{'groups':[]}}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'max_items_in_queue': 0}",
        "{'conditions': {}}",
        "{'conditions': {'groups': [{}]}}",
        "{'conditions': {'groups': [{'conditions': [{'operator': '>', 'value': 1}]}]}}",
        "{'conditions': {'groups': [{'conditions': [{'score_name': 's', 'operator': '>'}]}]}}",
        "{'conditions': {'groups': [{'conditions': [{'score_name': 's', 'operator': '>=', 'value':"
            + " 1}]}]}}"
      })
  void aBrokenAutomationIsRefused(String automation) {
    ObjectNode body = body("trace");
    body.set("automation", Json.MAPPER.readTree(json(automation)));

    assertThat(CLIENT.post(PATH, body.toString()).status()).isEqualTo(422);
  }

  @Test
  void aTraceWhoseScoresMeetAGroupIsPutIntoTheQueueOnce() {
    String queue =
        automated(
            "trace",
            "{'enabled': true, 'conditions': {'groups': [{'conditions': ["
                + "{'score_name': 'good', 'operator': '>', 'value': 0.5},"
                + "{'score_name': 'long', 'operator': '<', 'value': 10}]},"
                + "{'conditions': [{'score_name': 'sure', 'operator': '=', 'value': 1}]}]}}");
    String both = trace("t");
    String one = trace("t");
    String other = trace("t");

    score(both, "good", 0.75);
    score(both, "long", 3);
    score(both, "long", 2);
    score(one, "good", 0.75);
    score(other, "sure", 1);

    assertThat(items(queue, both, one, other).toString())
        .isEqualTo(
            json(
                "[{'id':'%s','source':'automated'},{'id':'%s','source':'automated'}]"
                    .formatted(both, other)));
  }

  @ParameterizedTest
  @CsvSource({"true, 1", "false, 0"})
  void onlyAnAutomationThatIsOnPutsSomethingIn(boolean on, int found) {
    String queue =
        automated("trace", "{'enabled': " + on + ", 'conditions': {'groups': [{" + GOOD + "}]}}");
    String trace = trace("t");

    score(trace, "good", 1);

    assertThat(items(queue, trace)).hasSize(found);
  }

  @Test
  void aFullQueueTakesNoMoreByItself() {
    String queue =
        automated(
            "trace",
            "{'enabled': true, 'max_items_in_queue': 2, 'conditions': {'groups': [{"
                + GOOD
                + "}]}}");
    String byHand = trace("t");
    String first = trace("t");
    String second = trace("t");
    add(queue, byHand);

    score(first, "good", 1);
    score(second, "good", 1);

    assertThat(items(queue, byHand, first, second).toString())
        .isEqualTo(
            json(
                "[{'id':'%s','source':'manual'},{'id':'%s','source':'automated'}]"
                    .formatted(byHand, first)));
  }

  @Test
  void whatSomebodyPutInStaysTheirs() {
    String queue =
        automated("trace", "{'enabled': true, 'conditions': {'groups': [{" + GOOD + "}]}}");
    String trace = trace("t");
    add(queue, trace);

    score(trace, "good", 1);

    assertThat(items(queue, trace).path(0).path("source").asString()).isEqualTo("manual");
  }

  @Test
  void aScoredThreadIsPutIntoAQueueOfThreads() {
    trace("talk");
    String queue =
        automated("thread", "{'enabled': true, 'conditions': {'groups': [{" + GOOD + "}]}}");

    Answer answer =
        CLIENT.put(
            THREADS + "/feedback-scores",
            json(
                "{'scores': [{'thread_id': 'talk', 'project_name': '%s', 'name': 'good',"
                        .formatted(projectName)
                    + " 'value': 1, 'source': 'ui'}]}"));

    assertThat(answer.status()).isEqualTo(204);
    assertThat(items(queue, thread("talk"))).hasSize(1);
  }

  private String automated(String scope, String automation) {
    ObjectNode body = body(scope);
    body.set("automation", Json.MAPPER.readTree(json(automation)));
    return id(CLIENT.post(PATH, body.toString()));
  }

  private static void update(String queue, String body) {
    assertThat(CLIENT.patch(PATH + "/" + queue, json(body)).status()).isEqualTo(204);
  }

  private static void score(String trace, String name, double value) {
    assertThat(
            CLIENT
                .put(
                    TRACES + "/" + trace + "/feedback-scores",
                    json("{'name': '%s', 'value': %s, 'source': 'sdk'}".formatted(name, value)))
                .status())
        .isEqualTo(204);
  }

  private static JsonNode items(String queue, String... ids) {
    return CLIENT.post(PATH + "/" + queue + "/items/search", ids(ids)).json().path("content");
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }
}
