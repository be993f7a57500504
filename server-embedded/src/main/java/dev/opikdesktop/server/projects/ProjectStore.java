package dev.opikdesktop.server.projects;

import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.PageRequest;
import dev.opikdesktop.storage.relational.Columns;
import dev.opikdesktop.storage.relational.LikePattern;
import dev.opikdesktop.storage.relational.Relational;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** The table projects. */
final class ProjectStore {
  private final Relational relational;

  ProjectStore(Relational relational) {
    this.relational = relational;
  }

  /**
   * Adds a project.
   *
   * @throws dev.opikdesktop.storage.StorageException of kind DUPLICATE if the name is taken
   */
  void insert(Caller caller, Project project) {
    relational.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO projects (id, workspace_id, name, visibility, description,
                      created_at, created_by, last_updated_at, last_updated_by)
                    VALUES (:id, :workspace, :name, :visibility, :description,
                      :createdAt, :createdBy, :lastUpdatedAt, :lastUpdatedBy)
                    """)
                .bind("workspace", caller.workspaceId().toString())
                .bindMethods(project)
                .execute());
  }

  /**
   * Changes the fields that are set; false if there is no such project.
   *
   * @throws dev.opikdesktop.storage.StorageException of kind DUPLICATE if the name is taken
   */
  boolean update(Caller caller, UUID id, ProjectUpdate update, Instant time) {
    return relational.withHandle(
        handle ->
            handle
                    .createUpdate(
                        """
                        UPDATE projects
                        SET name = coalesce(:name, name),
                          visibility = coalesce(:visibility, visibility),
                          description = coalesce(:description, description),
                          last_updated_at = :time,
                          last_updated_by = :user
                        WHERE workspace_id = :workspace AND id = :id
                        """)
                    .bind("workspace", caller.workspaceId().toString())
                    .bind("id", id)
                    .bindMethods(update)
                    .bind("time", time)
                    .bind("user", caller.userName())
                    .execute()
                > 0);
  }

  void delete(Caller caller, Collection<UUID> ids) {
    relational.useHandle(
        handle ->
            handle
                .createUpdate(
                    "DELETE FROM projects WHERE workspace_id = :workspace AND id IN (<ids>)")
                .bind("workspace", caller.workspaceId().toString())
                .bindList("ids", ids.stream().map(UUID::toString).toList())
                .execute());
  }

  Optional<Project> find(Caller caller, UUID id) {
    return relational.withHandle(
        handle ->
            handle
                .createQuery("SELECT * FROM projects WHERE workspace_id = :workspace AND id = :id")
                .bind("workspace", caller.workspaceId().toString())
                .bind("id", id)
                .map(new Mapper())
                .findFirst());
  }

  Optional<Project> find(Caller caller, String name) {
    return relational.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT * FROM projects WHERE workspace_id = :workspace AND name = :name")
                .bind("workspace", caller.workspaceId().toString())
                .bind("name", name)
                .map(new Mapper())
                .findFirst());
  }

  /** How many names contain the text, in any case. */
  long count(Caller caller, String part) {
    return relational.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT count(*)
                    FROM projects
                    WHERE workspace_id = :workspace AND name LIKE :pattern ESCAPE '!'
                    """)
                .bind("workspace", caller.workspaceId().toString())
                .bind("pattern", LikePattern.containing(part))
                .mapTo(Long.class)
                .one());
  }

  /**
   * One page of those whose names contain the text.
   *
   * @param order an ORDER BY list of ours, never a client's text
   */
  List<Project> page(Caller caller, String part, String order, PageRequest page) {
    return relational.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT *
                    FROM projects
                    WHERE workspace_id = :workspace AND name LIKE :pattern ESCAPE '!'
                    ORDER BY %s
                    LIMIT :limit OFFSET :offset
                    """
                        .formatted(order))
                .bind("workspace", caller.workspaceId().toString())
                .bind("pattern", LikePattern.containing(part))
                .bind("limit", page.size())
                .bind("offset", page.offset())
                .map(new Mapper())
                .list());
  }

  /** Moves the times of the last trace forward, never back. */
  void setLastTraceTimes(Map<UUID, Instant> times) {
    relational.useTransaction(
        handle ->
            times.forEach(
                (project, time) ->
                    handle
                        .createUpdate(
                            """
                            UPDATE projects
                            SET last_updated_trace_at = :time
                            WHERE id = :id
                              AND (last_updated_trace_at IS NULL OR last_updated_trace_at < :time)
                            """)
                        .bind("id", project)
                        .bind("time", time)
                        .execute()));
  }

  private static final class Mapper implements RowMapper<Project> {
    @Override
    public Project map(ResultSet row, StatementContext context) throws SQLException {
      return new Project(
          UUID.fromString(row.getString("id")),
          row.getString("name"),
          row.getString("visibility"),
          row.getString("description"),
          instant(row, "created_at", context),
          row.getString("created_by"),
          instant(row, "last_updated_at", context),
          row.getString("last_updated_by"),
          time(row, "last_updated_trace_at", context).orElse(null));
    }

    private static Instant instant(ResultSet row, String column, StatementContext context)
        throws SQLException {
      return time(row, column, context).orElseThrow();
    }

    private static Optional<Instant> time(ResultSet row, String column, StatementContext context)
        throws SQLException {
      return Optional.ofNullable(Columns.instant(row, column, context));
    }
  }
}
