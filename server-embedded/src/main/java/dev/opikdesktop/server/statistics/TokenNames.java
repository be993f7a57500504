package dev.opikdesktop.server.statistics;

import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.RowBinaryReader;
import dev.opikdesktop.storage.analytics.Statement;
import java.util.List;
import java.util.UUID;

/** The kinds of tokens that the spans of a project count. */
public final class TokenNames {
  private final Analytics analytics;

  public TokenNames(Analytics analytics) {
    this.analytics = analytics;
  }

  /** In the order of names. */
  List<String> of(Caller caller, UUID project) {
    String sql =
        """
        SELECT DISTINCT toString(arrayJoin(usage.keys)) AS name
        FROM spans FINAL
        WHERE workspace_id = {workspace:Id} AND project_id = {project:Id}
        ORDER BY name
        """;
    return analytics.query(
        Statement.of(sql).with("workspace", caller.workspaceId()).with("project", project),
        RowBinaryReader::string);
  }
}
