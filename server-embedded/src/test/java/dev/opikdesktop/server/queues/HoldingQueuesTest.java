package dev.opikdesktop.server.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The queues that traces and threads say they are in. */
class HoldingQueuesTest extends QueuedProject {
  @Test
  void aTraceNamesTheQueuesThatHoldItWhereverItIsRead() {
    String trace = trace("t");
    String other = trace("t");
    String first = named("trace", "first");
    String second = named("trace", "second");
    add(second, trace);
    add(first, trace);
    add(first, trace);
    named("trace", "empty");

    for (JsonNode read : List.of(listed(trace), streamed(trace), byId(trace))) {
      assertThat(read.path("annotation_queues").toString())
          .isEqualTo(
              "[{\"id\":\"%s\",\"name\":\"first\"},{\"id\":\"%s\",\"name\":\"second\"}]"
                  .formatted(first, second));
    }
    for (JsonNode read : List.of(listed(other), streamed(other), byId(other))) {
      assertThat(read.has("annotation_queues")).isFalse();
    }
  }

  @Test
  void aThreadNamesTheQueuesThatHoldItWhereverItIsRead() {
    trace("one");
    trace("two");
    String queue = named("thread", "q");
    add(queue, thread("one"));
    String expected = "[{\"id\":\"%s\",\"name\":\"q\"}]".formatted(queue);

    for (JsonNode read : List.of(listedThread("one"), streamedThread("one"), retrieved("one"))) {
      assertThat(read.path("annotation_queues").toString()).isEqualTo(expected);
    }
    for (JsonNode read : List.of(listedThread("two"), streamedThread("two"), retrieved("two"))) {
      assertThat(read.has("annotation_queues")).isFalse();
    }
  }

  @Test
  void theNameIsThatOfNow() {
    String trace = trace("t");
    String queue = named("trace", "before");
    add(queue, trace);
    byId(trace);

    CLIENT.patch(PATH + "/" + queue, "{\"name\": \"after\"}");

    assertThat(byId(trace).at("/annotation_queues/0/name").asString()).isEqualTo("after");
  }

  @Test
  void whatWasTakenOutAndWhatWasInADeletedQueueIsInNone() {
    String trace = trace("t");
    String emptied = queue("trace");
    String deleted = queue("trace");
    add(emptied, trace);
    add(deleted, trace);

    CLIENT.post(PATH + "/" + emptied + "/items/delete", ids(trace));
    CLIENT.post(PATH + "/delete", ids(deleted));

    assertThat(listed(trace).has("annotation_queues")).isFalse();
    assertThat(byId(trace).has("annotation_queues")).isFalse();
  }

  @Test
  void theQueuesCanBeLeftOut() {
    String trace = trace("t");
    add(queue("trace"), trace);
    add(queue("thread"), thread("t"));

    assertThat(list(TRACES, "&exclude=%5B%22annotation_queues%22%5D").has("annotation_queues"))
        .isFalse();
    assertThat(list(THREADS, "&exclude=%5B%22annotation_queues%22%5D").has("annotation_queues"))
        .isFalse();
    assertThat(list(THREADS, "").has("annotation_queues")).isTrue();
  }

  private String named(String scope, String name) {
    return id(CLIENT.post(PATH, body(scope).put("name", name).toString()));
  }

  private JsonNode list(String path, String more) {
    return CLIENT.get(path + "?project_id=" + project + more).json().at("/content/0");
  }

  private static JsonNode only(JsonNode entities, String id) {
    return entities
        .valueStream()
        .filter(each -> each.path("id").asString().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private JsonNode listed(String trace) {
    return only(CLIENT.get(TRACES + "?project_id=" + project).json().path("content"), trace);
  }

  private JsonNode listedThread(String thread) {
    return only(CLIENT.get(THREADS + "?project_id=" + project).json().path("content"), thread);
  }

  private JsonNode streamed(String trace) {
    return only(stream(TRACES), trace);
  }

  private JsonNode streamedThread(String thread) {
    return only(stream(THREADS), thread);
  }

  private JsonNode stream(String path) {
    String records = CLIENT.post(path + "/search", "{\"project_id\": \"" + project + "\"}").text();
    return Json.MAPPER.readTree("[" + String.join(",", records.strip().split("\r\n")) + "]");
  }

  private static JsonNode byId(String trace) {
    return CLIENT.get(TRACES + "/" + trace).json();
  }

  private JsonNode retrieved(String thread) {
    return CLIENT
        .post(
            THREADS + "/retrieve",
            "{\"project_id\": \"%s\", \"thread_id\": \"%s\"}".formatted(project, thread))
        .json();
  }
}
