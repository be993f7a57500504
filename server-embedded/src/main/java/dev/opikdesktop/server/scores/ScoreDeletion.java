package dev.opikdesktop.server.scores;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which scores of an entity are to go (Opik contract 4.1).
 *
 * @param author absent means those of all authors
 * @param sourceQueueId absent means those that came through no queue
 */
public record ScoreDeletion(
    List<String> names, @Nullable String author, @Nullable UUID sourceQueueId) {
  public ScoreDeletion {
    names = List.copyOf(names);
  }
}
