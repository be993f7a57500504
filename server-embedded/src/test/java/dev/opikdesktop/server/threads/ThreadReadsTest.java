package dev.opikdesktop.server.threads;

import static dev.opikdesktop.server.threads.ThreadProject.START;
import static dev.opikdesktop.server.threads.ThreadProject.encoded;
import static dev.opikdesktop.server.threads.ThreadProject.filter;
import static dev.opikdesktop.server.threads.ThreadProject.sorting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.ids.TimeOrderedIds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ThreadReadsTest {
  private final ThreadProject project = new ThreadProject();

  @AfterEach
  void closeProject() {
    project.close();
  }

  @Test
  void aThreadShowsWhatItsTracesAddUpTo() {
    ObjectNode first = project.trace("t", 0).put("input", "hello").put("output", "first");
    ObjectNode second = project.trace("t", 10).put("output", "last").put("environment", "prod");
    project.send(second, first, project.trace("other", 5));
    project.sendSpan(first, "{\"prompt_tokens\": 3}", 0.5);
    project.sendSpan(second, "{\"prompt_tokens\": 4, \"completion_tokens\": 1}", 0.25);

    JsonNode thread = project.get("t");

    assertThat(thread.get("id").asString()).isEqualTo("t");
    assertThat(thread.get("start_time").asString()).isEqualTo("2026-01-01T00:00:00Z");
    assertThat(thread.get("end_time").asString()).isEqualTo("2026-01-01T00:00:11Z");
    assertThat(thread.get("duration").asDouble()).isEqualTo(11_000);
    assertThat(thread.get("first_message").asString()).isEqualTo("hello");
    assertThat(thread.get("last_message").asString()).isEqualTo("last");
    assertThat(thread.get("number_of_messages").asInt()).isEqualTo(4);
    assertThat(thread.get("status").asString()).isEqualTo("active");
    assertThat(thread.get("environment").asString()).isEqualTo("prod");
    assertThat(thread.get("total_estimated_cost").decimalValue()).isEqualByComparingTo("0.75");
    assertThat(thread.get("usage").toString())
        .contains("\"prompt_tokens\":7")
        .contains("\"completion_tokens\":1");
    assertThat(thread.get("created_by").asString()).isEqualTo("admin");
    assertThat(thread.has("tags")).isFalse();
  }

  @Test
  void aThreadWithoutAnEndHasNoLastMessage() {
    ObjectNode trace = project.trace("t", 0).put("output", "so far");
    trace.remove("end_time");
    project.send(trace);

    JsonNode thread = project.get("t");

    assertThat(thread.has("end_time")).isFalse();
    assertThat(thread.has("duration")).isFalse();
    assertThat(thread.has("last_message")).isFalse();
  }

  @Test
  void onlyTheNewestVersionOfATraceCounts() {
    ObjectNode trace = project.trace("t", 0).put("last_updated_at", "2026-01-01T00:00:01Z");
    project.send(trace.deepCopy().put("input", "old"));
    project.send(trace.put("last_updated_at", "2026-01-01T00:00:02Z").put("input", "new"));

    JsonNode thread = project.get("t");

    assertThat(thread.get("first_message").asString()).isEqualTo("new");
    assertThat(thread.get("number_of_messages").asInt()).isEqualTo(2);
  }

  @Test
  void aListHasPagesAndATotal() {
    for (int i = 0; i < 5; i++) {
      project.send(project.trace("t" + i, i));
    }

    JsonNode page = project.list("&page=2&size=2" + sorting("id", "ASC"));

    assertThat(page.get("total").asInt()).isEqualTo(5);
    assertThat(page.get("size").asInt()).isEqualTo(2);
    assertThat(page.get("page").asInt()).isEqualTo(2);
    assertThat(project.ids("&page=2&size=2" + sorting("id", "ASC"))).containsExactly("t2", "t3");
    assertThat(page.get("sortable_by").toString()).contains("\"number_of_messages\"");
  }

  @Test
  void theThreadThatWasChangedLastComesFirst() {
    project.send(project.trace("a", 0));
    project.send(project.trace("b", 1));
    assertThat(project.ids("")).containsExactly("b", "a");

    project.close("a");

    assertThat(project.ids("")).containsExactly("a", "b");
  }

  @Test
  void threadsCanBeSortedBySumsOverTheirSpans() {
    ObjectNode cheap = project.trace("cheap", 0);
    ObjectNode dear = project.trace("dear", 1);
    project.send(cheap, dear);
    project.sendSpan(cheap, "{\"k\": 9}", 0.1);
    project.sendSpan(dear, "{\"k\": 8}", 0.2);

    assertThat(project.ids(sorting("total_estimated_cost", "DESC")))
        .containsExactly("dear", "cheap");
    assertThat(project.ids(sorting("usage.k", "DESC"))).containsExactly("cheap", "dear");
  }

  @Test
  void aSearchLooksIntoEachTraceAndShowsTheWholeThread() {
    project.send(
        project.trace("t", 0).put("input", "needle"),
        project.trace("t", 1),
        project.trace("other", 2).put("output", "hay"));

    JsonNode page = project.list("&search=NEEDLE");

    assertThat(page.get("total").asInt()).isEqualTo(1);
    assertThat(page.path("content").path(0).get("number_of_messages").asInt()).isEqualTo(4);
    assertThat(project.ids("&search=oth")).containsExactly("other");
  }

  @Test
  void theThreadsOfASearchAreSortedAndFilteredByTheWholeOfThem() {
    project.send(
        project.trace("long", 0).put("input", "needle"),
        project.trace("long", 1),
        project.trace("long", 2),
        project.trace("short", 3).put("input", "needle"),
        project.trace("short", 4).put("input", "needle"));

    assertThat(project.ids("&search=needle" + sorting("number_of_messages", "DESC")))
        .containsExactly("long", "short");
    assertThat(project.ids("&search=needle&oql=number_of_messages%20%3D%206"))
        .containsExactly("long");
  }

  @Test
  void aRangeOfTimesIsThatOfTheEarliestTraces() {
    project.send(project.trace("early", 0), project.trace("early", 100));
    project.send(project.trace("late", 50));

    assertThat(project.ids("&from_time=" + START.plusSeconds(40))).containsExactly("late");
    assertThat(project.ids("&to_time=" + START.plusSeconds(40))).containsExactly("early");
  }

  @Test
  void longMessagesAreCutWhenAsked() {
    project.send(project.trace("t", 0).put("input", "x".repeat(20_000)));

    JsonNode cut = project.list("&truncate=true").path("content").path(0).get("first_message");
    JsonNode whole = project.list("").path("content").path(0).get("first_message");

    assertThat(cut.asString()).hasSize(10_001);
    assertThat(whole.asString()).hasSize(20_000);
  }

  @Test
  void excludedFieldsAreLeftOut() {
    project.send(project.trace("t", 0).put("input", "i").put("output", "o"));

    JsonNode thread =
        project
            .list("&exclude=" + encoded("[\"first_message\", \"usage\", \"status\"]"))
            .path("content")
            .path(0);

    assertThat(thread.has("first_message")).isFalse();
    assertThat(thread.has("status")).isFalse();
    assertThat(thread.get("last_message").asString()).isEqualTo("o");
    String unknown = "/v1/private/traces/threads?project_name=" + project.name + "&exclude=";
    assertThat(project.client.get(unknown + encoded("[\"nope\"]")).status()).isEqualTo(400);
  }

  @Test
  void nothingIsTrueOfALastMessageThatIsNotThere() {
    ObjectNode open = project.trace("open", 0).put("output", "word");
    open.remove("end_time");
    project.send(open, project.trace("ended", 1).put("output", "another"));

    assertThat(project.ids(filter("last_message", "contains", "o"))).containsExactly("ended");
    assertThat(project.ids(filter("last_message", "not_contains", "word")))
        .containsExactly("ended");
  }

  @Test
  void aSourceOfAThreadIsThatOfAnyOfItsTraces() {
    project.send(
        project.trace("mixed", 0).put("source", "experiment"),
        project.trace("mixed", 1).put("source", "playground"),
        project.trace("unknown", 2));

    assertThat(project.ids(filter("source", "=", "experiment"))).containsExactly("mixed");
    assertThat(project.ids(filter("source", "!=", "experiment"))).containsExactly("unknown");
    assertThat(project.ids(filter("source", "=", "sdk"))).containsExactly("unknown");
  }

  @Test
  void aFieldThatThreadsDoNotHaveIsRefused() {
    String path = "/v1/private/traces/threads?project_name=" + project.name;
    project.send(project.trace("t", 0));

    assertThat(project.client.get(path + filter("name", "=", "t")).status()).isEqualTo(400);
    assertThat(project.client.get(path + filter("status", ">", "active")).status()).isEqualTo(400);
  }

  @Test
  void aStreamTellsEveryThreadOnceInPages() {
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      sent.add("t" + i);
      project.send(project.trace("t" + i, i));
    }
    project.list("");
    // The oldest is what a list would have first.
    project.send(project.trace("t0", 0));

    List<String> told = new ArrayList<>();
    ObjectNode body = project.body().put("limit", 4);
    List<JsonNode> page = stream(body);
    while (!page.isEmpty()) {
      page.forEach(thread -> told.add(thread.get("id").asString()));
      body.put("last_retrieved_thread_model_id", page.getLast().get("thread_model_id").asString());
      page = stream(body);
    }

    assertThat(told).containsExactlyElementsOf(sent.reversed());
  }

  @Test
  void aStreamCanGoOnAfterTheIdOfAThreadToo() {
    project.send(project.trace("a", 0), project.trace("b", 1), project.trace("c", 2));

    List<JsonNode> rest = stream(project.body().put("last_retrieved_thread_model_id", "c"));

    assertThat(rest).extracting(thread -> thread.get("id").asString()).contains("a", "b");
    assertThat(rest).hasSize(2);
    assertThat(
            project
                .post("/search", project.body().put("last_retrieved_thread_model_id", "nope"))
                .status())
        .isEqualTo(400);
  }

  @Test
  void aStreamGoesOnAndLeavesOutAsThoseOfTracesDo() {
    project.send(project.trace("a", 0), project.trace("b", 1), project.trace("c", 2));
    String second = project.get("b").get("thread_model_id").asString();
    ObjectNode body = project.body().put("last_retrieved_id", second);
    body.putArray("exclude").add("tags").add("status").add("duration");

    List<JsonNode> rest = stream(body);

    assertThat(rest).extracting(thread -> thread.get("id").asString()).containsExactly("a");
    assertThat(rest.getFirst().has("status")).isFalse();
    assertThat(rest.getFirst().has("duration")).isFalse();
    assertThat(rest.getFirst().has("number_of_messages")).isTrue();
    body.putArray("exclude").add("nonsense");
    assertThat(project.post("/search", body).status()).isEqualTo(400);
  }

  @Test
  void threadsOfNoTracesAndOtherProjectsAreNotFound() {
    project.send(project.trace("t", 0));

    assertThat(project.retrieve("T").status()).isEqualTo(404);
    assertThat(
            project
                .client
                .get("/v1/private/traces/threads?project_id=" + TimeOrderedIds.next())
                .json()
                .get("total")
                .asInt())
        .isZero();
    assertThat(UUID.fromString(project.get("t").get("thread_model_id").asString()).version())
        .isEqualTo(7);
  }

  private List<JsonNode> stream(ObjectNode body) {
    var answer = project.post("/search", body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return Arrays.stream(answer.text().split("\r\n"))
        .filter(line -> !line.isEmpty())
        .map(dev.opikdesktop.server.json.Json.MAPPER::readTree)
        .toList();
  }
}
