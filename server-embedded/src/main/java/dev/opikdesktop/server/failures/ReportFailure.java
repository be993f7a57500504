package dev.opikdesktop.server.failures;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that could not be reported on (schema ReportFailure).
 *
 * @param type of the report: {@code agent_insights}
 * @param reason in a few words
 */
public record ReportFailure(
    UUID id,
    String type,
    UUID projectId,
    String reason,
    @Nullable String detail,
    Instant createdAt,
    String createdBy,
    Instant lastUpdatedAt,
    String lastUpdatedBy) {
  /** The one type that there is. */
  static final String AGENT_INSIGHTS = "agent_insights";
}
