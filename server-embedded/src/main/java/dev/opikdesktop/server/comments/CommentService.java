package dev.opikdesktop.server.comments;

import dev.opikdesktop.server.entities.EntityLookup;
import dev.opikdesktop.server.entities.EntityType;
import dev.opikdesktop.server.events.Change;
import dev.opikdesktop.server.events.Events;
import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import dev.opikdesktop.server.ingest.Audit;
import dev.opikdesktop.server.ingest.GroupCommit;
import dev.opikdesktop.server.ingest.Upserts;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.coordination.Coordination;
import dev.opikdesktop.storage.coordination.HeldLock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The rules of comments (Opik contract 4.2). */
public final class CommentService {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private final CommentStore store;
  private final GroupCommit commits;
  private final Coordination coordination;
  private final Map<EntityType, EntityLookup> entities;
  private final Events events;

  /**
   * Comments of the given kinds of entities.
   *
   * @param entities where to look for each kind
   */
  public CommentService(
      Analytics analytics,
      Coordination coordination,
      Map<EntityType, EntityLookup> entities,
      Events events) {
    this.store = new CommentStore(analytics);
    this.commits = new GroupCommit(analytics, CommentStore.TABLE, CommentStore.COLUMNS);
    this.coordination = coordination;
    this.entities = new EnumMap<>(entities);
    this.events = events;
  }

  /** Of what there are comments. */
  Set<EntityType> types() {
    return entities.keySet();
  }

  /**
   * Says something of an entity.
   *
   * @return the comment's id
   * @throws ApiException 404 without the entity
   */
  UUID create(Caller caller, EntityType type, UUID entity, CommentDraft.Write write) {
    EntityLookup lookup = entities.get(type);
    if (lookup == null) {
      throw new IllegalArgumentException("No comments of " + type);
    }
    UUID project =
        lookup
            .project(caller, entity)
            .orElseThrow(() -> ApiException.notFound(type.title(), entity));
    Instant now = Instant.now();
    Comment comment =
        new Comment(
            TimeOrderedIds.next(),
            write.text(),
            write.sourceQueueId(),
            new Audit(
                now, caller.userName(), now.truncatedTo(ChronoUnit.MICROS), caller.userName()));
    commits.commit(CommentStore.row(caller, type, new StoredComment(project, entity, comment)));
    publish(type, project, List.of(entity));
    return comment.id();
  }

  /**
   * A comment of an entity.
   *
   * @throws ApiException 404
   */
  Comment get(Caller caller, EntityType type, UUID entity, UUID id) {
    return store
        .find(caller, type, id)
        .filter(stored -> stored.entityId().equals(entity))
        .map(StoredComment::comment)
        .orElseThrow(() -> ApiException.notFound("Comment", id));
  }

  /**
   * Replaces the text of a comment; the queue it came from stays.
   *
   * @throws ApiException 404
   */
  void update(Caller caller, EntityType type, UUID id, String text) {
    try (HeldLock ignored = lock(List.of(id))) {
      StoredComment stored =
          store.find(caller, type, id).orElseThrow(() -> ApiException.notFound("Comment", id));
      Comment was = stored.comment();
      Audit audit =
          new Audit(
              was.audit().createdAt(),
              was.audit().createdBy(),
              Upserts.later(was.audit().lastUpdatedAt(), Instant.now()),
              caller.userName());
      Comment changed = new Comment(id, text, was.sourceQueueId(), audit);
      commits.commit(
          CommentStore.row(
              caller, type, new StoredComment(stored.projectId(), stored.entityId(), changed)));
      publish(type, stored.projectId(), List.of(stored.entityId()));
    }
  }

  /** Deletes comments; ids of none are no matter. */
  void delete(Caller caller, EntityType type, Collection<UUID> ids) {
    // A change under way would bring back what is deleted.
    try (HeldLock ignored = lock(ids)) {
      Map<UUID, List<UUID>> concerned = store.entities(caller, type, ids);
      if (!concerned.isEmpty()) {
        store.delete(caller, type, ids);
        concerned.forEach((project, those) -> publish(type, project, those));
      }
    }
  }

  /** What a comment is about is shown with it, so it changed too. */
  private void publish(EntityType type, UUID project, List<UUID> about) {
    events.publish(new Change(Change.Entity.of(type), project, about));
  }

  private HeldLock lock(Collection<UUID> ids) {
    List<String> names =
        new LinkedHashSet<>(ids).stream().map(id -> CommentStore.TABLE + ":" + id).toList();
    return coordination.lock(names, LONGEST_WAIT);
  }
}
