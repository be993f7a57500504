package dev.opikdesktop.server.failures;

import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.PageRequest;
import dev.opikdesktop.storage.relational.Columns;
import dev.opikdesktop.storage.relational.Relational;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** The table report_failures. */
final class FailureStore {
  private final Relational relational;

  FailureStore(Relational relational) {
    this.relational = relational;
  }

  void insert(Caller caller, ReportFailure failure) {
    relational.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO report_failures (id, workspace_id, project_id, type, reason, detail,
                      created_at, created_by, last_updated_at, last_updated_by)
                    VALUES (:id, :workspace, :projectId, :type, :reason, :detail,
                      :createdAt, :createdBy, :lastUpdatedAt, :lastUpdatedBy)
                    """)
                .bind("workspace", caller.workspaceId())
                .bindMethods(failure)
                .execute());
  }

  /** Deletes all of a project. */
  void deleteAll(Caller caller, Collection<UUID> projects) {
    relational.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    DELETE FROM report_failures
                    WHERE workspace_id = :workspace AND project_id IN (<projects>)
                    """)
                .bind("workspace", caller.workspaceId())
                .bindList("projects", List.copyOf(projects))
                .execute());
  }

  long count(Caller caller, UUID project, String type) {
    return relational.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT count(*)
                    FROM report_failures
                    WHERE workspace_id = :workspace AND project_id = :project AND type = :type
                    """)
                .bind("workspace", caller.workspaceId())
                .bind("project", project)
                .bind("type", type)
                .mapTo(Long.class)
                .one());
  }

  /** One page, newest first. */
  List<ReportFailure> page(Caller caller, UUID project, String type, PageRequest page) {
    return relational.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT *
                    FROM report_failures
                    WHERE workspace_id = :workspace AND project_id = :project AND type = :type
                    ORDER BY id DESC
                    LIMIT :limit OFFSET :offset
                    """)
                .bind("workspace", caller.workspaceId())
                .bind("project", project)
                .bind("type", type)
                .bind("limit", page.size())
                .bind("offset", page.offset())
                .map(new Mapper())
                .list());
  }

  private static final class Mapper implements RowMapper<ReportFailure> {
    @Override
    public ReportFailure map(ResultSet row, StatementContext context) throws SQLException {
      return new ReportFailure(
          UUID.fromString(row.getString("id")),
          row.getString("type"),
          UUID.fromString(row.getString("project_id")),
          row.getString("reason"),
          row.getString("detail"),
          Columns.instant(row, "created_at", context),
          row.getString("created_by"),
          Columns.instant(row, "last_updated_at", context),
          row.getString("last_updated_by"));
    }
  }
}
