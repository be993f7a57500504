package dev.opikdesktop.server.feedback;

import dev.opikdesktop.server.comments.Comment;
import dev.opikdesktop.server.guardrails.GuardrailsValidation;
import dev.opikdesktop.server.scores.FeedbackScore;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What was said of some entities, by the id of each.
 *
 * @param ofSpans the scores of the spans of traces; empty for other entities
 * @param guardrails what was checked of traces, likewise
 */
public record Feedback(
    Map<UUID, List<Comment>> comments,
    Map<UUID, List<FeedbackScore>> scores,
    Map<UUID, List<FeedbackScore>> ofSpans,
    Map<UUID, List<GuardrailsValidation>> guardrails) {
  /** Oldest first. */
  public List<Comment> comments(UUID entity) {
    return comments.getOrDefault(entity, List.of());
  }

  public List<FeedbackScore> scores(UUID entity) {
    return scores.getOrDefault(entity, List.of());
  }

  public List<FeedbackScore> ofSpans(UUID trace) {
    return ofSpans.getOrDefault(trace, List.of());
  }

  public List<GuardrailsValidation> guardrails(UUID trace) {
    return guardrails.getOrDefault(trace, List.of());
  }
}
