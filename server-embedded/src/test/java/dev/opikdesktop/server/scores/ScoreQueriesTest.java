package dev.opikdesktop.server.scores;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.ids.TimeOrderedIds;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScoreQueriesTest {
  private final ScoredProject project = new ScoredProject();

  @AfterEach
  void closeProject() {
    project.close();
  }

  @Test
  void aFilterOnAScoreFindsTheTracesThatHaveIt() {
    UUID good = project.trace();
    UUID bad = project.trace();
    UUID unscored = project.trace();
    project.score("traces", good, "'name': 'acc', 'value': 1");
    project.score("traces", bad, "'name': 'acc', 'value': -0.5");

    assertThat(traces("acc", ">=", "1")).containsExactly(good);
    assertThat(traces("acc", "<", "0")).containsExactly(bad);
    assertThat(traces("acc", "is_not_empty", "")).containsExactly(bad, good);
    assertThat(traces("acc", "is_empty", "")).containsExactly(unscored);
  }

  @Test
  void unequalToAScoreIsWhateverIsNotEqualWithOrWithoutIt() {
    UUID equal = project.trace();
    UUID other = project.trace();
    UUID unscored = project.trace();
    project.score("traces", equal, "'name': 'acc', 'value': 1");
    project.score("traces", other, "'name': 'acc', 'value': 0");

    assertThat(traces("acc", "!=", "1")).containsExactly(unscored, other);
  }

  @Test
  void aMissingScoreIsNotZero() {
    project.trace();

    assertThat(traces("acc", "=", "0")).isEmpty();
    assertThat(traces("acc", "<=", "0")).isEmpty();
  }

  @Test
  void theNameOfAScoreIsFoundInAnyCase() {
    UUID trace = project.trace();
    project.score("traces", trace, "'name': 'Acc', 'value': 1");

    assertThat(traces("aCC", "=", "1")).containsExactly(trace);
  }

  @Test
  void whatIsComparedIsTheMeanThatIsShown() {
    UUID trace = project.trace();
    for (String value : List.of("1", "0", "0.25")) {
      project.score(
          "traces",
          trace,
          "'name': 'acc', 'value': %s, 'source_queue_id': '%s'"
              .formatted(value, TimeOrderedIds.next()));
    }

    assertThat(traces("acc", "=", "0.416666666")).containsExactly(trace);
    assertThat(traces("acc", ">", "0.416666666")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"p%_", "it\\u0027s", "say \\u0022hi\\u0022", "\uD83D\uDE00", "a.b", "\\\\"})
  void namesStandForThemselves(String name) {
    UUID named = project.trace();
    UUID other = project.trace();
    project.score("traces", named, "'name': '%s', 'value': 1".formatted(name));
    project.score("traces", other, "'name': 'pxx', 'value': 1");

    assertThat(traces(name, "is_not_empty", "")).containsExactly(named);
  }

  @Test
  void aFilterOnTheScoresOfSpansFindsTheirTracesByTheMean() {
    UUID trace = project.trace();
    UUID other = project.trace();
    project.score("spans", project.span(trace, "llm"), "'name': 'acc', 'value': 1");
    project.score("spans", project.span(trace, "tool"), "'name': 'acc', 'value': 0");
    project.score("traces", other, "'name': 'acc', 'value': 0.5");

    String filter =
        "{'field': 'span_feedback_scores', 'key': 'acc', 'operator': '=', 'value': '%s'}";
    assertThat(project.found("traces", filter.formatted("0.5"))).containsExactly(trace);
    assertThat(project.found("traces", filter.formatted("1"))).isEmpty();
  }

  @Test
  void aSpanThatIsWrittenAgainCountsOnceInTheMean() {
    UUID trace = project.trace();
    UUID again = project.span(trace, "llm");
    project.score("spans", again, "'name': 'acc', 'value': 1");
    project.score("spans", project.span(trace, "tool"), "'name': 'acc', 'value': 0");
    ScoredProject.expect(
        204,
        project.post(
            "/v1/private/spans/batch",
            ("{'spans': [{'id': '%s', 'trace_id': '%s', 'project_name': '%s',"
                    + " 'start_time': '2026-01-01T00:00:00Z'}]}")
                .formatted(again, trace, project.name())));

    assertThat(
            project.found(
                "traces",
                "{'field': 'span_feedback_scores', 'key': 'acc', 'operator': '=', 'value': '0.5'}"))
        .containsExactly(trace);
  }

  @Test
  void spansAreFilteredByTheirScores() {
    UUID trace = project.trace();
    UUID good = project.span(trace, "llm");
    UUID unscored = project.span(trace, "llm");
    project.score("spans", good, "'name': 'acc', 'value': 1");
    project.score("traces", trace, "'name': 'acc', 'value': 1");

    String filter = "{'field': 'feedback_scores', 'key': 'acc', 'operator': '%s', 'value': '1'}";
    assertThat(project.found("spans", filter.formatted("="))).containsExactly(good);
    assertThat(project.found("spans", filter.formatted("!="))).containsExactly(unscored);
  }

  @ParameterizedTest
  @ValueSource(strings = {"traces", "spans"})
  void inOrderAMissingScoreComesBetweenThoseBelowZeroAndZero(String entities) {
    UUID trace = project.trace();
    UUID zero = entities.equals("traces") ? trace : project.span(trace, "llm");
    UUID negative = one(entities, trace);
    UUID missing = one(entities, trace);
    UUID positive = one(entities, trace);
    project.score(entities, zero, "'name': 'a.b', 'value': 0");
    project.score(entities, negative, "'name': 'a.b', 'value': -2");
    project.score(entities, positive, "'name': 'a.b', 'value': 1");
    project.score(entities, missing, "'name': 'A.B', 'value': 5");

    assertThat(project.sorted(entities, "feedback_scores.a.b", "ASC"))
        .containsExactly(negative, missing, zero, positive);
    assertThat(project.sorted(entities, "feedback_scores.a.b", "DESC"))
        .containsExactly(positive, zero, missing, negative);
  }

  @Test
  void listsSayThatTheySortByScores() {
    project.span(project.trace(), "llm");

    for (String entities : List.of("traces", "spans")) {
      assertThat(
              project
                  .list(entities, "")
                  .path("sortable_by")
                  .valueStream()
                  .map(name -> name.asString()))
          .contains("feedback_scores.*");
    }
  }

  @Test
  void whatIsInNoQueueHasNoIdsOfQueues() {
    UUID trace = project.trace();

    assertThat(asked("annotation_queue_ids", "is_empty", "a")).containsExactly(trace);
    assertThat(asked("annotation_queue_ids", "!=", "a")).containsExactly(trace);
    assertThat(asked("annotation_queue_ids", "not_contains", "a")).containsExactly(trace);
    assertThat(asked("annotation_queue_ids", "=", "a")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"=", "!=", "contains", "not_contains", "<", ">"})
  void noOperatorIsTrueOfTheExperimentOfATraceInNone(String operator) {
    project.trace();

    assertThat(asked("experiment_id", operator, "a")).isEmpty();
    assertThat(asked("experiment_ids", "in", "a")).isEmpty();
    assertThat(asked("experiment_ids", "not_in", "a")).isEmpty();
  }

  private UUID one(String entities, UUID trace) {
    return entities.equals("traces") ? project.trace() : project.span(trace, "llm");
  }

  private List<UUID> traces(String name, String operator, String value) {
    return project.found(
        "traces",
        "{'field': 'feedback_scores', 'key': '%s', 'operator': '%s', 'value': '%s'}"
            .formatted(name, operator, value));
  }

  private List<UUID> asked(String field, String operator, String value) {
    return project.found(
        "traces",
        "{'field': '%s', 'operator': '%s', 'value': '%s'}".formatted(field, operator, value));
  }
}
