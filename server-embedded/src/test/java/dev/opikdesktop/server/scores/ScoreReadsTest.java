package dev.opikdesktop.server.scores;

import static dev.opikdesktop.server.scores.ScoredProject.expect;
import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.ids.TimeOrderedIds;
import dev.opikdesktop.server.spans.SpanType;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ScoreReadsTest {
  private final ScoredProject project = new ScoredProject();

  @AfterEach
  void closeProject() {
    project.close();
  }

  @Test
  void severalScoresOfOneNameComeTogetherAsTheirMeanCutToNineDecimals() {
    UUID trace = project.trace();
    UUID queue = TimeOrderedIds.next();
    UUID other = TimeOrderedIds.next();
    project.score("traces", trace, "'name': 'acc', 'value': 1");
    project.score(
        "traces",
        trace,
        "'name': 'acc', 'value': 0, 'reason': 'first', 'source_queue_id': '%s'".formatted(queue));
    project.score(
        "traces",
        trace,
        "'name': 'acc', 'value': 0.25, 'reason': 'second', 'category_name': 'k', 'source_queue_id': '%s'"
            .formatted(other));

    JsonNode score = project.read("traces", trace).path("feedback_scores").path(0);
    assertThat(score.path("value").decimalValue()).isEqualByComparingTo("0.416666666");
    assertThat(score.path("reason").asString()).isEqualTo("second, first, <no reason>");
    assertThat(score.path("category_name").asString()).isEqualTo("k, , ");
    assertThat(score.path("created_by").asString()).isEqualTo("admin, admin, admin");
    assertThat(score.path("value_by_author").propertyNames())
        .containsExactlyInAnyOrder("admin", "admin_" + queue, "admin_" + other);
    assertThat(
            score.path("value_by_author").path("admin_" + queue).path("source_queue_id").asString())
        .isEqualTo(queue.toString());
  }

  @Test
  void scoresOfSpansShowOnTheirTraceAsTheMeanOfAName() {
    UUID trace = project.trace();
    UUID one = project.span(trace, "llm");
    UUID two = project.span(trace, "tool");
    UUID elsewhere = project.span(project.trace(), "llm");
    project.scoreAll(
        "spans",
        "'id': '%s', 'name': 'acc', 'value': 1".formatted(one),
        "'id': '%s', 'name': 'acc', 'value': 0".formatted(two),
        "'id': '%s', 'name': 'acc', 'value': 0".formatted(elsewhere),
        "'id': '%s', 'name': 'rel', 'value': 3".formatted(two));

    JsonNode scores = project.read("traces", trace).path("span_feedback_scores");

    assertThat(scores.size()).isEqualTo(2);
    assertThat(scores.path(0).path("value").decimalValue()).isEqualByComparingTo("0.5");
    assertThat(scores.path(1).path("value").decimalValue()).isEqualByComparingTo("3");
  }

  @Test
  void aTraceThatIsLookedUpTellsApartWhichOfItsSpansWasScored() {
    UUID trace = project.trace();
    UUID one = project.span(trace, "llm");
    UUID two = project.span(trace, "tool");
    project.scoreAll(
        "spans",
        "'id': '%s', 'name': 'acc', 'value': 1".formatted(one),
        "'id': '%s', 'name': 'acc', 'value': 0".formatted(two));

    JsonNode alone = project.read("traces", trace).at("/span_feedback_scores/0/value_by_author");
    JsonNode listed =
        project.list("traces", "").at("/content/0/span_feedback_scores/0/value_by_author");

    assertThat(alone.propertyNames()).containsExactlyInAnyOrder("admin_" + one, "admin_" + two);
    assertThat(alone.path("admin_" + two).path("span_id").asString()).isEqualTo(two.toString());
    assertThat(alone.path("admin_" + two).path("span_type").asString()).isEqualTo("tool");
    assertThat(listed.propertyNames()).containsExactly("admin");
    assertThat(listed.path("admin").path("value").decimalValue()).isEqualByComparingTo("0.5");
    assertThat(listed.path("admin").path("span_id").asString()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "UNKNOWN")
  void theTypeOfAScoredSpanIsNamedAsTheSpanNamesIt(SpanType type) {
    UUID trace = project.trace();
    UUID span = project.span(trace, type.word());
    project.score("spans", span, "'name': 'acc', 'value': 1");

    JsonNode given =
        project.read("traces", trace).at("/span_feedback_scores/0/value_by_author/admin_" + span);

    assertThat(given.path("span_type").asString()).isEqualTo(type.word());
  }

  @Test
  void aScoreStaysOnASpanThatIsWrittenAgain() {
    UUID trace = project.trace();
    UUID span = project.span(trace, "llm");
    project.score("spans", span, "'name': 'acc', 'value': 1");

    expect(
        204,
        project.post(
            "/v1/private/spans/batch",
            ("{'spans': [{'id': '%s', 'trace_id': '%s', 'project_name': '%s', 'type': 'tool',"
                    + " 'start_time': '2026-01-01T00:00:00Z'}]}")
                .formatted(span, trace, project.name())));

    assertThat(project.read("spans", span).path("feedback_scores").size()).isEqualTo(1);
    assertThat(project.read("traces", trace).path("span_feedback_scores").size()).isEqualTo(1);
    assertThat(
            project
                .read("traces", trace)
                .at("/span_feedback_scores/0/value_by_author/admin_" + span + "/span_type")
                .asString())
        .isEqualTo("tool");
  }

  @Test
  void aListShowsTheScoresOfEachOfItsEntities() {
    UUID first = project.trace();
    UUID second = project.trace();
    UUID span = project.span(second, "llm");
    project.score("traces", first, "'name': 'acc', 'value': 1");
    project.score("traces", second, "'name': 'acc', 'value': 2");
    project.score("spans", span, "'name': 'acc', 'value': 3");

    JsonNode traces = project.list("traces", "").path("content");
    JsonNode spans = project.list("spans", "").path("content");

    assertThat(traces.at("/0/feedback_scores/0/value").asInt()).isEqualTo(2);
    assertThat(traces.at("/1/feedback_scores/0/value").asInt()).isEqualTo(1);
    assertThat(traces.at("/1").has("span_feedback_scores")).isFalse();
    assertThat(spans.at("/0/feedback_scores/0/value").asInt()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"feedback_scores", "span_feedback_scores"})
  void scoresThatAreExcludedAreLeftOut(String field) {
    UUID trace = project.trace();
    UUID span = project.span(trace, "llm");
    project.score("traces", trace, "'name': 'acc', 'value': 1");
    project.score("spans", span, "'name': 'acc', 'value': 1");
    String exclude = "&exclude=" + ScoredProject.encoded("['" + field + "']");

    JsonNode listed = project.list("traces", exclude).at("/content/0");

    assertThat(listed.has("feedback_scores")).isNotEqualTo(field.equals("feedback_scores"));
    assertThat(listed.has("span_feedback_scores"))
        .isNotEqualTo(field.equals("span_feedback_scores"));
  }

  @Test
  void excludedScoresOfSpansAreLeftOutOfTheListOfSpans() {
    UUID span = project.span(project.trace(), "llm");
    project.score("spans", span, "'name': 'acc', 'value': 1");

    String exclude = "&exclude=" + ScoredProject.encoded("['feedback_scores']");

    assertThat(project.list("spans", exclude).at("/content/0").has("feedback_scores")).isFalse();
  }

  @Test
  void scoresThatAreExcludedAreNotRead() {
    project.span(project.trace(), "llm");
    String exclude =
        "&exclude=" + ScoredProject.encoded("['feedback_scores', 'span_feedback_scores']");

    try (ReadStatements statements = new ReadStatements()) {
      project.list("traces", exclude);
      project.list("spans", "&exclude=" + ScoredProject.encoded("['feedback_scores']"));

      assertThat(statements.of("feedback_scores")).isEmpty();
    }
  }

  @Test
  void theScoresOfAPageAreReadAtOnce() {
    for (int i = 0; i < 3; i++) {
      project.score("traces", project.trace(), "'name': 'acc', 'value': 1");
    }

    try (ReadStatements statements = new ReadStatements()) {
      assertThat(project.list("traces", "").path("content").size()).isEqualTo(3);

      // Those of the traces, and those of their spans.
      assertThat(statements.of("feedback_scores")).hasSize(2);
    }
  }

  @Test
  void namesOfTracesAreThoseOfAProjectOrOfAll() {
    UUID trace = project.trace();
    String unique = "n-" + UUID.randomUUID();
    project.score("traces", trace, "'name': '%s', 'value': 1".formatted(unique));
    project.score("traces", trace, "'name': 'acc', 'value': 1");

    assertThat(names("traces/feedback-scores/names?project_id=" + project.id()))
        .containsExactly("acc", unique);
    assertThat(names("traces/feedback-scores/names")).contains("acc", unique);
  }

  @Test
  void namesOfSpansAreThoseOfAProjectAndOfATypeIfItIsAsked() {
    UUID trace = project.trace();
    project.score("spans", project.span(trace, "llm"), "'name': 'a', 'value': 1");
    project.score("spans", project.span(trace, "tool"), "'name': 'b', 'value': 1");
    project.score("traces", trace, "'name': 'of the trace', 'value': 1");
    String path = "spans/feedback-scores/names?project_id=" + project.id();

    assertThat(names(path)).containsExactly("a", "b");
    assertThat(names(path + "&type=tool")).containsExactly("b");
    expect(404, project.get(path + "&type=nope"));
    expect(400, project.get("spans/feedback-scores/names"));
  }

  @Test
  void namesOfProjectsAreThoseOfWhateverIsScoredInThem() {
    UUID trace = project.trace();
    project.score("traces", trace, "'name': 'a', 'value': 1");
    project.score("spans", project.span(trace, "llm"), "'name': 'b', 'value': 1");
    String ids = ScoredProject.encoded("['%s', '%s']".formatted(project.id(), UUID.randomUUID()));

    assertThat(names("projects/feedback-scores/names?project_ids=" + ids))
        .containsExactly("a", "b");
    assertThat(names("projects/feedback-scores/names")).contains("a", "b");
    assertThat(names("projects/feedback-scores/names?project_ids=%5B%5D")).isEmpty();
    expect(400, project.get("projects/feedback-scores/names?project_ids=nope"));
    expect(400, project.get("projects/feedback-scores/names?project_ids=%5Bnull%5D"));
  }

  @Test
  void aNameIsGoneWithItsLastScore() {
    UUID trace = project.trace();
    project.score("traces", trace, "'name': 'acc', 'value': 1");
    expect(
        204,
        project.post("/v1/private/traces/" + trace + "/feedback-scores/delete", "{'name': 'acc'}"));

    assertThat(names("traces/feedback-scores/names?project_id=" + project.id())).isEmpty();
  }

  private List<String> names(String path) {
    var answer = project.get(path);
    expect(200, answer);
    return answer
        .json()
        .path("scores")
        .valueStream()
        .map(score -> score.path("name").asString())
        .toList();
  }
}
