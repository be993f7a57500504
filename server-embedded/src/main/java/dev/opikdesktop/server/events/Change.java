package dev.opikdesktop.server.events;

import dev.opikdesktop.server.entities.EntityType;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Committed writes of one kind of entity in one project.
 *
 * @param projectId the project that holds the entities; for a project, its own id; null for what
 *     belongs to all of them
 * @param ids what was created, changed or deleted
 */
public record Change(Entity entity, @Nullable UUID projectId, List<UUID> ids) {
  public Change {
    ids = List.copyOf(ids);
  }

  /** What can change. */
  public enum Entity {
    TRACE,
    SPAN,
    /** By the ids of their rows, not by the texts that their traces share. */
    THREAD,
    PROJECT,
    /** Of no project, as those that follow. */
    ENVIRONMENT,
    FEEDBACK_DEFINITION;

    /** The kind of what something was attached to. */
    public static Entity of(EntityType type) {
      return switch (type) {
        case TRACE -> TRACE;
        case SPAN -> SPAN;
        case THREAD -> THREAD;
      };
    }

    /** As in the contract: {@code trace}, {@code span}, {@code feedback_definition}. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
