package dev.opikdesktop.server.spans;

import dev.opikdesktop.server.comments.Comment;
import dev.opikdesktop.server.ingest.Audit;
import dev.opikdesktop.server.json.JsonText;
import dev.opikdesktop.server.scores.FeedbackScore;
import dev.opikdesktop.server.traces.ErrorInfo;
import dev.opikdesktop.server.traces.Source;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A span as it is read (schema Span_Public).
 *
 * @param input free JSON; a JSON string of its beginning when {@code truncate} cut it
 * @param cost US dollars, zero when not known
 * @param estimated whether the cost is the server's estimate
 * @param comments empty too when they were not asked for
 * @param scores empty too when they were not asked for
 */
record Span(
    UUID id,
    UUID projectId,
    UUID traceId,
    @Nullable UUID parentSpanId,
    String name,
    SpanType type,
    Instant startTime,
    @Nullable Instant endTime,
    @Nullable JsonText input,
    @Nullable JsonText output,
    @Nullable JsonText metadata,
    String model,
    String provider,
    List<String> tags,
    Map<String, Integer> usage,
    @Nullable ErrorInfo errorInfo,
    BigDecimal cost,
    boolean estimated,
    @Nullable Double ttft,
    Source source,
    String environment,
    Audit audit,
    List<Comment> comments,
    List<FeedbackScore> scores) {
  /** The same with what was said of it. */
  Span with(List<Comment> said, List<FeedbackScore> given) {
    return new Span(
        id,
        projectId,
        traceId,
        parentSpanId,
        name,
        type,
        startTime,
        endTime,
        input,
        output,
        metadata,
        model,
        provider,
        tags,
        usage,
        errorInfo,
        cost,
        estimated,
        ttft,
        source,
        environment,
        audit,
        said,
        given);
  }
}
