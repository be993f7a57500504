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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class WorkspaceMetricsTest {
  private static final String PATH = "/v1/private/workspaces/";
  private static final Duration DAY = Duration.ofDays(1);
  private static final Instant END = START.plus(DAY.multipliedBy(3));

  private final MeasuredProject one = new MeasuredProject();
  private final MeasuredProject two = new MeasuredProject();

  @AfterEach
  void closeProjects() {
    one.close();
    two.close();
  }

  @Test
  void costsAreThoseOfEachProjectDayByDay() {
    cost(one, START, "0.5");
    cost(one, START.plus(DAY.multipliedBy(2)), "0.25");
    cost(two, START.plus(DAY), "2");

    assertThat(courses("costs", START, one.id, two.id, UUID.randomUUID()))
        .containsExactly(one.id + " cost 0.5 null 0.25", two.id + " cost null 2 null");
  }

  @Test
  void aDayBeginsAtMidnightAndOnlyWhatIsInTheIntervalCounts() {
    cost(one, START.plus(Duration.ofHours(1)), "1");
    cost(one, START.plus(Duration.ofHours(23)), "2");

    JsonNode results =
        post("costs", START.plus(Duration.ofHours(12)), END, "", one.id).path("results");

    assertThat(results.path(0).path("data").path(0).path("time").asString())
        .isEqualTo(START.toString());
    assertThat(results.path(0).path("data").path(0).path("value").asInt()).isEqualTo(2);
  }

  @Test
  void aSummaryComparesWithTheTimeBefore() {
    cost(one, START, "0.5");
    cost(two, START, "1");
    cost(two, START.minusMillis(1), "4");
    cost(two, START.minus(DAY.multipliedBy(3)), "8");
    cost(two, START.minus(DAY.multipliedBy(3)).minusMillis(1), "16");

    assertThat(post("costs/summaries", START, END, "", one.id, two.id).toString())
        .isEqualTo("{\"name\":\"cost\",\"current\":1.5,\"previous\":12.0}");
  }

  @Test
  void scoresAreMeansOfTraces() {
    score(one, START, "good", "1");
    score(one, START.plusSeconds(1), "good", "0.5");
    score(one, START, "bad", "0.1");
    score(two, START.plus(DAY), "good", "0.25");

    assertThat(courses("metrics", START, one.id, two.id))
        .containsExactly(
            one.id + " bad 0.1 null null",
            one.id + " good 0.75 null null",
            two.id + " good null 0.25 null");
    assertThat(post("metrics", START, END, "\"name\": \"bad\",", one.id, two.id).path("results"))
        .hasSize(1);
  }

  @Test
  void aSummaryOfScoresHasANameEach() {
    score(one, START, "good", "1");
    score(two, START, "good", "0");
    score(two, START.minusSeconds(1), "good", "0.75");
    score(two, START.minusSeconds(1), "old", "3");

    assertThat(post("metrics/summaries", START, END, "", one.id, two.id).toString())
        .isEqualTo(
            "{\"results\":[{\"name\":\"good\",\"current\":0.5,\"previous\":0.75},"
                + "{\"name\":\"old\",\"previous\":3.0}]}");
  }

  @Test
  void withoutProjectsTheNumbersAreThoseOfAll() {
    String name = "score-" + UUID.randomUUID();
    score(one, START, name, "1");
    score(two, START, name, "0");

    assertThat(post("metrics", START, END, "\"name\": \"" + name + "\",").path("results"))
        .hasSize(1)
        .allMatch(result -> !result.has("project_id"))
        .allMatch(result -> result.path("data").path(0).path("value").asDouble() == 0.5);
    assertThat(post("metrics", START, END, "\"name\": \"none " + name + "\",").path("results"))
        .hasSize(1)
        .allMatch(result -> result.path("data").path(0).path("value").isNull());
  }

  @Test
  void spansOfSeveralProjectsAreMeasuredTogether() {
    cost(one, START, "1");
    cost(two, START, "2");
    cost(two, START.plus(DAY), "4");

    assertThat(courses("metrics/spans", START, "\"metric_type\": \"SPAN_COUNT\",", one.id, two.id))
        .containsExactly(" spans 2 1 0");
    assertThat(
            courses(
                "metrics/spans",
                START,
                "\"metric_type\": \"SPAN_COST\", \"breakdown\": {\"field\": \"name\"},",
                two.id))
        .containsExactly(" costly 2 4 null");
    assertThat(
            courses(
                "metrics/spans",
                START,
                "\"metric_type\": \"SPAN_COUNT\", \"filters\": [{\"field\":"
                    + " \"total_estimated_cost\", \"operator\": \">\", \"value\": \"3\"}],",
                one.id,
                two.id))
        .containsExactly(" spans 0 1 0");
  }

  @Test
  void aMetricOfTracesIsNoneOfSpans() {
    Answer answer =
        one.client.post(
            PATH + "metrics/spans", body(START, END, "\"metric_type\": \"TRACE_COUNT\",", one.id));

    assertThat(answer.status()).isEqualTo(400);
  }

  @Test
  void kindsOfTokensAreThoseOfTheProjects() {
    UUID trace = one.trace(START, 1, "");
    one.span(trace, START, 1, "'usage': {'in': 1, 'out': 2}");
    two.span(two.trace(START, 1, ""), START, 1, "'usage': {'cached': 1}");

    assertThat(names("{\"project_ids\": [\"%s\"]}".formatted(one.id))).containsExactly("in", "out");
    assertThat(names("{\"project_ids\": [\"%s\", \"%s\"]}".formatted(one.id, two.id)))
        .containsExactly("cached", "in", "out");
    assertThat(names("{}")).contains("cached", "in", "out");
  }

  private List<String> names(String body) {
    return one.client
        .post(PATH + "token-usage/names", body)
        .json()
        .path("names")
        .valueStream()
        .map(JsonNode::asString)
        .toList();
  }

  private static void cost(MeasuredProject project, Instant at, String dollars) {
    project.span(
        project.trace(at, 1, ""), at, 1, "'name': 'costly', 'total_estimated_cost': " + dollars);
  }

  private static void score(MeasuredProject project, Instant at, String name, String value) {
    project.score(EntityType.TRACE, project.trace(at, 1, ""), name, "somebody", value);
  }

  private List<String> courses(String what, Instant start, UUID... projects) {
    return courses(what, start, "", projects);
  }

  /** The series, each as "project name value value …". */
  private List<String> courses(String what, Instant start, String more, UUID... projects) {
    List<String> courses = new ArrayList<>();
    post(what, start, END, more, projects)
        .path("results")
        .forEach(
            result -> {
              StringBuilder course =
                  new StringBuilder(result.path("project_id").asString(""))
                      .append(' ')
                      .append(result.path("name").asString());
              result
                  .path("data")
                  .forEach(
                      point ->
                          course.append(' ').append(MeasuredProject.shown(point.path("value"))));
              courses.add(course.toString());
            });
    return courses;
  }

  private JsonNode post(String what, Instant start, Instant end, String more, UUID... projects) {
    Answer answer = one.client.post(PATH + what, body(start, end, more, projects));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  private static String body(Instant start, Instant end, String more, UUID... projects) {
    List<String> ids = new ArrayList<>();
    for (UUID project : projects) {
      ids.add("\"" + project + "\"");
    }
    return "{%s \"project_ids\": [%s], \"interval_start\": \"%s\", \"interval_end\": \"%s\"}"
        .formatted(more, String.join(", ", ids), start, end);
  }
}
