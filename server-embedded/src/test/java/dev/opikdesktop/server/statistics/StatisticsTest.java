package dev.opikdesktop.server.statistics;

import static dev.opikdesktop.server.statistics.MeasuredProject.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.entities.EntityType;
import dev.opikdesktop.server.http.LocalClient.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class StatisticsTest {
  private final MeasuredProject project = new MeasuredProject();

  @AfterEach
  void closeProject() {
    project.close();
  }

  @Test
  void tracesAreCountedWithWhatTheirSpansSpent() {
    UUID first =
        project.trace(START, 100, "'input': {'i': 1}, 'tags': ['a', 'b', 'a'], 'thread_id': 'one'");
    UUID second = project.trace(START.plusSeconds(1), 200, "'thread_id': 'one', 'output': null");
    project.trace(
        START.plusSeconds(2),
        -1,
        "'metadata': {}, 'error_info': {'exception_type': 'E', 'traceback': 't'}");
    project.span(
        first,
        START,
        1,
        "'type': 'llm', 'total_estimated_cost': 0.25, 'usage': {'in': 10, 'zero': 0}");
    project.span(first, START, 1, "'total_estimated_cost': 0.5, 'usage': {'in': 20}");
    project.span(second, START, 1, "'type': 'tool', 'usage': {'in': 5}");

    assertThat(project.stats("traces", ""))
        .containsExactly(
            "trace_count 3",
            "duration 150/190/199",
            "input 1",
            "output 1",
            "metadata 1",
            "tags " + 2 / 3.0,
            "thread_count 1",
            "llm_span_count " + 1 / 3.0,
            "span_count 1",
            "total_estimated_cost 0.75",
            "total_estimated_cost_sum 0.75",
            "usage.in 17.5",
            "usage.zero 0",
            "usage_sum.in 35",
            "usage_sum.zero 0",
            "guardrails_failed_count 0",
            "error_count 1");
  }

  @Test
  void spansAreCountedByThemselves() {
    UUID trace = project.trace(START, 0, "");
    project.span(trace, START, 10, "'total_estimated_cost': 0.5, 'usage': {'in': 10}");
    project.span(trace, START, 20, "'input': 'i', 'tags': ['a']");
    project.span(
        trace,
        START,
        30,
        "'total_estimated_cost': 0, 'usage': {'in': 30, 'out': 1},"
            + " 'error_info': {'exception_type': 'E', 'traceback': 't'}");

    assertThat(project.stats("spans", ""))
        .containsExactly(
            "span_count 3",
            "duration 20/28/29.8",
            "input 1",
            "output 0",
            "metadata 0",
            "tags " + 1 / 3.0,
            "total_estimated_cost 0.5",
            "total_estimated_cost_sum 0.5",
            "usage.in 20",
            "usage.out 1",
            "usage_sum.in 40",
            "usage_sum.out 1",
            "error_count 1");
  }

  @Test
  void nothingIsSaidOfNoTracesAndOfNoSpans() {
    assertThat(project.stats("traces", "")).isEmpty();
    assertThat(project.stats("spans", "")).isEmpty();
    project.trace(START, 1, "'name': 'there'");
    assertThat(project.stats("traces", MeasuredProject.filter("name", "=", "absent"))).isEmpty();
  }

  @Test
  void spansOfTracesThatAreNotThereDoNotCountForTraces() {
    project.trace(START, 1, "");
    project.span(
        MeasuredProject.idAt(START), START, 1, "'total_estimated_cost': 9, 'usage': {'in': 9}");

    assertThat(project.stats("traces", ""))
        .contains("span_count 0", "total_estimated_cost 0", "total_estimated_cost_sum 0")
        .noneMatch(stat -> stat.startsWith("usage"));
    JsonNode listed = listed("");
    assertThat(listed.get("total_estimated_cost_sum").asDouble()).isZero();
    assertThat(listed.get("usage").size()).isZero();
  }

  @Test
  void spansOfTracesThatAreNotThereDoNotHideThoseOfOthers() {
    UUID trace = project.trace(START, 1, "");
    project.span(trace, START, 1, "'total_estimated_cost': 2, 'usage': {'in': 3}");
    project.span(
        MeasuredProject.idAt(START), START, 1, "'total_estimated_cost': 9, 'usage': {'in': 9}");

    assertThat(project.stats("traces", ""))
        .contains("span_count 1", "total_estimated_cost_sum 2", "usage_sum.in 3");
    assertThat(listed("").get("usage").get("in").asDouble()).isEqualTo(3);
  }

  @Test
  void aReplacedTraceCountsOnceAndAsItIsNow() {
    UUID trace = project.trace(START, 100, "'tags': ['a', 'b']");
    String update = "{\"project_name\": \"%s\", \"tags\": [\"c\"]}".formatted(project.name);
    assertThat(project.client.patch("/v1/private/traces/" + trace, update).status()).isEqualTo(204);

    assertThat(project.stats("traces", "")).contains("trace_count 1", "tags 1");
  }

  @Test
  void filtersSearchAndTimesChooseAsTheyDoInLists() {
    UUID dear = project.trace(START, 100, "'name': 'dear'");
    project.span(dear, START, 1, "'total_estimated_cost': 2, 'type': 'llm', 'name': 'call'");
    project.trace(START.plusSeconds(10), 300, "'name': 'cheap'");

    assertThat(project.stats("traces", MeasuredProject.filter("name", "=", "cheap")))
        .contains("trace_count 1", "duration 300/300/300", "span_count 0");
    assertThat(project.stats("traces", MeasuredProject.filter("total_estimated_cost", ">", "1")))
        .contains("trace_count 1", "duration 100/100/100", "total_estimated_cost_sum 2");
    assertThat(project.stats("traces", "&search=chea")).contains("trace_count 1");
    assertThat(project.stats("traces", "&from_time=" + START.plusSeconds(10)))
        .contains("trace_count 1", "duration 300/300/300");
    assertThat(project.stats("traces", "&to_time=" + START))
        .contains("trace_count 1", "total_estimated_cost_sum 2");
    assertThat(project.stats("spans", "&type=tool")).isEmpty();
    assertThat(project.stats("spans", "&type=llm&trace_id=" + dear)).contains("span_count 1");
  }

  @Test
  void scoresAreAveragedOverAuthorsFirstAndThenOverEntities() {
    UUID first = project.trace(START, 1, "");
    UUID second = project.trace(START, 1, "");
    UUID span = project.span(first, START, 1, "");
    UUID another = project.span(first, START, 1, "");
    UUID third = project.span(second, START, 1, "");
    project.score(EntityType.TRACE, first, "acc", "ann", "1");
    project.score(EntityType.TRACE, first, "acc", "bob", "0");
    project.score(EntityType.TRACE, second, "acc", "ann", "0.1");
    project.score(EntityType.TRACE, second, "Acc", "ann", "-1");
    project.score(EntityType.SPAN, span, "acc", "ann", "1");
    project.score(EntityType.SPAN, span, "acc", "bob", "3");
    project.score(EntityType.SPAN, another, "acc", "ann", "4");
    project.score(EntityType.SPAN, third, "acc", "ann", "5");
    project.score(EntityType.TRACE, MeasuredProject.idAt(START), "acc", "ann", "100");

    assertThat(project.stats("traces", ""))
        .containsSubsequence(
            "feedback_scores.Acc -1",
            "feedback_scores.acc 0.3",
            "span_feedback_scores.acc " + 11 / 3.0);
    assertThat(project.stats("spans", "")).contains("feedback_scores.acc " + 11 / 3.0);
  }

  @Test
  void aProjectIsListedWithItsNumbers() {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    UUID trace = project.trace(START, 100, "'thread_id': 'one'");
    project.trace(now, 300, "'error_info': {'exception_type': 'E', 'traceback': 't'}");
    project.span(trace, START, 1, "'total_estimated_cost': 0.5, 'usage': {'in': 4}");
    project.score(EntityType.TRACE, trace, "acc", "ann", "0.5");

    assertThat(listed("").toString())
        .isEqualTo(
            """
            {"project_id":"%s",\
            "feedback_scores":[{"name":"acc","value":0.5}],\
            "duration":{"p50":200.0,"p90":280.0,"p99":298.0},\
            "total_estimated_cost":0.5,"total_estimated_cost_sum":0.5,\
            "usage":{"in":4.0},"trace_count":2,"thread_count":1,"guardrails_failed_count":0,\
            "error_count":{"count":1,"deviation":1}}\
            """
                .formatted(project.id));
    assertThat(listed("&to_time=" + START).get("trace_count").asInt()).isEqualTo(1);
    assertThat(listed("&from_time=" + now).get("usage").size()).isZero();
  }

  @Test
  void aProjectsNumbersAreThoseOfTheTracesThatFiltersChoose() {
    UUID wanted = project.trace(START, 100, "'tags': ['a'], 'thread_id': 'one'");
    UUID other = project.trace(START, 300, "'tags': ['b'], 'thread_id': 'two'");
    project.span(wanted, START, 1, "'total_estimated_cost': 0.5, 'usage': {'in': 4}");
    project.span(other, START, 1, "'total_estimated_cost': 2, 'usage': {'in': 8}");
    project.score(EntityType.TRACE, other, "acc", "ann", "0.5");

    JsonNode byTag = listed(filters("tags", "=", "a"));
    JsonNode byCost = listed(filters("total_estimated_cost", ">", "1"));
    Answer unknown =
        project.client.get("/v1/private/projects/stats?" + filters("nothing", "=", "a"));

    assertThat(byTag.get("trace_count").asInt()).isEqualTo(1);
    assertThat(byTag.at("/usage/in").asDouble()).isEqualTo(4);
    assertThat(byTag.get("feedback_scores").size()).isZero();
    assertThat(byCost.at("/duration/p50").asDouble()).isEqualTo(300);
    assertThat(byCost.get("total_estimated_cost_sum").asDouble()).isEqualTo(2);
    assertThat(byCost.at("/feedback_scores/0/value").asDouble()).isEqualTo(0.5);
    assertThat(unknown.status()).isEqualTo(400);
  }

  @Test
  void errorsAreComparedWithThoseOfTheSevenDaysBefore() {
    String error = "'error_info': {'exception_type': 'E', 'traceback': 't'}";
    Instant midnight = Instant.now().truncatedTo(ChronoUnit.DAYS);
    project.trace(midnight.minus(7, ChronoUnit.DAYS), 1, error);
    project.trace(midnight.minus(7, ChronoUnit.DAYS).minusMillis(1), 1, error);
    project.trace(midnight.minus(14, ChronoUnit.DAYS), 1, error);
    project.trace(midnight.minus(14, ChronoUnit.DAYS).minusMillis(1), 1, error);

    assertThat(listed("").get("error_count").toString())
        .isEqualTo("{\"count\":4,\"deviation\":-1,\"deviation_percentage\":-50}");
  }

  @Test
  void aProjectWithoutTracesIsListedByItsIdAlone() {
    assertThat(listed("").toString()).isEqualTo("{\"project_id\":\"" + project.id + "\"}");
  }

  @Test
  void aProjectIsFoundWithItsNumbersOnRequest() {
    project.trace(START, 100, "'thread_id': 'one'");

    JsonNode plain = retrieved("{\"name\": \"%s\"}");
    JsonNode full = retrieved("{\"name\": \"%s\", \"include_stats\": true}");

    assertThat(plain.has("trace_count")).isFalse();
    assertThat(full.get("id").asString()).isEqualTo(project.id.toString());
    assertThat(full.get("trace_count").asInt()).isEqualTo(1);
    assertThat(full.has("thread_count")).isFalse();
    assertThat(full.has("project_id")).isFalse();
  }

  private static String filters(String field, String operator, String value) {
    return "&filters="
        + URLEncoder.encode(
            "[{\"field\": \"%s\", \"operator\": \"%s\", \"value\": \"%s\"}]"
                .formatted(field, operator, value),
            StandardCharsets.UTF_8);
  }

  private JsonNode listed(String query) {
    JsonNode content =
        project.get("/v1/private/projects/stats?name=" + project.name + query).get("content");
    assertThat(content).hasSize(1);
    return content.get(0);
  }

  private JsonNode retrieved(String body) {
    Answer answer =
        project.client.post("/v1/private/projects/retrieve", body.formatted(project.name));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }
}
