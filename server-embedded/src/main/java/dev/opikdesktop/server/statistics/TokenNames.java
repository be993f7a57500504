package dev.opikdesktop.server.statistics;

import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.RowBinaryReader;
import dev.opikdesktop.storage.analytics.Statement;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** The kinds of tokens that the spans of projects count. */
public final class TokenNames {
  private final Analytics analytics;

  public TokenNames(Analytics analytics) {
    this.analytics = analytics;
  }

  /**
   * In the order of names.
   *
   * @param projects none for all
   */
  List<String> of(Caller caller, Collection<UUID> projects) {
    String sql =
        """
        SELECT DISTINCT toString(arrayJoin(usage.keys)) AS name
        FROM spans FINAL
        WHERE workspace_id = {workspace:Id} %s
        ORDER BY name
        """
            .formatted(projects.isEmpty() ? "" : "AND project_id IN {projects:Ids}");
    return analytics.query(
        Statement.of(sql).with("workspace", caller.workspaceId()).with("projects", projects),
        RowBinaryReader::string);
  }
}
