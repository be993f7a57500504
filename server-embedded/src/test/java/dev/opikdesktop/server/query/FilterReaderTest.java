package dev.opikdesktop.server.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.http.LocalClient.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What lists refuse and what they let pass. */
class FilterReaderTest {
  private static final LocalClient CLIENT =
      new LocalClient(RunningServer.shared().server().restPort());

  @BeforeAll
  static void makeProject() {
    CLIENT.post("/v1/private/projects", "{\"name\": \"filter-reader\"}");
  }

  @AfterAll
  static void closeClient() {
    CLIENT.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{",
        "{}",
        "7",
        "[7]",
        "[{'field': 'name', 'operator': 'contains'}]",
        "[{'field': 'name', 'operator': 'contains', 'value': null}]",
        "[{'field': 'name', 'operator': 'contains', 'value': ''}]",
        "[{'field': 'name', 'operator': '>=', 'value': 'a'}]",
        "[{'field': 'name', 'operator': 'matches', 'value': 'a'}]",
        "[{'field': 'nope', 'operator': '=', 'value': 'a'}]",
        "[{'field': 'metadata', 'operator': '=', 'value': 'a'}]",
        "[{'field': 'metadata', 'key': 'k', 'operator': '=', 'value': '%'}]",
        "[{'field': 'custom', 'key': 'metadata.k', 'operator': '=', 'value': 'a'}]",
        "[{'field': 'tags', 'operator': 'contains', 'value': '%'}]",
        "[{'field': 'duration', 'operator': '=', 'value': '1e3'}]",
        "[{'field': 'duration', 'operator': '=', 'value': ' 5 '}]",
        "[{'field': 'start_time', 'operator': '=', 'value': '2024-01-01'}]",
        "[{'field': 'feedback_scores', 'operator': '>', 'value': '1'}]",
        "[{'field': 'feedback_scores', 'key': '', 'operator': 'is_empty', 'value': ''}]",
        "[{'field': 'feedback_scores', 'key': 'acc', 'operator': '>', 'value': 'abc'}]",
        "[{'field': 'feedback_scores', 'key': 'acc', 'operator': '=', 'value': ''}]",
        "[{'field': 'feedback_scores', 'key': 'acc', 'operator': 'contains', 'value': '1'}]",
        "[{'field': 'span_feedback_scores', 'key': 'acc', 'operator': 'in', 'value': '1'}]",
        "[{'field': 'guardrails', 'operator': 'is_empty', 'value': ''}]",
        "[{'field': 'annotation_queue_ids', 'operator': 'starts_with', 'value': 'a'}]",
        "[{'field': 'experiment_id', 'operator': '>=', 'value': 'a'}]",
        "[{'field': 'experiment_ids', 'operator': '=', 'value': 'a'}]",
      })
  void whatIsNoFilterOrCannotBeEvaluatedIsRefusedInTheCodedShape(String filters) {
    Answer answer = list("filters", filters.replace('\'', '"'));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("code").asInt()).isEqualTo(400);
    assertThat(answer.json().path("message").asString()).contains("filters");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "[{'field': 'tags', 'operator': 'is_empty', 'value': ''}]",
        "[{'field': 'tags', 'operator': 'is_empty', 'value': '%'}]",
        "[{'field': 'metadata', 'key': 'k', 'operator': '=', 'value': ''}]",
        "[{'field': 'name', 'operator': '=', 'value': 5}]",
        "[{'field': 'source', 'operator': '=', 'value': 'nope'}]",
        "[{'field': 'visibility_mode', 'operator': '!=', 'value': 'nope'}]",
        "[{'field': 'visibility_mode', 'operator': 'is_empty', 'value': ''}]",
        "[{'field': 'start_time', 'operator': '>', 'value': '9999-01-01T00:00:00Z'}]",
        "[{'field': 'start_time', 'operator': '>', 'value': '2024-01-01T00%3A00:00Z'}]",
        "[{'field': 'duration', 'operator': '>', 'value': '%31'}]",
        "[{'field': 'feedback_scores', 'key': 'acc', 'operator': '>', 'value': '-1.5'}]",
        "[{'field': 'feedback_scores', 'key': 'acc', 'operator': 'is_empty', 'value': ''}]",
        "[{'field': 'span_feedback_scores', 'key': 'acc', 'operator': '!=', 'value': 1}]",
        "[{'field': 'guardrails', 'operator': '=', 'value': 'passed'}]",
        "[{'field': 'annotation_queue_ids', 'operator': 'is_empty', 'value': ''}]",
        "[{'field': 'experiment_id', 'operator': 'contains', 'value': 'a'}]",
        "[{'field': 'experiment_ids', 'operator': 'not_in', 'value': 'a, b'}]",
      })
  void whatTheContractAllowsIsAnswered(String filters) {
    assertThat(list("filters", filters.replace('\'', '"')).status()).isEqualTo(200);
  }

  @Test
  void sortingByWhatNoListKnowsIsIgnored() {
    String sorting = "[{\"field\": \"%s\", \"direction\": \"ASC\"}]";
    assertThat(list("sorting", sorting.formatted("feedback_scores.acc")).status()).isEqualTo(200);
    assertThat(list("sorting", sorting.formatted("experiment_id")).status()).isEqualTo(200);
    assertThat(list("sorting", sorting.formatted("nope")).status()).isEqualTo(200);
    assertThat(list("sorting", "[{").status()).isEqualTo(400);
  }

  private static Answer list(String parameter, String value) {
    return CLIENT.get(
        "/v1/private/traces?project_name=filter-reader&"
            + parameter
            + "="
            + URLEncoder.encode(value, StandardCharsets.UTF_8));
  }
}
