package dev.opikdesktop.server.reports;

import dev.opikdesktop.server.json.JsonText;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A report on a project (schema OllieReport).
 *
 * @param sessionId of the conversation in which it was made
 * @param content text
 * @param recommendedActions any JSON
 * @param status {@code pending}, {@code completed} or {@code failed}
 * @param failureReason a word, of one that failed
 */
public record Report(
    UUID id,
    UUID projectId,
    @Nullable String sessionId,
    @Nullable String content,
    @Nullable JsonText recommendedActions,
    String status,
    @Nullable String failureReason,
    Instant createdAt,
    Instant lastUpdatedAt) {
  static final String PENDING = "pending";
  static final String COMPLETED = "completed";
  static final String FAILED = "failed";
}
