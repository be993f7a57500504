package dev.opikdesktop.server.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What was not there when it was last read is shown as soon as it is written. */
class FirstFeedbackTest {
  private static final String TRACES = "/v1/private/traces";
  private static final String PROJECT = "first-feedback";

  private final UUID trace = TimeOrderedIds.next();
  private final UUID span = TimeOrderedIds.next();

  @Test
  void aFirstCommentScoreSpanScoreAndCheckAreShownAtOnce() {
    // A store of its own: nobody else writes the first of anything.
    try (RunningServer server = RunningServer.start();
        LocalClient client = new LocalClient(server.server().restPort())) {
      client.post(
          TRACES,
          """
          {"id": "%s", "project_name": "%s", "start_time": "2026-01-01T00:00:00Z"}
          """
              .formatted(trace, PROJECT));
      client.post(
          "/v1/private/spans",
          """
          {"id": "%s", "trace_id": "%s", "project_name": "%s", "type": "llm",
           "start_time": "2026-01-01T00:00:00Z"}
          """
              .formatted(span, trace, PROJECT));

      for (Step step :
          List.of(
              new Step(
                  "comments",
                  TRACES + "/" + trace + "/comments",
                  "{\"text\": \"a comment\"}",
                  true),
              new Step(
                  "feedback_scores",
                  TRACES + "/" + trace + "/feedback-scores",
                  "{\"name\": \"s\", \"value\": 1, \"source\": \"ui\"}",
                  false),
              new Step(
                  "span_feedback_scores",
                  "/v1/private/spans/" + span + "/feedback-scores",
                  "{\"name\": \"of the span\", \"value\": 1, \"source\": \"ui\"}",
                  false),
              new Step(
                  "guardrails_validations",
                  "/v1/private/guardrails",
                  """
                  {"guardrails": [{"entity_id": "%s", "secondary_id": "%s",
                   "project_name": "%s", "name": "PII", "result": "passed",
                   "config": {}, "details": {}}]}
                  """
                      .formatted(trace, span, PROJECT),
                  true))) {
        // Twice: the second read does not look for what the first has missed.
        for (int i = 0; i < 2; i++) {
          assertThat(one(client).has(step.field())).as(step.field()).isFalse();
          assertThat(listed(client).has(step.field())).as(step.field()).isFalse();
        }
        int status =
            step.isPost()
                ? client.post(step.path(), step.body()).status()
                : client.put(step.path(), step.body()).status();
        assertThat(status).as(step.field()).isBetween(200, 204);
        assertThat(one(client).path(step.field())).as(step.field()).isNotEmpty();
        assertThat(listed(client).path(step.field())).as(step.field()).isNotEmpty();
      }
    }
  }

  private record Step(String field, String path, String body, boolean isPost) {}

  private JsonNode one(LocalClient client) {
    return client.get(TRACES + "/" + trace).json();
  }

  private static JsonNode listed(LocalClient client) {
    return client.get(TRACES + "?project_name=" + PROJECT).json().path("content").path(0);
  }
}
