package dev.opikdesktop.server.scores;

import dev.opikdesktop.server.ingest.Audit;
import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One row of the table feedback_scores: what one author says under one name, through one queue or
 * none.
 *
 * @param entityId what it is shown on: for a span's score read with its trace, the trace
 * @param spanId the span, where spans of a trace are told apart
 * @param spanType its type, else ""
 * @param categoryName "" for none
 * @param reason "" for none
 */
record GivenScore(
    UUID entityId,
    @Nullable UUID spanId,
    String spanType,
    String name,
    String author,
    @Nullable UUID sourceQueueId,
    BigDecimal value,
    String categoryName,
    String reason,
    ScoreSource source,
    Audit audit) {

  /** Tells apart what stands side by side under one name. */
  String key() {
    return author
        + (sourceQueueId == null ? "" : "_" + sourceQueueId)
        + (spanId == null ? "" : "_" + spanId);
  }
}
