package dev.opikdesktop.server.queues;

import dev.opikdesktop.server.entities.EntityType;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.query.Reading;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.relational.Relational;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Which queues hold the traces or threads of a page. Most projects have no queues, which the
 * relational database knows: only those that have some cost the engine a statement.
 */
public final class HoldingQueues {
  private final QueueStore queues;
  private final ItemStore items;

  public HoldingQueues(Relational relational, Analytics analytics) {
    this.queues = new QueueStore(relational);
    this.items = new ItemStore(analytics);
  }

  /**
   * Begins to read the queues that a project has for a kind of entities.
   *
   * @param exclude fields that are not wanted
   */
  public Reading<List<NamedQueue>> present(
      Caller caller, UUID project, EntityType scope, Set<String> exclude) {
    return exclude.contains(NamedQueue.FIELD)
        ? Reading.of(List.of())
        : Reading.start(() -> queues.named(caller, project, scope));
  }

  /**
   * Begins to read which of a project's queues hold which entities, in the order of the queues.
   *
   * @param present those of {@link #present}
   */
  public Reading<Map<UUID, List<NamedQueue>>> of(
      Caller caller,
      UUID project,
      EntityType scope,
      Collection<UUID> entities,
      List<NamedQueue> present) {
    return entities.isEmpty() || present.isEmpty()
        ? Reading.of(Map.of())
        : Reading.start(() -> items.holding(caller, project, scope, entities, present));
  }
}
