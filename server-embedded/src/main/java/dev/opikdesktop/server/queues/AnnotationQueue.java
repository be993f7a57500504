package dev.opikdesktop.server.queues;

import dev.opikdesktop.server.json.JsonText;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A queue and how far people came with it (schema AnnotationQueue_Public).
 *
 * @param scope {@code trace} or {@code thread}
 * @param reviewers null without any
 * @param feedbackScores null without any
 */
record AnnotationQueue(
    UUID id,
    UUID projectId,
    @Nullable String projectName,
    String name,
    String description,
    String instructions,
    String scope,
    boolean commentsEnabled,
    List<String> feedbackDefinitionNames,
    int annotatorsPerItem,
    int lockTimeoutSeconds,
    @Nullable JsonText annotatorView,
    @Nullable Automation automation,
    @Nullable List<Reviewer> reviewers,
    @Nullable List<ScoreAverage> feedbackScores,
    long itemsCount,
    Instant createdAt,
    String createdBy,
    Instant lastUpdatedAt,
    String lastUpdatedBy) {

  /**
   * Who gave items of the queue a score that it asks for.
   *
   * @param status how many items
   */
  record Reviewer(String username, long status) {}

  /** The mean over the items that have the score, of the means of those who gave it. */
  record ScoreAverage(String name, double value) {}

  static AnnotationQueue of(StoredQueue queue, QueueProgress progress) {
    return new AnnotationQueue(
        queue.id(),
        queue.projectId(),
        queue.projectName(),
        queue.name(),
        queue.description(),
        queue.instructions(),
        queue.scope().word(),
        queue.commentsEnabled(),
        queue.feedbackDefinitionNames(),
        queue.annotatorsPerItem(),
        queue.lockTimeoutSeconds(),
        queue.annotatorView(),
        queue.automation(),
        orNull(progress.reviewers()),
        orNull(progress.scores()),
        progress.items(),
        queue.createdAt(),
        queue.createdBy(),
        queue.lastUpdatedAt(),
        queue.lastUpdatedBy());
  }

  private static <T> @Nullable List<T> orNull(List<T> list) {
    return list.isEmpty() ? null : list;
  }
}
