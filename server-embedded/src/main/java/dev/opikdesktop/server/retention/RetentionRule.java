package dev.opikdesktop.server.retention;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A rule as it is stored and shown (schema RetentionRule_Public).
 *
 * @param projectId null for all projects without a rule of their own
 * @param level {@code organization}, {@code workspace} or {@code project}
 * @param retention a word of {@link Retention}
 * @param applyToPast whether it holds for traces that are older than the rule
 * @param enabled false once it was deactivated or replaced
 * @param catchUpDone whether what was too old when the rule was made is gone
 */
public record RetentionRule(
    UUID id,
    UUID workspaceId,
    @Nullable UUID projectId,
    String level,
    String retention,
    boolean applyToPast,
    boolean enabled,
    boolean catchUpDone,
    Instant createdAt,
    String createdBy,
    Instant lastUpdatedAt,
    String lastUpdatedBy) {
  static final String ORGANIZATION = "organization";
  static final String WORKSPACE = "workspace";
  static final String PROJECT = "project";

  /** Whether the other one ends when this one is made. */
  boolean takesThePlaceOf(RetentionRule other) {
    return level.equals(other.level) && Objects.equals(projectId, other.projectId);
  }
}
