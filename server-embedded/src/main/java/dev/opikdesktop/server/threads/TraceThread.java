package dev.opikdesktop.server.threads;

import dev.opikdesktop.server.comments.Comment;
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
 * A thread as it is read (schema TraceThread).
 *
 * @param id the text that its traces share
 * @param modelId the id of its row
 * @param startTime the epoch while nothing but changes of traces came
 * @param first the earliest trace, and its input
 * @param last the trace that ended last, and its output; of no meaning while none ended
 * @param messages two for each trace
 * @param queues those that hold it
 * @param audit its last update is that of the thread or of any of its traces
 */
record TraceThread(
    String id,
    UUID projectId,
    @Nullable UUID modelId,
    Instant startTime,
    @Nullable Instant endTime,
    Message first,
    Message last,
    ThreadStatus status,
    long messages,
    SpanSums spans,
    List<FeedbackScore> scores,
    List<Comment> comments,
    List<NamedQueue> queues,
    List<String> tags,
    Audit audit,
    String environment) {

  /**
   * What a trace said.
   *
   * @param text absent too when it was not asked for
   */
  record Message(UUID traceId, @Nullable JsonText text) {}

  /**
   * What the spans of all traces of a thread add up to.
   *
   * @param cost US dollars
   */
  record SpanSums(Map<String, Long> usage, BigDecimal cost) {
    static final SpanSums NONE = new SpanSums(Map.of(), BigDecimal.ZERO);
  }
}
