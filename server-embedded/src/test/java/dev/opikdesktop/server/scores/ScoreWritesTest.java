package dev.opikdesktop.server.scores;

import static dev.opikdesktop.server.scores.ScoredProject.expect;
import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.http.LocalClient.Answer;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import dev.opikdesktop.storage.analytics.RowBinaryReader;
import dev.opikdesktop.storage.analytics.Statement;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ScoreWritesTest {
  private final ScoredProject project = new ScoredProject();

  @AfterEach
  void closeProject() {
    project.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"traces", "spans"})
  void aScoreOfAnAbsentEntityIsRefused(String entities) {
    Answer answer =
        project.put(
            entities + "/" + TimeOrderedIds.next() + "/feedback-scores",
            "{'name': 'acc', 'value': 1, 'source': 'ui'}");

    expect(404, answer);
    assertThat(answer.json().path("message").asString()).endsWith("not found");
  }

  @Test
  void aScoreThatIsGivenAgainReplacesTheFirst() {
    UUID trace = project.trace();

    project.score("traces", trace, "'name': 'acc', 'value': 1, 'reason': 'first'");
    project.score("traces", trace, "'name': 'acc', 'value': 0.25");

    JsonNode score = only(project.read("traces", trace));
    assertThat(score.path("value").decimalValue()).isEqualByComparingTo("0.25");
    assertThat(score.has("reason")).isFalse();
  }

  @Test
  void ofTwoScoresOfOneNameInABatchTheLastCounts() {
    UUID trace = project.trace();

    project.scoreAll(
        "traces",
        "'id': '%s', 'name': 'acc', 'value': 1".formatted(trace),
        "'id': '%s', 'name': 'acc', 'value': 2".formatted(trace));

    assertThat(only(project.read("traces", trace)).path("value").asInt()).isEqualTo(2);
  }

  @Test
  void namesThatDifferInCaseAloneAreTwoScores() {
    UUID trace = project.trace();

    project.scoreAll(
        "traces",
        "'id': '%s', 'name': 'acc', 'value': 1".formatted(trace),
        "'id': '%s', 'name': 'ACC', 'value': 2".formatted(trace));

    assertThat(project.read("traces", trace).path("feedback_scores").size()).isEqualTo(2);
  }

  @Test
  void aBatchMayScoreATraceBeforeItIsThere() {
    UUID early = TimeOrderedIds.next();
    project.scoreAll("traces", "'id': '%s', 'name': 'acc', 'value': 1".formatted(early));

    expect(
        201,
        project.post(
            "/v1/private/traces",
            "{'id': '%s', 'project_name': '%s', 'start_time': '2026-01-01T00:00:00Z'}"
                .formatted(early, project.name())));

    assertThat(only(project.read("traces", early)).path("value").asInt()).isEqualTo(1);
  }

  @Test
  void aBatchCreatesTheProjectThatItNames() {
    project.scoreAll(
        "spans", "'id': '%s', 'name': 'acc', 'value': 1".formatted(TimeOrderedIds.next()));

    assertThat(project.id()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "'project_name': '', ", "'project_name': ' ', ", "'project_name': null, "})
  void aBatchThatNamesNoProjectScoresInTheDefaultProject(String named) {
    UUID trace = TimeOrderedIds.next();
    expect(
        201,
        project.post(
            "/v1/private/traces",
            "{'id': '%s', 'start_time': '2026-01-01T00:00:00Z'}".formatted(trace)));

    expect(
        204,
        project.put(
            "traces/feedback-scores",
            "{'scores': [{%s'id': '%s', 'name': 'acc', 'value': 1, 'source': 'sdk'}]}"
                .formatted(named, trace)));

    assertThat(only(project.read("traces", trace)).path("value").asInt()).isEqualTo(1);
  }

  @Test
  void aScoreUnderTheNameOfAnotherProjectDoesNotShow() {
    UUID trace = project.trace();

    expect(
        204,
        project.put(
            "traces/feedback-scores",
            "{'scores': [{'id': '%s', 'name': 'acc', 'value': 1, 'source': 'sdk', 'project_name': '%s'}]}"
                .formatted(trace, "elsewhere-" + UUID.randomUUID())));

    assertThat(project.read("traces", trace).has("feedback_scores")).isFalse();
  }

  @Test
  void theAuthorIsTheCallerWhateverTheBodySays() {
    UUID trace = project.trace();

    project.scoreAll(
        "traces", "'id': '%s', 'name': 'acc', 'value': 1, 'author': 'someone'".formatted(trace));

    JsonNode score = only(project.read("traces", trace));
    assertThat(score.path("created_by").asString()).isEqualTo("admin");
    assertThat(score.path("value_by_author").propertyNames()).containsExactly("admin");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "999999999.999999999",
        "-999999999.999999999",
        "0.000000001",
        "0",
        "-2",
        "100000000",
      })
  void valuesComeBackWithAllTheirDigits(String value) {
    UUID trace = project.trace();

    project.score("traces", trace, "'name': 'acc', 'value': " + value);

    assertThat(project.get("traces/" + trace).text()).contains("\"value\":" + value + ",");
  }

  @Test
  void moreThanNineDecimalsAreRounded() {
    UUID trace = project.trace();

    project.score("traces", trace, "'name': 'acc', 'value': 0.6666666666666666");

    assertThat(only(project.read("traces", trace)).path("value").decimalValue())
        .isEqualByComparingTo("0.666666667");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'value': 1, 'source': 'ui'",
        "'name': '', 'value': 1, 'source': 'ui'",
        "'name': ' ', 'value': 1, 'source': 'ui'",
        "'name': 'acc', 'source': 'ui'",
        "'name': 'acc', 'value': 1",
        "'name': 'acc', 'value': 1000000000, 'source': 'ui'",
        "'name': 'acc', 'value': -999999999.9999999999, 'source': 'ui'",
      })
  void aScoreWithoutNameValueOrSourceOrOutOfRangeIsInvalid(String score) {
    UUID trace = project.trace();

    Answer one = project.put("traces/" + trace + "/feedback-scores", "{" + score + "}");
    Answer batch =
        project.put(
            "traces/feedback-scores", "{'scores': [{'id': '" + trace + "', " + score + "}]}");

    expect(422, one);
    expect(422, batch);
    assertThat(batch.json().path("errors").path(0).asString()).startsWith("scores[0].");
  }

  @Test
  void anUnknownSourceIsMalformed() {
    UUID trace = project.trace();

    expect(
        400,
        project.put(
            "traces/" + trace + "/feedback-scores",
            "{'name': 'acc', 'value': 1, 'source': 'nobody'}"));
  }

  @Test
  void aBatchHoldsOneToAThousandScores() {
    String item = "{'id': '%s', 'name': 'acc', 'value': 1, 'source': 'sdk'}";
    List<String> tooMany = Collections.nCopies(1001, item.formatted(TimeOrderedIds.next()));

    expect(422, project.put("traces/feedback-scores", "{'scores': []}"));
    expect(422, project.put("traces/feedback-scores", "{}"));
    expect(422, project.put("spans/feedback-scores", "{'scores': " + tooMany + "}"));
  }

  @Test
  void aBatchRefusesIdsThatAreNotOfVersion7() {
    expect(
        400,
        project.put(
            "traces/feedback-scores",
            "{'scores': [{'id': '%s', 'name': 'acc', 'value': 1, 'source': 'sdk'}]}"
                .formatted(UUID.randomUUID())));
  }

  @Test
  void aDeleteTakesScoresThatCameThroughNoQueueAndOfThatNameAlone() {
    UUID trace = project.trace();
    UUID queue = TimeOrderedIds.next();
    project.score("traces", trace, "'name': 'acc', 'value': 1");
    project.score(
        "traces", trace, "'name': 'acc', 'value': 2, 'source_queue_id': '%s'".formatted(queue));
    project.score("traces", trace, "'name': 'rel', 'value': 3");

    delete("traces", trace, "{'name': 'acc'}");

    JsonNode scores = project.read("traces", trace).path("feedback_scores");
    assertThat(scores.size()).isEqualTo(2);
    assertThat(scores.path(0).path("value").asInt()).isEqualTo(2);
    assertThat(scores.path(1).path("name").asString()).isEqualTo("rel");
  }

  @Test
  void aDeleteThroughAQueueLeavesTheOthers() {
    UUID span = project.span(project.trace(), "llm");
    UUID queue = TimeOrderedIds.next();
    project.score("spans", span, "'name': 'acc', 'value': 1");
    project.score(
        "spans", span, "'name': 'acc', 'value': 2, 'source_queue_id': '%s'".formatted(queue));

    delete("spans", span, "{'name': 'acc', 'source_queue_id': '%s'}".formatted(queue));

    assertThat(only(project.read("spans", span)).path("value").asInt()).isEqualTo(1);
  }

  @Test
  void aDeleteOfAnotherAuthorsScoreLeavesMine() {
    UUID trace = project.trace();
    project.score("traces", trace, "'name': 'acc', 'value': 1");

    delete("traces", trace, "{'name': 'acc', 'author': 'someone'}");
    assertThat(project.read("traces", trace).path("feedback_scores").size()).isEqualTo(1);

    delete("traces", trace, "{'name': 'acc', 'author': 'admin'}");
    assertThat(project.read("traces", trace).has("feedback_scores")).isFalse();
  }

  @Test
  void aScoreCanBeGivenAgainAfterItsDelete() {
    UUID trace = project.trace();
    project.score("traces", trace, "'name': 'acc', 'value': 1");
    delete("traces", trace, "{'name': 'acc'}");

    project.score("traces", trace, "'name': 'acc', 'value': 2");

    assertThat(only(project.read("traces", trace)).path("value").asInt()).isEqualTo(2);
  }

  @Test
  void aDeleteOfWhatIsNotThereIsDoneAndOneWithoutANameInvalid() {
    UUID absent = TimeOrderedIds.next();

    delete("traces", absent, "{'name': 'acc'}");
    expect(422, project.post("/v1/private/traces/" + absent + "/feedback-scores/delete", "{}"));
  }

  @Test
  void scoresOfTheCategorySuiteAssertionAreVerdictsOnAssertionsAndNoScores() {
    UUID trace = project.trace();

    project.scoreAll(
        "traces",
        "'id': '%s', 'name': 'holds', 'value': 1, 'category_name': 'suite_assertion'"
            .formatted(trace),
        "'id': '%s', 'name': 'fails', 'value': 0, 'category_name': 'suite_assertion'"
            .formatted(trace),
        "'id': '%s', 'name': 'acc', 'value': 1, 'category_name': 'other'".formatted(trace));

    assertThat(only(project.read("traces", trace)).path("name").asString()).isEqualTo("acc");
    Statement verdicts =
        Statement.of(
                """
                SELECT concat(name, ' ', toString(passed))
                FROM assertion_results FINAL
                WHERE entity_type = 1 AND entity_id = {id:Id}
                ORDER BY name
                """)
            .with("id", trace);
    assertThat(RunningServer.shared().stores().analytics().query(verdicts, RowBinaryReader::string))
        .containsExactly("fails false", "holds true");
  }

  private void delete(String entities, UUID id, String body) {
    expect(
        204, project.post("/v1/private/" + entities + "/" + id + "/feedback-scores/delete", body));
  }

  private static JsonNode only(JsonNode entity) {
    JsonNode scores = entity.path("feedback_scores");
    assertThat(scores.size()).as(entity.toString()).isEqualTo(1);
    return scores.path(0);
  }
}
