package dev.opikdesktop.server.dashboards;

import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.storage.relational.Columns;
import dev.opikdesktop.storage.relational.Relational;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The table dashboard_saved_queries. */
final class SavedQueryStore {
  private final Relational relational;

  SavedQueryStore(Relational relational) {
    this.relational = relational;
  }

  void insert(Caller caller, SavedQuery query) {
    relational.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO dashboard_saved_queries (id, workspace_id, project_id, query_text,
                      created_at, created_by)
                    VALUES (:id, :workspace, :projectId, :sql, :createdAt, :createdBy)
                    """)
                .bind("workspace", caller.workspaceId())
                .bindMethods(query)
                .execute());
  }

  Optional<SavedQuery> find(Caller caller, UUID id) {
    return relational.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT *
                    FROM dashboard_saved_queries
                    WHERE workspace_id = :workspace AND id = :id
                    """)
                .bind("workspace", caller.workspaceId())
                .bind("id", id)
                .map(
                    (row, context) -> {
                      String project = row.getString("project_id");
                      return new SavedQuery(
                          UUID.fromString(row.getString("id")),
                          project == null ? null : UUID.fromString(project),
                          row.getString("query_text"),
                          Columns.instant(row, "created_at", context),
                          row.getString("created_by"));
                    })
                .findFirst());
  }

  /** Deletes all of a project. */
  void deleteAll(Caller caller, Collection<UUID> projects) {
    relational.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    DELETE FROM dashboard_saved_queries
                    WHERE workspace_id = :workspace AND project_id IN (<projects>)
                    """)
                .bind("workspace", caller.workspaceId())
                .bindList("projects", List.copyOf(projects))
                .execute());
  }
}
