package dev.opikdesktop.server.queues;

import dev.opikdesktop.server.entities.EntityType;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.json.Json;
import dev.opikdesktop.server.query.Reading;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.coordination.Cache;
import dev.opikdesktop.storage.coordination.CacheSettings;
import dev.opikdesktop.storage.coordination.Codec;
import dev.opikdesktop.storage.coordination.Coordination;
import dev.opikdesktop.storage.relational.Relational;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import tools.jackson.core.type.TypeReference;

/**
 * Which queues hold the traces or threads of a page. Most projects have no queues, which is
 * remembered: only those that have some cost the engine a statement.
 */
public final class HoldingQueues {
  private static final CacheSettings<List<NamedQueue>> NAMES =
      new CacheSettings<>(
          "named-annotation-queues",
          Duration.ofMinutes(10),
          10_000,
          Codec.of(
              Json.MAPPER::writeValueAsString,
              text -> Json.MAPPER.readValue(text, new TypeReference<List<NamedQueue>>() {})));

  private final Cache<List<NamedQueue>> names;
  private final QueueStore queues;
  private final ItemStore items;

  public HoldingQueues(Relational relational, Analytics analytics, Coordination coordination) {
    this.names = coordination.cache(NAMES);
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
    if (exclude.contains(NamedQueue.FIELD)) {
      return Reading.of(List.of());
    }
    String key = caller.workspaceId() + ":" + project + ":" + scope.word();
    return names
        .find(key)
        .map(Reading::of)
        .orElseGet(
            () ->
                Reading.start(
                    () -> names.get(key, ignored -> queues.named(caller, project, scope))));
  }

  /** To be called when queues were written, before that is answered. */
  void forget() {
    names.invalidateAll();
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
