package dev.opikdesktop.server.queues;

import dev.opikdesktop.server.entities.EntityType;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.PageRequest;
import dev.opikdesktop.server.json.JsonText;
import dev.opikdesktop.server.query.RelationalFields;
import dev.opikdesktop.storage.relational.Columns;
import dev.opikdesktop.storage.relational.LikePattern;
import dev.opikdesktop.storage.relational.Relational;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** The table annotation_queues. */
final class QueueStore {
  private static final String SELECTED =
      """
      SELECT annotation_queues.*, (SELECT projects.name FROM projects
        WHERE projects.id = annotation_queues.project_id) AS project_name
      """;

  private static final String WANTED =
      """
      FROM annotation_queues
      WHERE workspace_id = :workspace AND name LIKE :pattern ESCAPE '!' AND %s
      """;

  private final Relational relational;

  QueueStore(Relational relational) {
    this.relational = relational;
  }

  /**
   * Adds queues, all or none. One whose id is there already is replaced by it, but for who made it
   * when.
   *
   * @throws dev.opikdesktop.storage.StorageException of kind DUPLICATE if somebody else adds one of
   *     them at the same time
   */
  void put(Caller caller, Collection<StoredQueue> queues) {
    relational.useTransaction(
        handle -> {
          for (StoredQueue queue : queues) {
            if (!replace(handle, caller, queue)) {
              insert(handle, caller, queue);
            }
          }
        });
  }

  private static boolean replace(Handle handle, Caller caller, StoredQueue queue) {
    return handle
            .createUpdate(
                """
                UPDATE annotation_queues
                SET project_id = :projectId, name = :name, description = :description,
                  instructions = :instructions, scope = :word,
                  comments_enabled = :commentsEnabled, feedback_definition_names = :names,
                  annotators_per_item = :annotatorsPerItem,
                  lock_timeout_seconds = :lockTimeoutSeconds, annotator_view = :view,
                  automation_enabled = :automated, automation_conditions = :conditions,
                  automation_max_items = :maxItems,
                  last_updated_at = :lastUpdatedAt, last_updated_by = :lastUpdatedBy
                WHERE workspace_id = :workspace AND id = :id
                """)
            .bind("workspace", caller.workspaceId())
            .bind("word", queue.scope().word())
            .bind("names", RelationalFields.listed(queue.feedbackDefinitionNames()))
            .bind("view", text(queue.annotatorView()))
            .bindMap(automation(queue.automation()))
            .bindMethods(queue)
            .execute()
        > 0;
  }

  private static void insert(Handle handle, Caller caller, StoredQueue queue) {
    handle
        .createUpdate(
            """
            INSERT INTO annotation_queues (id, workspace_id, project_id, name, description,
              instructions, scope, comments_enabled, feedback_definition_names,
              annotators_per_item, lock_timeout_seconds, annotator_view,
              automation_enabled, automation_conditions, automation_max_items,
              created_at, created_by, last_updated_at, last_updated_by)
            VALUES (:id, :workspace, :projectId, :name, :description,
              :instructions, :word, :commentsEnabled, :names,
              :annotatorsPerItem, :lockTimeoutSeconds, :view,
              :automated, :conditions, :maxItems,
              :createdAt, :createdBy, :lastUpdatedAt, :lastUpdatedBy)
            """)
        .bind("workspace", caller.workspaceId())
        .bind("word", queue.scope().word())
        .bind("names", RelationalFields.listed(queue.feedbackDefinitionNames()))
        .bind("view", text(queue.annotatorView()))
        .bindMap(automation(queue.automation()))
        .bindMethods(queue)
        .execute();
  }

  /** Changes what an update says; false if there is no such queue. */
  boolean update(Caller caller, UUID id, QueueDraft.Write update, Instant time) {
    List<String> names = update.feedbackDefinitionNames();
    return relational.withHandle(
        handle ->
            handle
                    .createUpdate(
                        """
                        UPDATE annotation_queues
                        SET name = coalesce(:name, name),
                          description = coalesce(:description, description),
                          instructions = coalesce(:instructions, instructions),
                          comments_enabled = coalesce(:commentsEnabled, comments_enabled),
                          feedback_definition_names =
                            coalesce(:names, feedback_definition_names),
                          annotators_per_item = coalesce(:annotatorsPerItem, annotators_per_item),
                          lock_timeout_seconds =
                            coalesce(:lockTimeoutSeconds, lock_timeout_seconds),
                          annotator_view = coalesce(:view, annotator_view),
                          automation_enabled = coalesce(:automated, automation_enabled),
                          automation_conditions = coalesce(:conditions, automation_conditions),
                          automation_max_items = CASE WHEN :clear THEN NULL
                            ELSE coalesce(:maxItems, automation_max_items) END,
                          last_updated_at = :time, last_updated_by = :user
                        WHERE workspace_id = :workspace AND id = :queue
                        """)
                    .bind("workspace", caller.workspaceId())
                    .bind("queue", id)
                    .bind("name", update.name())
                    .bind("description", update.description())
                    .bind("instructions", update.instructions())
                    .bind("commentsEnabled", update.commentsEnabled())
                    .bind("names", names == null ? null : RelationalFields.listed(names))
                    .bind("annotatorsPerItem", update.annotatorsPerItem())
                    .bind("lockTimeoutSeconds", update.lockTimeoutSeconds())
                    .bind("view", text(update.annotatorView()))
                    .bindMap(automation(update.automation()))
                    .bind("clear", update.clearMaxItemsInQueue())
                    .bind("time", time)
                    .bind("user", caller.userName())
                    .execute()
                > 0);
  }

  /** Deletes those of the given queues that are there, with their locks. */
  void delete(Caller caller, Collection<UUID> ids) {
    relational.useTransaction(
        handle -> {
          handle
              .createUpdate(
                  """
                  DELETE FROM annotation_queues
                  WHERE workspace_id = :workspace AND id IN (<ids>)
                  """)
              .bind("workspace", caller.workspaceId())
              .bindList("ids", List.copyOf(ids))
              .execute();
          handle
              .createUpdate("DELETE FROM annotation_queue_locks WHERE queue_id IN (<ids>)")
              .bindList("ids", List.copyOf(ids))
              .execute();
        });
  }

  Optional<StoredQueue> find(Caller caller, UUID id) {
    return all(caller, List.of(id)).stream().findFirst();
  }

  /** Those of the given queues that are there. */
  List<StoredQueue> all(Caller caller, Collection<UUID> ids) {
    return relational.withHandle(
        handle ->
            handle
                .createQuery(
                    SELECTED
                        + """
                        FROM annotation_queues
                        WHERE workspace_id = :workspace AND id IN (<ids>)
                        """)
                .bind("workspace", caller.workspaceId())
                .bindList("ids", List.copyOf(ids))
                .map(new Mapper())
                .list());
  }

  /** The ids of all queues of projects. */
  List<UUID> ofProjects(Caller caller, Collection<UUID> projects) {
    return relational.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT id
                    FROM annotation_queues
                    WHERE workspace_id = :workspace AND project_id IN (<projects>)
                    """)
                .bind("workspace", caller.workspaceId())
                .bindList("projects", List.copyOf(projects))
                .mapTo(UUID.class)
                .list());
  }

  /** The queues of a project and a scope that scores put something into. */
  List<StoredQueue> automated(Caller caller, UUID project, EntityType scope) {
    return relational.withHandle(
        handle ->
            handle
                .createQuery(
                    SELECTED
                        + """
                        FROM annotation_queues
                        WHERE workspace_id = :workspace AND project_id = :project
                          AND scope = :scope AND automation_enabled
                        """)
                .bind("workspace", caller.workspaceId())
                .bind("project", project)
                .bind("scope", scope.word())
                .map(new Mapper())
                .list());
  }

  /** The queues of a project and a scope, oldest first. */
  List<NamedQueue> named(Caller caller, UUID project, EntityType scope) {
    return relational.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT id, name
                    FROM annotation_queues
                    WHERE workspace_id = :workspace AND project_id = :project AND scope = :scope
                    ORDER BY id
                    """)
                .bind("workspace", caller.workspaceId())
                .bind("project", project)
                .bind("scope", scope.word())
                .map(
                    (row, context) ->
                        new NamedQueue(UUID.fromString(row.getString("id")), row.getString("name")))
                .list());
  }

  long count(Caller caller, QueueQuery query) {
    return relational.withHandle(
        handle ->
            bound(
                    handle.createQuery(
                        "SELECT count(*) " + WANTED.formatted(query.condition().sql())),
                    caller,
                    query)
                .mapTo(Long.class)
                .one());
  }

  /** One page of those that {@link #count} counts. */
  List<StoredQueue> page(Caller caller, QueueQuery query, PageRequest page) {
    return relational.withHandle(
        handle ->
            bound(
                    handle.createQuery(
                        SELECTED
                            + WANTED.formatted(query.condition().sql())
                            + "ORDER BY "
                            + query.order()
                            + " LIMIT :limit OFFSET :offset"),
                    caller,
                    query)
                .bind("limit", page.size())
                .bind("offset", page.offset())
                .map(new Mapper())
                .list());
  }

  private static Query bound(Query statement, Caller caller, QueueQuery query) {
    return statement
        .bind("workspace", caller.workspaceId())
        .bind("pattern", LikePattern.containing(query.part()))
        .bindMap(query.condition().values());
  }

  /** The parameters of the columns of an automation. */
  private static Map<String, @Nullable Object> automation(@Nullable Automation automation) {
    Map<String, @Nullable Object> values = new HashMap<>();
    Automation.Conditions conditions = automation == null ? null : automation.conditions();
    values.put("automated", automation == null ? null : automation.enabled());
    values.put("conditions", conditions == null ? null : conditions.stored());
    values.put("maxItems", automation == null ? null : automation.maxItemsInQueue());
    return values;
  }

  private static @Nullable String text(@Nullable JsonText json) {
    return json == null ? null : json.toString();
  }

  private static @Nullable Automation automation(ResultSet row) throws SQLException {
    Boolean enabled = row.getObject("automation_enabled", Boolean.class);
    Automation.Conditions conditions =
        Automation.Conditions.ofStored(row.getString("automation_conditions"));
    Integer most = row.getObject("automation_max_items", Integer.class);
    return enabled == null && conditions == null && most == null
        ? null
        : new Automation(enabled, conditions, most);
  }

  private static final class Mapper implements RowMapper<StoredQueue> {
    @Override
    public StoredQueue map(ResultSet row, StatementContext context) throws SQLException {
      String view = row.getString("annotator_view");
      return new StoredQueue(
          UUID.fromString(row.getString("id")),
          UUID.fromString(row.getString("project_id")),
          row.getString("project_name"),
          row.getString("name"),
          row.getString("description"),
          row.getString("instructions"),
          EntityType.ofWord(row.getString("scope")).orElseThrow(),
          row.getBoolean("comments_enabled"),
          RelationalFields.list(row.getString("feedback_definition_names")),
          row.getInt("annotators_per_item"),
          row.getInt("lock_timeout_seconds"),
          view == null ? null : JsonText.of(view),
          automation(row),
          Columns.instant(row, "created_at", context),
          row.getString("created_by"),
          Columns.instant(row, "last_updated_at", context),
          row.getString("last_updated_by"));
    }
  }
}
