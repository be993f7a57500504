package dev.opikdesktop.desktop.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long the traces of a project are kept, or of all projects without a rule of their own.
 *
 * @param id empty for one that is not there yet
 * @param projectId null for all projects of the workspace
 * @param level {@code project}, {@code workspace} or {@code organization}
 * @param retention {@code short_14d}, {@code base_60d}, {@code extended_400d} or {@code unlimited}
 * @param applyToPast whether it holds for traces that are older than the rule
 */
public record RetentionRule(
    String id,
    @Nullable String projectId,
    String level,
    String retention,
    boolean applyToPast,
    @Nullable Instant createdAt) {

  /** One that is not there yet. */
  public static RetentionRule draft(
      @Nullable String projectId, String retention, boolean applyToPast) {
    return new RetentionRule(
        "", projectId, projectId == null ? "workspace" : "project", retention, applyToPast, null);
  }
}
