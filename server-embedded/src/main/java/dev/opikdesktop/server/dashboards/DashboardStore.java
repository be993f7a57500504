package dev.opikdesktop.server.dashboards;

import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.PageRequest;
import dev.opikdesktop.server.json.JsonText;
import dev.opikdesktop.storage.relational.Columns;
import dev.opikdesktop.storage.relational.LikePattern;
import dev.opikdesktop.storage.relational.Relational;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** The table dashboards. */
final class DashboardStore {
  private static final String WANTED =
      """
      FROM dashboards
      WHERE workspace_id = :workspace AND scope = :scope
        AND name LIKE :pattern ESCAPE '!'
        AND (:project = '' OR project_id = :project)
        AND %s
      """;

  private final Relational relational;

  DashboardStore(Relational relational) {
    this.relational = relational;
  }

  /**
   * Adds a dashboard.
   *
   * @throws dev.opikdesktop.storage.StorageException of kind DUPLICATE if the slug is taken
   */
  void insert(Dashboard dashboard) {
    relational.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO dashboards (id, workspace_id, project_id, name, slug, type, scope,
                      description, config, created_at, created_by, last_updated_at, last_updated_by)
                    VALUES (:id, :workspaceId, :projectId, :name, :slug, :type, :scope,
                      :description, :json, :createdAt, :createdBy, :lastUpdatedAt, :lastUpdatedBy)
                    """)
                .bind("json", dashboard.config().toString())
                .bindMethods(dashboard)
                .execute());
  }

  /**
   * Changes what an update says; nothing if there is no such dashboard.
   *
   * @throws dev.opikdesktop.storage.StorageException of kind DUPLICATE if the slug is taken
   */
  void update(
      Caller caller,
      DashboardScope scope,
      UUID id,
      DashboardDraft.Write write,
      String slug,
      Instant time) {
    JsonText config = write.config();
    relational.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    UPDATE dashboards
                    SET name = coalesce(:name, name), slug = :slug, type = coalesce(:type, type),
                      description = coalesce(:description, description),
                      config = coalesce(:json, config),
                      last_updated_at = :time, last_updated_by = :user
                    WHERE workspace_id = :workspace AND scope = :scope AND id = :id
                    """)
                .bind("workspace", caller.workspaceId())
                .bind("scope", scope.word())
                .bind("id", id)
                .bind("name", write.name())
                .bind("slug", slug)
                .bind("type", write.type())
                .bind("description", write.description())
                .bind("json", config == null ? null : config.toString())
                .bind("time", time)
                .bind("user", caller.userName())
                .execute());
  }

  /** Deletes those of the given dashboards that are there. */
  void delete(Caller caller, DashboardScope scope, Collection<UUID> ids) {
    relational.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    DELETE FROM dashboards
                    WHERE workspace_id = :workspace AND scope = :scope AND id IN (<ids>)
                    """)
                .bind("workspace", caller.workspaceId())
                .bind("scope", scope.word())
                .bindList("ids", List.copyOf(ids))
                .execute());
  }

  /** Deletes all of projects, of either scope. */
  void deleteAll(Caller caller, Collection<UUID> projects) {
    relational.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    DELETE FROM dashboards
                    WHERE workspace_id = :workspace AND project_id IN (<projects>)
                    """)
                .bind("workspace", caller.workspaceId())
                .bindList("projects", List.copyOf(projects))
                .execute());
  }

  Optional<Dashboard> find(Caller caller, DashboardScope scope, UUID id) {
    return relational.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT *
                    FROM dashboards
                    WHERE workspace_id = :workspace AND scope = :scope AND id = :id
                    """)
                .bind("workspace", caller.workspaceId())
                .bind("scope", scope.word())
                .bind("id", id)
                .map(new Mapper())
                .findFirst());
  }

  /** Slugs that begin like one, of all dashboards but one. */
  Set<String> slugs(Caller caller, String base, UUID except) {
    return relational.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT slug
                    FROM dashboards
                    WHERE workspace_id = :workspace AND slug LIKE :pattern ESCAPE '!' AND id <> :id
                    """)
                .bind("workspace", caller.workspaceId())
                .bind("pattern", LikePattern.startingWith(base))
                .bind("id", except)
                .mapTo(String.class)
                .set());
  }

  long count(Caller caller, DashboardScope scope, DashboardQuery query) {
    return relational.withHandle(
        handle ->
            bound(
                    handle.createQuery(
                        "SELECT count(*) " + WANTED.formatted(query.condition().sql())),
                    caller,
                    scope,
                    query)
                .mapTo(Long.class)
                .one());
  }

  /** One page of those that {@link #count} counts. */
  List<Dashboard> page(
      Caller caller, DashboardScope scope, DashboardQuery query, PageRequest page) {
    return relational.withHandle(
        handle ->
            bound(
                    handle.createQuery(
                        "SELECT * "
                            + WANTED.formatted(query.condition().sql())
                            + "ORDER BY "
                            + query.order()
                            + " LIMIT :limit OFFSET :offset"),
                    caller,
                    scope,
                    query)
                .bind("limit", page.size())
                .bind("offset", page.offset())
                .map(new Mapper())
                .list());
  }

  private static Query bound(
      Query statement, Caller caller, DashboardScope scope, DashboardQuery query) {
    return statement
        .bind("workspace", caller.workspaceId())
        .bind("scope", scope.word())
        .bind("pattern", LikePattern.containing(query.part()))
        .bind("project", query.project().map(UUID::toString).orElse(""))
        .bindMap(query.condition().values());
  }

  private static final class Mapper implements RowMapper<Dashboard> {
    @Override
    public Dashboard map(ResultSet row, StatementContext context) throws SQLException {
      return new Dashboard(
          UUID.fromString(row.getString("id")),
          UUID.fromString(row.getString("workspace_id")),
          project(row.getString("project_id")),
          row.getString("name"),
          row.getString("slug"),
          row.getString("type"),
          row.getString("scope"),
          row.getString("description"),
          JsonText.of(row.getString("config")),
          Columns.instant(row, "created_at", context),
          row.getString("created_by"),
          Columns.instant(row, "last_updated_at", context),
          row.getString("last_updated_by"));
    }

    private static @Nullable UUID project(@Nullable String id) {
      return id == null ? null : UUID.fromString(id);
    }
  }
}
