package dev.opikdesktop.server.workspaces;

import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.json.JsonText;
import dev.opikdesktop.storage.relational.Relational;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** The table workspace_configurations. */
final class WorkspaceStore {
  private final Relational relational;

  WorkspaceStore(Relational relational) {
    this.relational = relational;
  }

  /** Keeps a configuration, in place of the one before. */
  void put(Caller caller, WorkspaceConfiguration configuration, Instant time) {
    Duration timeout = configuration.threadTimeout();
    JsonText colors = configuration.colorMap();
    relational.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO workspace_configurations (workspace_id, thread_timeout_seconds,
                      truncation_on_tables, color_map,
                      created_at, created_by, last_updated_at, last_updated_by)
                    VALUES (:workspace, :seconds, :truncationOnTables, :colors,
                      :time, :user, :time, :user)
                    ON DUPLICATE KEY UPDATE thread_timeout_seconds = :seconds,
                      truncation_on_tables = :truncationOnTables, color_map = :colors,
                      last_updated_at = :time, last_updated_by = :user
                    """)
                .bind("workspace", caller.workspaceId())
                .bind("seconds", timeout == null ? null : (Long) timeout.toSeconds())
                .bind("truncationOnTables", configuration.truncationOnTables())
                .bind("colors", colors == null ? null : colors.toString())
                .bind("time", time)
                .bind("user", caller.userName())
                .execute());
  }

  void delete(Caller caller) {
    relational.useHandle(
        handle ->
            handle
                .createUpdate(
                    "DELETE FROM workspace_configurations WHERE workspace_id = :workspace")
                .bind("workspace", caller.workspaceId())
                .execute());
  }

  Optional<WorkspaceConfiguration> find(Caller caller) {
    return relational.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT thread_timeout_seconds, truncation_on_tables, color_map
                    FROM workspace_configurations
                    WHERE workspace_id = :workspace
                    """)
                .bind("workspace", caller.workspaceId())
                .map(new Mapper())
                .findFirst());
  }

  private static final class Mapper implements RowMapper<WorkspaceConfiguration> {
    @Override
    public WorkspaceConfiguration map(ResultSet row, StatementContext context) throws SQLException {
      long seconds = row.getLong("thread_timeout_seconds");
      Duration timeout = row.wasNull() ? null : Duration.ofSeconds(seconds);
      boolean truncation = row.getBoolean("truncation_on_tables");
      Boolean truncationOnTables = row.wasNull() ? null : (Boolean) truncation;
      String colors = row.getString("color_map");
      return new WorkspaceConfiguration(
          timeout, truncationOnTables, colors == null ? null : JsonText.of(colors));
    }
  }
}
