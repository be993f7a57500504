package dev.opikdesktop.server.traces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TraceWritesTest {
  private static final LocalClient CLIENT =
      new LocalClient(RunningServer.shared().server().restPort());

  private final String project = "writes-" + UUID.randomUUID();
  private final UUID id = TimeOrderedIds.next();

  @AfterAll
  static void closeClient() {
    CLIENT.close();
  }

  @Test
  void anEndRowReplacesItsStartRowWhole() {
    batch("{%s, 'name': 'start', 'input': {'i': 1}, 'last_updated_at': '2026-01-01T00:00:01Z'}");
    batch("{%s, 'name': 'end', 'output': {'o': 1}, 'last_updated_at': '2026-01-01T00:00:03Z'}");

    JsonNode trace = trace();
    assertThat(trace.path("name").asString()).isEqualTo("end");
    assertThat(trace.has("input")).isFalse();
    assertThat(trace.path("output").toString()).isEqualTo("{\"o\":1}");
  }

  @Test
  void aStartRowThatComesLateLoses() {
    batch("{%s, 'name': 'end', 'last_updated_at': '2026-01-01T00:00:03Z'}");
    batch("{%s, 'name': 'start', 'last_updated_at': '2026-01-01T00:00:01Z'}");

    assertThat(trace().path("name").asString()).isEqualTo("end");
  }

  @Test
  void aPatchBeforeTheCreateIsShownAtOnceAndMergedLater() {
    patch("{'project_name': '%s', 'output': {'early': 1}, 'tags': ['t']}");
    assertThat(trace().path("start_time").asString()).isEqualTo("1970-01-01T00:00:00Z");

    post("{%s, 'name': 'created', 'input': {'i': 1}, 'output': {'late': 1}}", 201);

    JsonNode trace = trace();
    assertThat(trace.path("name").asString()).isEqualTo("created");
    assertThat(trace.path("input").toString()).isEqualTo("{\"i\":1}");
    assertThat(trace.path("output").toString()).isEqualTo("{\"early\":1}");
    assertThat(trace.path("start_time").asString()).isEqualTo("2026-01-01T00:00:00Z");
  }

  @Test
  void aPatchBeforeAnOlderBatchRowKeepsItsValuesAndDropsNothing() {
    patch("{'project_name': '%s', 'name': 'patched'}");
    batch("{%s, 'name': 'created', 'input': 1, 'last_updated_at': '2026-01-01T00:00:01Z'}");

    JsonNode trace = trace();
    assertThat(trace.path("name").asString()).isEqualTo("patched");
    assertThat(trace.path("input").asInt()).isEqualTo(1);
    assertThat(trace.path("start_time").asString()).isEqualTo("2026-01-01T00:00:00Z");
    assertThat(trace.path("visibility_mode").asString()).isEqualTo("default");
  }

  @Test
  void anEndRowThatComesAfterALaterPatchIsKeptUnderThePatch() {
    batch("{%s, 'name': 'start', 'last_updated_at': '2026-01-01T00:00:01Z'}");
    patch("{'project_name': '%s', 'tags': ['patched']}");
    batch("{%s, 'name': 'end', 'output': 'o', 'last_updated_at': '2026-01-01T00:00:03Z'}");

    JsonNode trace = trace();
    assertThat(trace.path("name").asString()).isEqualTo("end");
    assertThat(trace.path("output").asString()).isEqualTo("o");
    assertThat(trace.path("tags").path(0).asString()).isEqualTo("patched");
  }

  @Test
  void aBatchRowNewerThanAPatchReplacesIt() {
    patch("{'project_name': '%s', 'name': 'patched', 'tags': ['t']}");
    batch("{%s, 'name': 'by batch'}");

    JsonNode trace = trace();
    assertThat(trace.path("name").asString()).isEqualTo("by batch");
    assertThat(trace.has("tags")).isFalse();
  }

  @Test
  void aPatchIsMergedAlsoWhenAnotherProjectHasTheSameId() {
    patch("{'project_name': '%s', 'name': 'patched'}");
    String elsewhere =
        "{'traces': [{'id': '%s', 'project_name': 'other-%s', 'start_time': '2026-01-01T00:00:00Z'}]}"
            .formatted(id, project)
            .replace('\'', '"');
    assertThat(CLIENT.post("/v1/private/traces/batch", elsewhere).status()).isEqualTo(204);

    batch("{%s, 'name': 'created', 'input': 1, 'last_updated_at': '2026-01-01T00:00:01Z'}");

    JsonNode trace =
        CLIENT.get("/v1/private/traces?project_name=" + project).json().path("content").path(0);
    assertThat(trace.path("name").asString()).isEqualTo("patched");
    assertThat(trace.path("input").asInt()).isEqualTo(1);
    assertThat(trace.path("start_time").asString()).isEqualTo("2026-01-01T00:00:00Z");
  }

  @Test
  void aTraceOfTwoProjectsIsShownWithTheSpansOfItsOwn() {
    for (String place : List.of("a-" + project, "b-" + project)) {
      String spans =
          ("{'spans': [{'id': '%s', 'trace_id': '%s', 'project_name': '%s',"
                  + " 'start_time': '2026-01-01T00:00:00Z', 'usage': {'%s': 1}}]}")
              .formatted(TimeOrderedIds.next(), id, place, place)
              .replace('\'', '"');
      assertThat(CLIENT.post("/v1/private/spans/batch", spans).status()).isEqualTo(204);
      String traces =
          "{'traces': [{'id': '%s', 'project_name': '%s', 'start_time': '2026-01-01T00:00:00Z'}]}"
              .formatted(id, place)
              .replace('\'', '"');
      assertThat(CLIENT.post("/v1/private/traces/batch", traces).status()).isEqualTo(204);
    }

    // The project that was made last has the greater id.
    assertThat(trace().path("span_count").asInt()).isEqualTo(1);
    assertThat(trace().path("usage").toString()).isEqualTo("{\"b-" + project + "\":1}");
  }

  @Test
  void theNewestSpansAreShownHoweverOftenTheyWereReplaced() {
    List<String> newest = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      UUID span = TimeOrderedIds.next();
      UUID trace = TimeOrderedIds.next();
      newest.addFirst(span.toString());
      for (int version = 0; version < (i < 3 ? 1 : 12); version++) {
        String spans =
            ("{'spans': [{'id': '%s', 'trace_id': '%s', 'project_name': '%s',"
                    + " 'start_time': '2026-01-01T00:00:00Z', 'name': '%d'}]}")
                .formatted(span, trace, project, version)
                .replace('\'', '"');
        assertThat(CLIENT.post("/v1/private/spans/batch", spans).status()).isEqualTo(204);
      }
    }

    JsonNode page =
        CLIENT.get("/v1/private/spans?size=3&project_name=" + project).json().path("content");
    assertThat(page.findValuesAsString("id")).containsExactlyElementsOf(newest.subList(0, 3));
  }

  @Test
  void whatIsTooLargeIsTheCallersFault() {
    for (String field :
        List.of(
            "'start_time': 1e18",
            "'start_time': NaN",
            "'start_time': '2026-01-01T00:00:00Z', 'ttft': 1e50000000",
            "'start_time': '2026-01-01T00:00:00Z', 'input': " + "1".repeat(1_001))) {
      String body = "{'project_name': '%s', %s}".formatted(project, field).replace('\'', '"');
      assertThat(CLIENT.post("/v1/private/traces", body).status()).as(field).isEqualTo(400);
    }
    String name = "n".repeat(256);
    String body =
        "{\"project_name\": \"%s\", \"start_time\": \"2026-01-01T00:00:00Z\"}".formatted(name);
    assertThat(CLIENT.post("/v1/private/traces", body).status()).isEqualTo(422);
    post("{%s}", 201);
    String list = "/v1/private/traces?project_name=" + project;
    assertThat(CLIENT.get(list + "&from_time=%2B999999999-01-01T00:00:00Z").status())
        .isEqualTo(400);
  }

  @Test
  void aSecondSingleCreateIsAConflict() {
    post("{%s}", 201);
    post("{%s}", 409);
  }

  @Test
  void aPatchInAnotherProjectIsAConflict() {
    post("{%s}", 201);

    var answer = CLIENT.patch(path(), "{\"project_name\": \"other\", \"name\": \"x\"}");

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.json().path("errors").isArray()).isTrue();
  }

  @Test
  void anIdOfAnotherVersionIsRefused() {
    String body =
        "{\"id\": \"%s\", \"start_time\": \"2026-01-01T00:00:00Z\"}".formatted(UUID.randomUUID());

    assertThat(CLIENT.post("/v1/private/traces", body).status()).isEqualTo(400);
  }

  @Test
  void payloadsComeBackAsTheyWere() {
    String input =
        "{'a': [1, 1.10, 12345678901234567890, -0.5e-7], 'b': {'c': null, 'd': 'q\\\\n"
            + "\uD83D\uDE00 \u8FD4'}}";
    post("{%s, 'input': " + input.replace("%", "%%") + "}", 201);

    assertThat(trace().path("input").toString())
        .contains("12345678901234567890")
        .contains("\uD83D\uDE00 \u8FD4");
    assertThat(CLIENT.get(path()).text()).contains("\"input\":{\"a\":[1,1.10,");
  }

  @Test
  void idsThatEndInZeroBytesAreFoundLikeOthers() {
    for (String tail : List.of("00", "0000", "000000000000")) {
      String whole = TimeOrderedIds.next().toString();
      String zeros = whole.substring(0, whole.length() - tail.length()) + tail;
      String body =
          "{\"id\": \"%s\", \"project_name\": \"%s\", \"start_time\": \"2026-01-01T00:00:00Z\"}"
              .formatted(zeros, project);

      assertThat(CLIENT.post("/v1/private/traces", body).status()).isEqualTo(201);
      assertThat(CLIENT.post("/v1/private/traces", body).status()).isEqualTo(409);
      assertThat(CLIENT.get("/v1/private/traces/" + zeros).status()).isEqualTo(200);
      assertThat(CLIENT.get("/v1/private/traces?size=100&project_name=" + project).text())
          .contains(zeros);
    }
  }

  private void batch(String trace) {
    assertThat(
            CLIENT
                .post("/v1/private/traces/batch", "{\"traces\": [" + filled(trace) + "]}")
                .status())
        .isEqualTo(204);
  }

  private void post(String trace, int status) {
    assertThat(CLIENT.post("/v1/private/traces", filled(trace)).status()).isEqualTo(status);
  }

  private void patch(String body) {
    assertThat(CLIENT.patch(path(), body.formatted(project).replace('\'', '"')).status())
        .isEqualTo(204);
  }

  private String filled(String trace) {
    return trace
        .formatted(
            "'id': '%s', 'project_name': '%s', 'start_time': '2026-01-01T00:00:00Z'"
                .formatted(id, project))
        .replace('\'', '"');
  }

  private JsonNode trace() {
    var answer = CLIENT.get(path());
    assertThat(answer.status()).isEqualTo(200);
    return answer.json();
  }

  private String path() {
    return "/v1/private/traces/" + id;
  }
}
