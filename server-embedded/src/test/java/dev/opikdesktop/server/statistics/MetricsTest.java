package dev.opikdesktop.server.statistics;

import static dev.opikdesktop.server.statistics.MeasuredProject.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.entities.EntityType;
import dev.opikdesktop.server.http.LocalClient.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class MetricsTest {
  private static final String ERROR = "'error_info': {'exception_type': 'E', 'traceback': 't'}";
  private static final Instant END = START.plus(Duration.ofHours(3));

  private final MeasuredProject project = new MeasuredProject();

  @AfterEach
  void closeProject() {
    project.close();
  }

  @Test
  void countsAreZeroAndAveragesNullWhereNothingIs() {
    project.trace(START, 100, "");
    project.trace(START.plusSeconds(1), 300, ERROR);
    project.trace(START.plus(Duration.ofHours(2)), 500, "");

    assertThat(hourly("TRACE_COUNT")).containsExactly("traces 2 0 1");
    assertThat(hourly("TRACE_AVERAGE_DURATION")).containsExactly("avg_duration 200 null 500");
    assertThat(hourly("TRACE_ERROR_RATE")).containsExactly("error_rate 50 null 0");
    assertThat(hourly("DURATION"))
        .containsExactly(
            "duration.p50 200 null 500", "duration.p90 280 null 500", "duration.p99 298 null 500");
    assertThat(hourly("GUARDRAILS_FAILED_COUNT")).containsExactly("failed 0 0 0");
  }

  @Test
  void anEmptyProjectHasItsSeriesAndNothingInThem() {
    assertThat(hourly("TRACE_COUNT")).containsExactly("traces 0 0 0");
    assertThat(hourly("SPAN_COUNT")).containsExactly("spans 0 0 0");
    assertThat(hourly("THREAD_COUNT")).containsExactly("threads 0 0 0");
    assertThat(hourly("COST")).containsExactly("cost null null null");
    assertThat(hourly("THREAD_DURATION"))
        .hasSize(3)
        .allMatch(one -> one.endsWith("null null null"));
    assertThat(hourly("TOKEN_USAGE")).isEmpty();
    assertThat(hourly("FEEDBACK_SCORES")).isEmpty();
    assertThat(split("TRACE_COUNT", "'field': 'tags'")).isEmpty();
  }

  @Test
  void tracesCountWhatTheirSpansSpentAtTheirOwnTime() {
    UUID early = project.trace(START, 1, "");
    UUID late = project.trace(START.plus(Duration.ofHours(2)), 1, "");
    project.span(
        early,
        START.plus(Duration.ofHours(1)),
        1,
        "'total_estimated_cost': 0.25, 'usage': {'in': 3, 'out': 1}");
    project.span(early, START, 1, "'total_estimated_cost': 0.5, 'usage': {'in': 4}");
    project.span(late, START, 1, "'total_estimated_cost': 2, 'usage': {'in': 5}");

    assertThat(hourly("COST")).containsExactly("cost 0.75 null 2");
    assertThat(hourly("TOKEN_USAGE")).containsExactly("in 7 0 5", "out 1 0 0");
    assertThat(hourly("SPAN_COST")).containsExactly("cost 2.5 0.25 null");
    assertThat(hourly("SPAN_TOKEN_USAGE")).containsExactly("in 9 3 0", "out 0 1 0");
    assertThat(hourly("SPAN_COUNT")).containsExactly("spans 2 1 0");
  }

  @Test
  void spansAreMeasuredByThemselves() {
    UUID trace = project.trace(START, 1, "");
    project.span(trace, START, 100, "'name': 'one'");
    project.span(trace, START, 200, "'name': 'two', " + ERROR);

    assertThat(hourly("SPAN_AVERAGE_DURATION")).containsExactly("avg_duration 150 null null");
    assertThat(hourly("SPAN_ERROR_RATE")).containsExactly("error_rate 50 null null");
    assertThat(hourly("SPAN_DURATION")).contains("duration.p50 150 null null");
    assertThat(
            metric(
                "SPAN_COUNT",
                "HOURLY",
                START,
                END,
                ", 'span_filters': [{'field': 'name', 'operator': '=', 'value': 'two'}]"))
        .containsExactly("spans 1 0 0");
  }

  @Test
  void onlyTheFiltersOnWhatIsMeasuredCount() {
    project.trace(START, 1, "'name': 'one'");
    project.trace(START, 1, "'name': 'two'");

    String filters =
        ", 'trace_filters': [{'field': 'name', 'operator': '=', 'value': 'two'}],"
            + " 'span_filters': [{'field': 'name', 'operator': '=', 'value': 'none'}]";
    assertThat(metric("TRACE_COUNT", "HOURLY", START, END, filters))
        .containsExactly("traces 1 0 0");
  }

  @Test
  void scoresAreAveragedOverAuthorsFirstAndThenOverEntities() {
    UUID first = project.trace(START, 1, "");
    UUID second = project.trace(START.plusSeconds(1), 1, "");
    UUID third = project.trace(START.plus(Duration.ofHours(1)), 1, "'tags': ['t']");
    UUID span = project.span(first, START, 1, "");
    project.score(EntityType.TRACE, first, "acc", "ann", "1");
    project.score(EntityType.TRACE, first, "acc", "bob", "0");
    project.score(EntityType.TRACE, second, "acc", "ann", "0.1");
    project.score(EntityType.TRACE, third, "rel", "ann", "0.75");
    project.score(EntityType.TRACE, third, "acc", "ann", "0.25");
    project.score(EntityType.SPAN, span, "acc", "ann", "9");

    assertThat(hourly("FEEDBACK_SCORES"))
        .containsExactly("acc 0.3 0.25 null", "rel null 0.75 null");
    assertThat(hourly("SPAN_FEEDBACK_SCORES")).containsExactly("acc 9 null null");
    assertThat(split("FEEDBACK_SCORES", "'field': 'tags', 'sub_metric': 'acc'"))
        .containsExactly("Unknown 0.3 null null", "t null 0.25 null");
  }

  @Test
  void threadsAreMeasuredAtTheTimeOfTheirFirstTrace() {
    UUID first = project.trace(START, 1_000, "'thread_id': 'one'");
    UUID second = project.trace(START.plusSeconds(7_200), 1_000, "'thread_id': 'one'");
    project.trace(START.plusSeconds(3_600), 500, "'thread_id': 'two'");
    project.span(first, START, 1, "'total_estimated_cost': 1");
    project.span(second, START, 1, "'total_estimated_cost': 2");

    Awaitility.await()
        .untilAsserted(() -> assertThat(hourly("THREAD_COUNT")).containsExactly("threads 1 1 0"));
    assertThat(hourly("THREAD_AVERAGE_DURATION")).containsExactly("avg_duration 7201000 500 null");
    assertThat(hourly("THREAD_DURATION")).contains("duration.p50 7201000 500 null");
    assertThat(hourly("THREAD_COST")).containsExactly("cost 3 0 null");
    assertThat(
            metric(
                "THREAD_COUNT",
                "HOURLY",
                START,
                END,
                ", 'thread_filters': [{'field': 'id', 'operator': '=', 'value': 'two'}]"))
        .containsExactly("threads 0 1 0");
    project.score(EntityType.THREAD, threadRow("one"), "acc", "ann", "0.5");
    assertThat(hourly("THREAD_FEEDBACK_SCORES")).containsExactly("acc 0.5 null null");
    assertThat(split("THREAD_COUNT", "'field': 'tags'")).containsExactly("Unknown 1 1 0");
  }

  @Test
  void aTimeOnTheEdgeBelongsToTheStepThatBeginsThereAndTheEndIsOutside() {
    project.trace(START.minusMillis(1), 1, "");
    project.trace(START, 1, "");
    project.trace(START.plus(Duration.ofHours(1)).minusMillis(1), 1, "");
    project.trace(START.plus(Duration.ofHours(1)), 1, "");
    project.trace(END.minusMillis(1), 1, "");
    project.trace(END, 1, "");

    assertThat(hourly("TRACE_COUNT")).containsExactly("traces 2 1 1");
  }

  @Test
  void theFirstStepBeginsBeforeAStartThatLiesWithinIt() {
    project.trace(START, 1, "");
    project.trace(START.plusSeconds(1_800), 1, "");

    JsonNode data =
        answer("TRACE_COUNT", "HOURLY", START.plusSeconds(1_800), START.plusSeconds(1_801), "")
            .at("/results/0/data");
    assertThat(data.toString()).isEqualTo("[{\"time\":\"2026-01-01T00:00:00Z\",\"value\":1}]");
  }

  @Test
  void daysAndWeeksAreThoseOfUtcAndWeeksBeginOnMonday() {
    Instant sunday = Instant.parse("2026-01-04T23:59:59.999Z");
    Instant monday = Instant.parse("2026-01-05T00:00:00Z");
    Instant end = Instant.parse("2026-01-20T12:00:00Z");
    project.trace(START, 1, "");
    project.trace(sunday, 1, "");
    project.trace(monday, 1, "");

    assertThat(metric("TRACE_COUNT", "DAILY", START, monday.plusSeconds(1), ""))
        .containsExactly("traces 1 0 0 1 1");
    assertThat(metric("TRACE_COUNT", "WEEKLY", START, end, "")).containsExactly("traces 2 1 0 0");
    assertThat(
            answer("TRACE_COUNT", "WEEKLY", START, end, "").at("/results/0/data/0/time").asString())
        .isEqualTo("2025-12-29T00:00:00Z");
  }

  @Test
  void aTotalIsOnePointAtTheStart() {
    project.trace(START, 100, "");
    project.trace(START.plus(Duration.ofDays(300)), 200, "");

    JsonNode answer =
        answer("TRACE_AVERAGE_DURATION", "TOTAL", START, START.plus(Duration.ofDays(301)), "");
    assertThat(answer.toString())
        .isEqualTo(
            """
            {"project_id":"%s","metric_type":"TRACE_AVERAGE_DURATION","interval":"TOTAL",\
            "results":[{"name":"avg_duration",\
            "data":[{"time":"2026-01-01T00:00:00Z","value":150}]}]}\
            """
                .formatted(project.id));
  }

  @Test
  void withoutAnEndAMetricGoesUntilNow() {
    Instant now = Instant.now();
    project.trace(now.minusSeconds(60), 1, "");

    JsonNode data = answer("TRACE_COUNT", "TOTAL", now.minusSeconds(120), null, "");
    assertThat(data.at("/results/0/data/0/value").asInt()).isEqualTo(1);
  }

  @Test
  void aTraceWithSeveralTagsIsInSeveralGroupsAndOneWithoutIsUnknown() {
    project.trace(START, 100, "'tags': ['a', 'b']");
    project.trace(START, 300, "'tags': ['a']");
    project.trace(START.plus(Duration.ofHours(1)), 500, "");

    assertThat(split("TRACE_COUNT", "'field': 'tags'"))
        .containsExactly("a 2 0 0", "Unknown 0 1 0", "b 1 0 0");
    assertThat(split("DURATION", "'field': 'tags', 'sub_metric': 'p50'"))
        .containsExactly("a 200 null null", "Unknown null 500 null", "b 100 null null");
  }

  @Test
  void tenGroupsHaveASeriesOfTheirOwnAndTheRestShareOne() {
    for (int group = 0; group < 13; group++) {
      for (int i = 0; i <= group; i++) {
        project.trace(
            START, 100L * group, "'name': 'n%02d', 'tags': ['n%02d', 'x']".formatted(group, group));
      }
    }

    List<String> names = split("TRACE_COUNT", "'field': 'name'");
    assertThat(names)
        .hasSize(11)
        .startsWith("n12 13 0 0", "n11 12 0 0")
        .endsWith("n03 4 0 0", "__others__ 6 0 0");
    assertThat(split("TRACE_AVERAGE_DURATION", "'field': 'name'"))
        .endsWith("__others__ " + 800 / 6.0 + " null null");
    // One trace counts once among the others, however many of its tags are there.
    assertThat(split("TRACE_COUNT", "'field': 'tags'"))
        .hasSize(11)
        .startsWith("x 91 0 0")
        .endsWith("__others__ 10 0 0");
  }

  @Test
  void spansAreSplitByModelProviderTypeErrorAndMetadata() {
    UUID trace = project.trace(START, 1, "");
    project.span(
        trace,
        START,
        1,
        "'model': 'm', 'provider': 'p', 'type': 'llm', 'metadata': {'a': {'b': 'x'}},"
            + " 'usage': {'in': 5}, 'total_estimated_cost': 1");
    project.span(trace, START, 1, "'type': 'tool', 'usage': {'in': 7}, " + ERROR);
    project.span(trace, START, 1, "'type': 'tool', 'metadata': {'a': {'b': 7}}");

    assertThat(split("SPAN_COUNT", "'field': 'model'")).containsExactly("Unknown 2 0 0", "m 1 0 0");
    assertThat(split("SPAN_COUNT", "'field': 'provider'"))
        .containsExactly("Unknown 2 0 0", "p 1 0 0");
    assertThat(split("SPAN_COUNT", "'field': 'type'")).containsExactly("tool 2 0 0", "llm 1 0 0");
    assertThat(split("SPAN_COUNT", "'field': 'error_type'"))
        .containsExactly("Unknown 2 0 0", "E 1 0 0");
    assertThat(split("SPAN_COUNT", "'field': 'error_info'"))
        .containsExactly("Unknown 2 0 0", "E 1 0 0");
    assertThat(split("SPAN_COUNT", "'field': 'metadata', 'metadata_key': 'a.b'"))
        .containsExactly("7 1 0 0", "Unknown 1 0 0", "x 1 0 0");
    assertThat(split("SPAN_TOKEN_USAGE", "'field': 'type', 'sub_metric': 'in'"))
        .containsExactly("tool 7 0 0", "llm 5 0 0");
    assertThat(split("SPAN_COST", "'field': 'type'"))
        .containsExactly("llm 1 null null", "tool 0 null null");
  }

  @Test
  void whatTracesSpentIsSplitByWhatTheTracesAre() {
    UUID one = project.trace(START, 1, "'name': 'one'");
    UUID two = project.trace(START, 1, "'name': 'two'");
    project.span(one, START, 1, "'total_estimated_cost': 1, 'usage': {'in': 5}");
    project.span(two, START, 1, "'total_estimated_cost': 2, 'usage': {'in': 3}");

    assertThat(split("COST", "'field': 'name'"))
        .containsExactly("two 2 null null", "one 1 null null");
    assertThat(split("TOKEN_USAGE", "'field': 'name', 'sub_metric': 'in'"))
        .containsExactly("one 5 0 0", "two 3 0 0");
  }

  @Test
  void whatCannotBeMeasuredIsSaid() {
    assertThat(sent("{}").status()).isEqualTo(422);
    assertThat(sent("{}").json().get("errors")).hasSize(3);
    assertThat(sent(body("NONSENSE", "HOURLY", START, END, "")).status()).isEqualTo(400);
    assertThat(sent(body("TRACE_COUNT", "YEARLY", START, END, "")).status()).isEqualTo(400);
    assertThat(sent(body("TRACE_COUNT", "HOURLY", END, START, "")).status()).isEqualTo(400);
    assertThat(sent(body("TRACE_COUNT", "HOURLY", Instant.EPOCH, END, "")).text())
        .contains("wider interval");
    String filters = ", 'trace_filters': [{'field': 'nonsense', 'operator': '=', 'value': 'x'}]";
    assertThat(sent(body("TRACE_COUNT", "HOURLY", START, END, filters)).status()).isEqualTo(400);
    assertThat(broken("TRACE_COUNT", "'field': 'model'").text()).contains("no breakdown by model");
    assertThat(broken("THREAD_COUNT", "'field': 'name'").text()).contains("no breakdown by name");
    assertThat(broken("TRACE_COUNT", "'field': 'metadata'").text()).contains("metadata_key");
    assertThat(broken("TRACE_COUNT", "'field': 'nonsense'").text()).contains("nonsense");
    assertThat(broken("DURATION", "'field': 'tags'").text()).contains("sub_metric");
    assertThat(broken("TOKEN_USAGE", "'field': 'tags'").text()).contains("sub_metric");
    String absent = "/v1/private/projects/" + UUID.randomUUID() + "/metrics";
    assertThat(project.client.post(absent, body("TRACE_COUNT", "HOURLY", START, END, "")).status())
        .isEqualTo(404);
  }

  private List<String> hourly(String metric) {
    return metric(metric, "HOURLY", START, END, "");
  }

  private List<String> split(String metric, String breakdown) {
    return metric(metric, "HOURLY", START, END, ", 'breakdown': {" + breakdown + "}");
  }

  /** The series, each as its name and its values. */
  private List<String> metric(
      String metric, String interval, Instant start, Instant end, String more) {
    List<String> shown = new ArrayList<>();
    for (JsonNode series : answer(metric, interval, start, end, more).get("results")) {
      StringBuilder line = new StringBuilder(series.get("name").asString());
      for (JsonNode point : series.get("data")) {
        line.append(' ').append(MeasuredProject.shown(point.get("value")));
      }
      shown.add(line.toString());
    }
    return shown;
  }

  private JsonNode answer(String metric, String interval, Instant start, Instant end, String more) {
    Answer answer = sent(body(metric, interval, start, end, more));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  private Answer broken(String metric, String breakdown) {
    Answer answer = sent(body(metric, "HOURLY", START, END, ", 'breakdown': {" + breakdown + "}"));
    assertThat(answer.status()).isEqualTo(400);
    return answer;
  }

  private Answer sent(String body) {
    return project.client.post("/v1/private/projects/" + project.id + "/metrics", body);
  }

  private static String body(
      String metric, String interval, Instant start, Instant end, String more) {
    String until = end == null ? "" : ", 'interval_end': '" + end + "'";
    return "{'metric_type': '%s', 'interval': '%s', 'interval_start': '%s'%s%s}"
        .formatted(metric, interval, start, until, more)
        .replace('\'', '"');
  }

  private UUID threadRow(String thread) {
    Answer answer =
        project.client.post(
            "/v1/private/traces/threads/retrieve",
            "{\"project_name\": \"%s\", \"thread_id\": \"%s\"}".formatted(project.name, thread));
    return UUID.fromString(answer.json().get("thread_model_id").asString());
  }
}
