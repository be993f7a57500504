package dev.opikdesktop.server.threads;

import dev.opikdesktop.server.comments.Comment;
import dev.opikdesktop.server.ingest.Audit;
import dev.opikdesktop.server.json.JsonText;
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
 * @param firstMessage the input of the earliest trace
 * @param lastMessage the output of the trace that ended last
 * @param messages two for each trace
 * @param audit its last update is that of the thread or of any of its traces
 */
record TraceThread(
    String id,
    UUID projectId,
    @Nullable UUID modelId,
    Instant startTime,
    @Nullable Instant endTime,
    @Nullable JsonText firstMessage,
    @Nullable JsonText lastMessage,
    ThreadStatus status,
    long messages,
    SpanSums spans,
    List<FeedbackScore> scores,
    List<Comment> comments,
    List<String> tags,
    Audit audit,
    String environment) {

  /**
   * What the spans of all traces of a thread add up to.
   *
   * @param cost US dollars
   */
  record SpanSums(Map<String, Long> usage, BigDecimal cost) {
    static final SpanSums NONE = new SpanSums(Map.of(), BigDecimal.ZERO);
  }
}
