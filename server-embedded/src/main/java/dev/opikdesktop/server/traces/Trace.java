package dev.opikdesktop.server.traces;

import dev.opikdesktop.server.comments.Comment;
import dev.opikdesktop.server.guardrails.GuardrailsValidation;
import dev.opikdesktop.server.ingest.Audit;
import dev.opikdesktop.server.json.JsonText;
import dev.opikdesktop.server.queues.NamedQueue;
import dev.opikdesktop.server.scores.FeedbackScore;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A trace as it is read (schema Trace_Public).
 *
 * @param input free JSON; a JSON string of its beginning when {@code truncate} cut it
 * @param visible whether a visibility mode is known: not while only patches came
 * @param totals what its spans add up to
 * @param comments empty too when they were not asked for
 * @param scores empty too when they were not asked for
 * @param spanScores those of its spans together, likewise
 * @param guardrails what was checked of it, likewise
 * @param queues those that hold it, likewise
 */
record Trace(
    UUID id,
    UUID projectId,
    String name,
    Instant startTime,
    @Nullable Instant endTime,
    @Nullable JsonText input,
    @Nullable JsonText output,
    @Nullable JsonText metadata,
    List<String> tags,
    @Nullable ErrorInfo errorInfo,
    String threadId,
    @Nullable Double ttft,
    Source source,
    String environment,
    boolean visible,
    Audit audit,
    SpanTotals totals,
    List<Comment> comments,
    List<FeedbackScore> scores,
    List<FeedbackScore> spanScores,
    List<GuardrailsValidation> guardrails,
    List<NamedQueue> queues) {

  /** What the spans of one trace add up to. */
  record SpanTotals(
      long spans,
      long llmSpans,
      boolean hasToolSpans,
      List<String> providers,
      Map<String, Long> usage,
      BigDecimal cost) {
    static final SpanTotals NONE =
        new SpanTotals(0, 0, false, List.of(), Map.of(), BigDecimal.ZERO);
  }

  Trace with(
      SpanTotals spans,
      List<Comment> said,
      List<FeedbackScore> ownScores,
      List<FeedbackScore> scoresOfSpans,
      List<GuardrailsValidation> checked,
      List<NamedQueue> holding) {
    return new Trace(
        id,
        projectId,
        name,
        startTime,
        endTime,
        input,
        output,
        metadata,
        tags,
        errorInfo,
        threadId,
        ttft,
        source,
        environment,
        visible,
        audit,
        spans,
        said,
        ownScores,
        scoresOfSpans,
        checked,
        holding);
  }
}
