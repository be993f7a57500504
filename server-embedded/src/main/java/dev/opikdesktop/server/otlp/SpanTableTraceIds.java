package dev.opikdesktop.server.otlp;

import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.projects.ProjectService;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.RowBinaryReader;
import dev.opikdesktop.storage.analytics.Statement;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Finds traces among the stored spans by the end of their ids. */
public final class SpanTableTraceIds implements StoredTraceIds {
  private final Analytics analytics;
  private final ProjectService projects;

  public SpanTableTraceIds(Analytics analytics, ProjectService projects) {
    this.analytics = analytics;
    this.projects = projects;
  }

  @Override
  public List<UUID> find(
      Caller caller, String project, Collection<String> tails, Instant from, Instant to) {
    String sql =
        """
        SELECT DISTINCT trace_id
        FROM spans
        WHERE workspace_id = {workspace:Id}
          AND project_id = {project:Id}
          AND trace_id >= {from:Id}
          AND trace_id < {to:Id}
          AND hex(substring(trace_id, 7)) IN (SELECT arrayJoin({tails:Array(String)}))
        """;
    Statement statement =
        Statement.of(sql)
            .with("workspace", caller.workspaceId())
            .with("project", projects.resolve(caller, project))
            .with("from", OpikIds.first(from))
            .with("to", OpikIds.first(to))
            .with("tails", tails);
    return analytics.query(statement, RowBinaryReader::id);
  }
}
