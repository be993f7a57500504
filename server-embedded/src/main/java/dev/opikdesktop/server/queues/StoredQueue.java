package dev.opikdesktop.server.queues;

import dev.opikdesktop.server.entities.EntityType;
import dev.opikdesktop.server.json.JsonText;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One row of the table annotation_queues.
 *
 * @param projectName null when the project is not there
 * @param scope of what kind its items are, traces or threads
 * @param feedbackDefinitionNames the scores that its items are to be given
 * @param annotatorsPerItem how many people may hold one item at a time
 * @param annotatorView an object that only clients understand
 * @param automation null when nobody said anything of it
 */
public record StoredQueue(
    UUID id,
    UUID projectId,
    @Nullable String projectName,
    String name,
    String description,
    String instructions,
    EntityType scope,
    boolean commentsEnabled,
    List<String> feedbackDefinitionNames,
    int annotatorsPerItem,
    int lockTimeoutSeconds,
    @Nullable JsonText annotatorView,
    @Nullable Automation automation,
    Instant createdAt,
    String createdBy,
    Instant lastUpdatedAt,
    String lastUpdatedBy) {
  public StoredQueue {
    feedbackDefinitionNames = List.copyOf(feedbackDefinitionNames);
  }
}
