package dev.opikdesktop.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.http.LocalClient.Answer;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Behaviours that a server of this contract most likely gets wrong, as far as no test of their own
 * resource shows them; docs/testing.md says where the others are.
 */
class LikelyMistakesTest {
  private static final LocalClient CLIENT =
      new LocalClient(RunningServer.shared().server().restPort());
  private static final String API = "/v1/private/";

  private final String project = "mistakes-" + UUID.randomUUID();

  @AfterAll
  static void closeClient() {
    CLIENT.close();
  }

  @Test
  void aSecondSingleCreateOfASpanIsTakenAndChangesNothing() {
    UUID id = TimeOrderedIds.next();
    String span =
        "{'id': '%s', 'trace_id': '%s', 'project_name': 'P', 'start_time': T, 'name': '%s'}";

    Answer first = post("spans", span.formatted(id, id, "first"));
    Answer second = post("spans", span.formatted(id, id, "second"));

    assertThat(first.status()).isEqualTo(201);
    assertThat(second.status()).isEqualTo(201);
    assertThat(second.header("Location")).isEqualTo(first.header("Location"));
    assertThat(get("spans/" + id).path("name").asString()).isEqualTo("first");
  }

  @Test
  void aPatchReplacesWholeFieldsAndBlankTextsClearNothing() {
    String id =
        created(
            "traces",
            "{'project_name': 'P', 'start_time': T, 'name': 'n', 'thread_id': 't',"
                + " 'input': {'a': 1, 'b': 2}, 'tags': ['x', 'y']}");

    patch(
        "traces/" + id,
        "{'project_name': 'P', 'name': ' ', 'thread_id': '', 'input': {'b': 3}, 'tags': ['z']}");

    JsonNode trace = get("traces/" + id);
    assertThat(trace.path("name").asString()).isEqualTo("n");
    assertThat(trace.path("thread_id").asString()).isEqualTo("t");
    assertThat(trace.path("input").toString()).isEqualTo("{\"b\":3}");
    assertThat(trace.path("tags").toString()).isEqualTo("[\"z\"]");
  }

  @Test
  void tagsAreAddedAndRemovedByABatchUpdateAlone() {
    String id = created("traces", "{'project_name': 'P', 'start_time': T, 'tags': ['x', 'y']}");

    patch("traces/" + id, "{'project_name': 'P', 'tags_to_add': ['z']}");
    assertThat(tags(id)).containsExactlyInAnyOrder("x", "y");

    patch(
        "traces/batch",
        "{'ids': ['%s'], 'update': {'tags_to_add': ['z'], 'tags_to_remove': ['x']}}".formatted(id));
    assertThat(tags(id)).containsExactlyInAnyOrder("y", "z");
  }

  @Test
  void anUpdateOfASpanNamesItsTraceAndItsParent() {
    UUID trace = TimeOrderedIds.next();
    UUID parent = TimeOrderedIds.next();
    String id =
        created(
            "spans",
            "{'project_name': 'P', 'start_time': T, 'trace_id': '%s', 'parent_span_id': '%s'}"
                .formatted(trace, parent));

    assertThat(patched(id, "'parent_span_id': '%s'".formatted(parent))).isEqualTo(422);
    assertThat(patched(id, "'trace_id': '%s'".formatted(trace))).isEqualTo(409);
    assertThat(patched(id, "'trace_id': '%s', 'parent_span_id': '%s'".formatted(parent, parent)))
        .isEqualTo(409);
    assertThat(patched(id, "'trace_id': '%s', 'parent_span_id': '%s'".formatted(trace, parent)))
        .isEqualTo(204);
  }

  @Test
  void theTimeInAnIdDecidesOnOrderAndRangesAndNotTheStartTime() {
    UUID early = idAt("2026-01-01T00:00:00Z");
    UUID late = idAt("2026-01-02T00:00:00Z");
    String trace = "{'id': '%s', 'project_name': 'P', 'start_time': '%s'}";
    created("traces", trace.formatted(early, "2026-01-09T00:00:00Z"));
    created("traces", trace.formatted(late, "2026-01-03T00:00:00Z"));

    assertThat(ids("traces?project_name=" + project))
        .containsExactly(late.toString(), early.toString());
    assertThat(
            ids(
                "traces?project_name=%s&from_time=2026-01-01T12:00:00Z&to_time=2026-01-02T12:00:00Z"
                    .formatted(project)))
        .containsExactly(late.toString());
  }

  @Test
  void aProjectIsMadeByItsFirstTraceAndFoundInAnyCase() {
    String other = created("projects", "{'name': 'P-other'}");
    String first = created("traces", "{'project_name': 'P', 'start_time': T}");
    String second =
        created(
            "traces",
            "{'project_name': '%s', 'project_id': '%s', 'start_time': T}"
                .formatted(project.toUpperCase(Locale.ROOT), other));

    JsonNode made = get("traces/" + first).path("project_id");
    assertThat(get("traces/" + second).path("project_id")).isEqualTo(made);
    assertThat(get("projects/" + made.asString()).path("name").asString()).isEqualTo(project);
  }

  @Test
  void theSizeOfAPageIsTheNumberOfItsEntries() {
    for (int i = 0; i < 3; i++) {
      created("traces", "{'project_name': 'P', 'start_time': T}");
    }

    JsonNode page = get("traces?page=2&size=2&project_name=" + project);

    assertThat(page.path("page").asInt()).isEqualTo(2);
    assertThat(page.path("size").asInt()).isEqualTo(1);
    assertThat(page.path("total").asInt()).isEqualTo(3);
    assertThat(page.path("content").size()).isEqualTo(1);
  }

  @Test
  void whatIsNotSetIsLeftOutButCountsAndTheEnvironmentAreThere() {
    String id = created("traces", "{'project_name': 'P', 'start_time': T, 'tags': []}");

    JsonNode trace = get("traces/" + id);

    assertThat(trace.propertyNames())
        .doesNotContain("name", "input", "end_time", "duration", "tags", "total_estimated_cost");
    assertThat(trace.valueStream()).noneMatch(JsonNode::isNull);
    assertThat(trace.path("environment").asString("none")).isEmpty();
    assertThat(trace.path("span_count").asInt(-1)).isZero();
    assertThat(trace.path("has_tool_spans").asBoolean(true)).isFalse();
  }

  @Test
  void providersUsageAndCostsOfSpansShowOnTheirTrace() {
    String trace =
        created("traces", "{'project_name': 'P', 'start_time': T, 'metadata': {'mine': 1}}");
    String span =
        "{'project_name': 'P', 'start_time': T, 'trace_id': '%s', 'type': 'llm', 'provider': '%s',"
            + " 'model': '%s', 'usage': {'prompt_tokens': 1000}, 'metadata': {'mine': 1}}";
    String first = created("spans", span.formatted(trace, "openai", "gpt-4o"));
    created("spans", span.formatted(trace, "a provider", "an unknown model"));

    JsonNode read = get("traces/" + trace);
    assertThat(read.path("metadata").toString())
        .isEqualTo("{\"providers\":[\"a provider\",\"openai\"],\"mine\":1}");
    assertThat(read.path("usage").toString()).isEqualTo("{\"prompt_tokens\":2000}");
    assertThat(read.path("total_estimated_cost").asDouble()).isEqualTo(0.0025);
    assertThat(read.path("llm_span_count").asInt()).isEqualTo(2);
    assertThat(get("spans/" + first).path("metadata").toString())
        .isEqualTo("{\"provider\":\"openai\",\"mine\":1}");
  }

  @Test
  void onlyTheFirstOrderCountsAndValuesOfFiltersAreDecodedOnceMore() {
    created("traces", "{'project_name': 'P', 'start_time': T, 'name': 'b', 'tags': ['1+1=2']}");
    created("traces", "{'project_name': 'P', 'start_time': T, 'name': 'a', 'tags': ['other']}");

    String order = encoded("[{'field': 'name', 'direction': 'ASC'}, {'field': 'id'}]");
    JsonNode sorted = get("traces?project_name=" + project + "&sorting=" + order);
    String filters = encoded("[{'field': 'tags', 'operator': '=', 'value': '1%2B1%3D2'}]");
    JsonNode filtered = get("traces?project_name=" + project + "&filters=" + filters);

    assertThat(sorted.at("/content/0/name").asString()).isEqualTo("a");
    assertThat(filtered.path("total").asInt()).isEqualTo(1);
    assertThat(filtered.at("/content/0/name").asString()).isEqualTo("b");
  }

  private static UUID idAt(String time) {
    UUID random = TimeOrderedIds.next();
    return new UUID(
        Instant.parse(time).toEpochMilli() << 16 | random.getMostSignificantBits() & 0xffff,
        random.getLeastSignificantBits());
  }

  private static List<String> tags(String trace) {
    return get("traces/" + trace).path("tags").valueStream().map(JsonNode::asString).toList();
  }

  private static List<String> ids(String list) {
    return get(list).path("content").valueStream().map(each -> each.path("id").asString()).toList();
  }

  private static JsonNode get(String path) {
    Answer answer = CLIENT.get(API + path);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  private String created(String path, String body) {
    Answer answer = post(path, body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    String location = answer.header("Location");
    return location.substring(location.lastIndexOf('/') + 1);
  }

  private Answer post(String path, String body) {
    return CLIENT.post(API + path, filled(body));
  }

  private void patch(String path, String body) {
    Answer answer = CLIENT.patch(API + path, filled(body));
    assertThat(answer.status()).as(answer.text()).isEqualTo(204);
  }

  private int patched(String span, String fields) {
    return CLIENT
        .patch(API + "spans/" + span, filled("{'project_name': 'P', " + fields + "}"))
        .status();
  }

  /** P is the project, T a time. */
  private String filled(String body) {
    return body.replace("'P", "'" + project)
        .replace(" T", " '2026-01-01T00:00:00Z'")
        .replace('\'', '"');
  }

  private static String encoded(String json) {
    return URLEncoder.encode(json.replace('\'', '"'), StandardCharsets.UTF_8);
  }
}
