package dev.opikdesktop.server.scores;

import dev.opikdesktop.server.entities.EntityLookup;
import dev.opikdesktop.server.entities.EntityType;
import dev.opikdesktop.server.events.Change;
import dev.opikdesktop.server.events.Events;
import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import dev.opikdesktop.server.ingest.GroupCommit;
import dev.opikdesktop.server.projects.ProjectService;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.RowBinaryWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The rules of feedback scores (Opik contract 4.1). There is one score of an entity for each
 * author, name and annotation queue; who gives it again replaces it.
 */
public final class ScoreService {
  private static final int ROW_BYTES = 256;

  private final ScoreStore store;
  private final ScoreNames names;
  private final GroupCommit inserts;
  private final Map<EntityType, EntityLookup> lookups;
  private final ProjectService projects;
  private final AssertionSink assertions;
  private final Events events;
  private final ScoreListener listener;

  /**
   * @param lookups where entities are that are scored by their id in the path
   */
  public ScoreService(
      Analytics analytics,
      Map<EntityType, EntityLookup> lookups,
      ProjectService projects,
      AssertionSink assertions,
      Events events,
      ScoreListener listener) {
    this.store = new ScoreStore(analytics);
    this.names = new ScoreNames(analytics);
    this.inserts = new GroupCommit(analytics, ScoreStore.TABLE, ScoreStore.COLUMNS);
    this.lookups = Map.copyOf(lookups);
    this.projects = projects;
    this.assertions = assertions;
    this.events = events;
    this.listener = listener;
  }

  /**
   * Writes scores, whether what they are about is there or not; of two of one entity, name and
   * queue the last counts. Returns when they are durable.
   */
  public void write(Caller caller, EntityType type, List<EntityScore> scores) {
    List<EntityScore> verdicts =
        scores.stream().filter(each -> each.score().isAssertion()).toList();
    List<EntityScore> others = scores.stream().filter(each -> !each.score().isAssertion()).toList();
    if (!verdicts.isEmpty()) {
      assertions.store(caller, type, verdicts);
    }
    insert(caller, type, others);
    byProject(scores).forEach((project, entities) -> publish(type, project, entities));
    byProject(others)
        .forEach((project, entities) -> listener.scored(caller, type, project, entities));
  }

  /**
   * Scores one entity.
   *
   * @throws ApiException 404 when it is not there
   */
  void writeOne(Caller caller, EntityType type, UUID entity, ScoreWrite score) {
    UUID project =
        project(caller, type, entity)
            .orElseThrow(() -> ApiException.notFound(type.title(), entity));
    write(caller, type, List.of(new EntityScore(project, entity, score)));
  }

  /** Scores entities in the projects that the batch names, which are created on first use. */
  void writeBatch(Caller caller, EntityType type, List<NamedScore> batch) {
    List<EntityScore> scores = new ArrayList<>(batch.size());
    for (NamedScore each : batch) {
      TimeOrderedIds.require(type.title(), each.entityId());
    }
    for (NamedScore each : batch) {
      UUID project = projects.resolve(caller, each.projectName());
      scores.add(new EntityScore(project, each.entityId(), each.score()));
    }
    write(caller, type, scores);
  }

  /** Deletes scores of an entity; those that are not there count as deleted. */
  public void delete(Caller caller, EntityType type, UUID entity, ScoreDeletion which) {
    store.delete(caller, type, entity, which);
    project(caller, type, entity).ifPresent(project -> publish(type, project, List.of(entity)));
  }

  /** The names of scores of the entities of a kind, in one project or all. */
  public List<String> names(Caller caller, EntityType type, Optional<UUID> project) {
    return names.of(caller, type, project);
  }

  /** The names of scores of the spans of one type, by the number that is stored for it. */
  List<String> spanNames(Caller caller, UUID project, int spanType) {
    return names.ofSpans(caller, project, spanType);
  }

  /** The names of all scores in some projects, or everywhere if they are not given. */
  List<String> projectNames(Caller caller, @Nullable List<UUID> projects) {
    return projects == null ? names.everywhere(caller) : names.inProjects(caller, projects);
  }

  private void insert(Caller caller, EntityType type, List<EntityScore> scores) {
    record Key(UUID project, UUID entity, String name, @Nullable UUID queue) {}
    Map<Key, EntityScore> last = new LinkedHashMap<>();
    for (EntityScore each : scores) {
      ScoreWrite score = each.score();
      last.put(
          new Key(each.projectId(), each.entityId(), score.name(), score.sourceQueueId()), each);
    }
    Instant now = Instant.now();
    RowBinaryWriter rows = new RowBinaryWriter(last.size() * ROW_BYTES);
    last.values().forEach(each -> ScoreStore.write(caller, type, each, now, rows));
    inserts.commit(rows);
  }

  private Optional<UUID> project(Caller caller, EntityType type, UUID entity) {
    EntityLookup lookup = lookups.get(type);
    return lookup == null ? Optional.empty() : lookup.project(caller, entity);
  }

  private static Map<UUID, Set<UUID>> byProject(List<EntityScore> scores) {
    Map<UUID, Set<UUID>> byProject = new LinkedHashMap<>();
    for (EntityScore each : scores) {
      byProject
          .computeIfAbsent(each.projectId(), ignored -> new LinkedHashSet<>())
          .add(each.entityId());
    }
    return byProject;
  }

  private void publish(EntityType type, UUID project, Collection<UUID> entities) {
    events.publish(new Change(Change.Entity.of(type), project, List.copyOf(entities)));
  }
}
