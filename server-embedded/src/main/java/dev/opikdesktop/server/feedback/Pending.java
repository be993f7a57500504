package dev.opikdesktop.server.feedback;

import dev.opikdesktop.server.comments.Comment;
import dev.opikdesktop.server.guardrails.GuardrailsValidation;
import dev.opikdesktop.server.query.Reading;
import dev.opikdesktop.server.scores.FeedbackScore;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Feedback that is being read. */
public record Pending(
    Reading<Map<UUID, List<Comment>>> comments,
    Reading<Map<UUID, List<FeedbackScore>>> scores,
    Reading<Map<UUID, List<FeedbackScore>>> ofSpans,
    Reading<Map<UUID, List<GuardrailsValidation>>> guardrails) {
  /** Waits for all of it. */
  public Feedback result() {
    return new Feedback(comments.result(), scores.result(), ofSpans.result(), guardrails.result());
  }
}
