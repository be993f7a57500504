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
        "[{'field': 'feedback_scores', 'key': 'acc', 'operator': '>', 'value': '1'}]",
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
      })
  void whatTheContractAllowsIsAnswered(String filters) {
    assertThat(list("filters", filters.replace('\'', '"')).status()).isEqualTo(200);
  }

  @Test
  void sortingByScoresIsRefusedAndByWhatNoListKnowsIgnored() {
    String sorting = "[{\"field\": \"%s\", \"direction\": \"ASC\"}]";
    assertThat(list("sorting", sorting.formatted("feedback_scores.acc")).status()).isEqualTo(400);
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
