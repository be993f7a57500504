package dev.opikdesktop.server.queues;

import dev.opikdesktop.server.entities.EntityType;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.scores.FeedbackScore;
import dev.opikdesktop.server.scores.ScoreListener;
import dev.opikdesktop.server.scores.ScoreStore;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.relational.Relational;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Puts traces and threads into the queues whose conditions their scores meet, once they are given.
 * What a score brought in stays when the score changes: somebody may be at work on it.
 */
public final class ScoredItems implements ScoreListener {
  private final QueueStore queues;
  private final ScoreStore scores;
  private final QueueService service;

  public ScoredItems(Relational relational, Analytics analytics, QueueService service) {
    this.queues = new QueueStore(relational);
    this.scores = new ScoreStore(analytics);
    this.service = service;
  }

  @Override
  public void scored(Caller caller, EntityType type, UUID project, Collection<UUID> entities) {
    List<StoredQueue> automated =
        type == EntityType.SPAN ? List.of() : queues.automated(caller, project, type);
    if (automated.isEmpty()) {
      return;
    }
    Map<UUID, List<FeedbackScore>> scoresOf = scores.of(caller, project, type, entities);
    for (StoredQueue queue : automated) {
      Automation automation = queue.automation();
      if (automation != null) {
        List<UUID> wanted =
            entities.stream()
                .filter(entity -> automation.wants(scoresOf.getOrDefault(entity, List.of())))
                .toList();
        service.addScored(caller, queue.id(), wanted);
      }
    }
  }
}
