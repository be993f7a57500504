package dev.opikdesktop.server.statistics;

import static dev.opikdesktop.server.statistics.MeasuredProject.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.http.LocalClient.Answer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KpiCardsTest {
  private static final String ERROR = "'error_info': {'exception_type': 'E', 'traceback': 't'}";

  private final MeasuredProject project = new MeasuredProject();

  @AfterEach
  void closeProject() {
    project.close();
  }

  @Test
  void anIntervalIsComparedWithTheOneOfTheSameLengthBefore() {
    project.trace(START.minusSeconds(61), 9_000, ERROR);
    UUID before = project.trace(START.minusSeconds(60), 100, "");
    UUID now = project.trace(START, 200, "");
    project.trace(START.plusSeconds(60), 400, ERROR);
    project.trace(START.plusSeconds(61), 9_000, ERROR);
    project.span(before, START, 1, "'total_estimated_cost': 2");
    project.span(now, START, 1, "'total_estimated_cost': 0.5");

    assertThat(cards("traces", START, START.plusSeconds(60), ""))
        .containsExactly("count 2 1", "avg_duration 300 100", "total_cost 0.5 2", "errors 50 0");
  }

  @Test
  void spansHaveCostsAndErrorsOfTheirOwn() {
    UUID trace = project.trace(START.minusSeconds(3_600), 1, "");
    project.span(trace, START, 100, "'total_estimated_cost': 2, 'name': 'one'");
    project.span(trace, START, 300, "'name': 'two', " + ERROR);

    assertThat(cards("spans", START, START.plusSeconds(60), ""))
        .containsExactly("count 2 0", "avg_duration 200 null", "total_cost 2 0", "errors 50 0");
    String filters =
        ", 'filters': '[{\\\"field\\\": \\\"name\\\", \\\"operator\\\": \\\"=\\\", \\\"value\\\":"
            + " \\\"two\\\"}]'";
    assertThat(cards("spans", START, START.plusSeconds(60), filters))
        .containsExactly("count 1 0", "avg_duration 300 null", "total_cost 0 0", "errors 100 0");
  }

  @Test
  void threadsAreTakenByTheirFirstTraceAndHaveNoErrors() {
    UUID first = project.trace(START, 1_000, "'thread_id': 'one'");
    UUID second = project.trace(START.plusSeconds(90), 1_000, "'thread_id': 'one'");
    project.span(first, START, 1, "'total_estimated_cost': 1");
    project.span(second, START, 1, "'total_estimated_cost': 2");

    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(cards("threads", START, START.plusSeconds(60), ""))
                    .containsExactly("count 1 0", "avg_duration 91000 null", "total_cost 3 0"));
  }

  @Test
  void aProjectThatIsNotThereHasNothing() {
    Answer answer =
        project.client.post(
            "/v1/private/projects/" + UUID.randomUUID() + "/kpi-cards",
            body("traces", START, START.plusSeconds(1), ""));

    assertThat(answer.text())
        .isEqualTo(
            """
            {"stats":[{"type":"count","current_value":0.0,"previous_value":0.0},\
            {"type":"avg_duration","current_value":null,"previous_value":null},\
            {"type":"total_cost","current_value":0.0,"previous_value":0.0},\
            {"type":"errors","current_value":0.0,"previous_value":0.0}]}\
            """);
  }

  @Test
  void whatCannotBeComparedIsSaid() {
    assertThat(sent("{}").status()).isEqualTo(422);
    assertThat(sent("{}").json().get("errors")).hasSize(2);
    assertThat(sent(body("traces", START, START, "")).status()).isEqualTo(422);
    assertThat(sent(body("nonsense", START, START.plusSeconds(1), "")).status()).isEqualTo(400);
    assertThat(sent(body("traces", START, START.plusSeconds(1), ", 'filters': 'x'")).status())
        .isEqualTo(400);
  }

  private List<String> cards(String entities, Instant start, Instant end, String more) {
    Answer answer = sent(body(entities, start, end, more));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    List<String> shown = new ArrayList<>();
    answer
        .json()
        .get("stats")
        .forEach(
            card ->
                shown.add(
                    card.get("type").asString()
                        + " "
                        + MeasuredProject.shown(card.get("current_value"))
                        + " "
                        + MeasuredProject.shown(card.get("previous_value"))));
    return shown;
  }

  private Answer sent(String body) {
    return project.client.post("/v1/private/projects/" + project.id + "/kpi-cards", body);
  }

  private static String body(String entities, Instant start, Instant end, String more) {
    return "{'entity_type': '%s', 'interval_start': '%s', 'interval_end': '%s'%s}"
        .formatted(entities, start, end, more)
        .replace('\'', '"');
  }
}
