package dev.opikdesktop.server.records;

import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.RowBinaryReader;
import dev.opikdesktop.storage.analytics.Statement;
import java.util.UUID;

/**
 * The rows of one table that belong to a project.
 *
 * @param table its name
 */
public record ProjectRows(Analytics analytics, String table) {
  /** How many there are. */
  public long count(Caller caller, UUID project) {
    String sql =
        """
        SELECT count()
        FROM %s FINAL
        WHERE workspace_id = {workspace:Id} AND project_id = {project:Id}
        """
            .formatted(table);
    return analytics.query(in(caller, project, sql), RowBinaryReader::int64).getFirst();
  }

  /** A statement with {@code {workspace:Id}} and {@code {project:Id}}. */
  public static Statement in(Caller caller, UUID project, String sql) {
    return Statement.of(sql).with("workspace", caller.workspaceId()).with("project", project);
  }
}
