package dev.opikdesktop.server.comments;

import dev.opikdesktop.server.entities.EntityType;
import dev.opikdesktop.server.entities.SourceQueue;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.ingest.Audit;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.RowBinaryReader;
import dev.opikdesktop.storage.analytics.RowBinaryWriter;
import dev.opikdesktop.storage.analytics.Statement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The table comments. */
public final class CommentStore {
  static final String TABLE = "comments";

  static final List<String> COLUMNS =
      List.of(
          "workspace_id",
          "project_id",
          "entity_type",
          "entity_id",
          "id",
          "text",
          "source_queue_id",
          "created_at",
          "created_by",
          "last_updated_at",
          "last_updated_by");

  private final Analytics analytics;

  public CommentStore(Analytics analytics) {
    this.analytics = analytics;
  }

  /** The comments of each entity of a page that has any, oldest first. One statement for all. */
  public Map<UUID, List<Comment>> of(
      Caller caller, UUID project, EntityType type, Collection<UUID> entities) {
    Statement statement =
        Statement.of(
                """
                SELECT project_id, entity_id, id, text, source_queue_id,
                  created_at, created_by, last_updated_at, last_updated_by
                FROM comments
                WHERE workspace_id = {workspace:Id}
                  AND project_id = {project:Id}
                  AND entity_type = {type:UInt8}
                  AND entity_id IN {entities:Ids}
                ORDER BY entity_id, id, last_updated_at DESC
                LIMIT 1 BY entity_id, id
                """)
            .with("workspace", caller.workspaceId())
            .with("project", project)
            .with("type", type.code())
            .with("entities", entities);
    Map<UUID, List<Comment>> comments = new HashMap<>();
    analytics.stream(
        statement,
        CommentStore::read,
        stored -> {
          comments
              .computeIfAbsent(stored.entityId(), ignored -> new ArrayList<>())
              .add(stored.comment());
          return true;
        });
    return comments;
  }

  /** The comments of one entity, by the project that they were made in, oldest first. */
  public Map<UUID, List<Comment>> byProject(Caller caller, EntityType type, UUID entity) {
    Statement statement =
        Statement.of(
                """
                SELECT project_id, entity_id, id, text, source_queue_id,
                  created_at, created_by, last_updated_at, last_updated_by
                FROM comments FINAL
                WHERE workspace_id = {workspace:Id}
                  AND entity_type = {type:UInt8}
                  AND entity_id = {entity:Id}
                ORDER BY id
                """)
            .with("workspace", caller.workspaceId())
            .with("type", type.code())
            .with("entity", entity);
    Map<UUID, List<Comment>> comments = new HashMap<>();
    for (StoredComment stored : analytics.query(statement, CommentStore::read)) {
      comments
          .computeIfAbsent(stored.projectId(), ignored -> new ArrayList<>())
          .add(stored.comment());
    }
    return comments;
  }

  Optional<StoredComment> find(Caller caller, EntityType type, UUID id) {
    Statement statement =
        Statement.of(
                """
                SELECT project_id, entity_id, id, text, source_queue_id,
                  created_at, created_by, last_updated_at, last_updated_by
                FROM comments
                WHERE workspace_id = {workspace:Id} AND entity_type = {type:UInt8} AND id = {id:Id}
                ORDER BY last_updated_at DESC
                LIMIT 1
                """)
            .with("workspace", caller.workspaceId())
            .with("type", type.code())
            .with("id", id);
    return analytics.query(statement, CommentStore::read).stream().findFirst();
  }

  /** What the given comments are about, by project. */
  Map<UUID, List<UUID>> entities(Caller caller, EntityType type, Collection<UUID> ids) {
    Statement statement =
        Statement.of(
                """
                SELECT DISTINCT project_id, entity_id
                FROM comments
                WHERE workspace_id = {workspace:Id}
                  AND entity_type = {type:UInt8}
                  AND id IN {ids:Ids}
                """)
            .with("workspace", caller.workspaceId())
            .with("type", type.code())
            .with("ids", ids);
    record Place(UUID projectId, UUID entityId) {}
    Map<UUID, List<UUID>> entities = new HashMap<>();
    for (Place place : analytics.query(statement, in -> new Place(in.id(), in.id()))) {
      entities
          .computeIfAbsent(place.projectId(), ignored -> new ArrayList<>())
          .add(place.entityId());
    }
    return entities;
  }

  /** Deletes those of the given comments that are there. */
  void delete(Caller caller, EntityType type, Collection<UUID> ids) {
    analytics.delete(
        Statement.of(
                """
                DELETE FROM comments
                WHERE workspace_id = {workspace:Id}
                  AND entity_type = {type:UInt8}
                  AND id IN {ids:Ids}
                """)
            .with("workspace", caller.workspaceId())
            .with("type", type.code())
            .with("ids", ids));
  }

  static RowBinaryWriter row(Caller caller, EntityType type, StoredComment stored) {
    Comment comment = stored.comment();
    RowBinaryWriter out = new RowBinaryWriter(comment.text().length() + 256);
    out.id(caller.workspaceId()).id(stored.projectId()).uint8(type.code()).id(stored.entityId());
    out.id(comment.id()).string(comment.text());
    SourceQueue.write(out, comment.sourceQueueId());
    Audit audit = comment.audit();
    out.instant9(audit.createdAt()).string(audit.createdBy());
    return out.instant6(audit.lastUpdatedAt()).string(audit.lastUpdatedBy());
  }

  private static StoredComment read(RowBinaryReader in) throws IOException {
    return new StoredComment(
        in.id(),
        in.id(),
        new Comment(
            in.id(),
            in.string(),
            SourceQueue.read(in),
            new Audit(in.instant9(), in.string(), in.instant6(), in.string())));
  }
}
