package dev.opikdesktop.server.reports;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a project wants its reports (schema ReportPreference).
 *
 * @param scheduleTime hours, minutes and seconds of a day: {@code 08:30:00}
 * @param createdAt nothing for one that was never set
 */
public record ReportPreference(
    UUID projectId,
    boolean enabled,
    @Nullable String scheduleTime,
    @Nullable String customPrompt,
    @Nullable Instant createdAt,
    @Nullable Instant lastUpdatedAt) {
  /** What holds of a project that never said anything. */
  static ReportPreference ofNothing(UUID project) {
    return new ReportPreference(project, false, null, null, null, null);
  }
}
