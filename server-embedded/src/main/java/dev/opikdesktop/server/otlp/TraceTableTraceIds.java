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
import java.util.stream.LongStream;

/**
 * Finds traces by the end of their ids. Every trace that came over OTLP has a row, which is written
 * before its spans: a stand-in if its root is still to come.
 */
public final class TraceTableTraceIds implements StoredTraceIds {
  private final Analytics analytics;
  private final ProjectService projects;

  public TraceTableTraceIds(Analytics analytics, ProjectService projects) {
    this.analytics = analytics;
    this.projects = projects;
  }

  @Override
  public List<UUID> find(
      Caller caller,
      String project,
      Collection<String> tails,
      Instant from,
      Instant to,
      boolean settled) {
    String sql =
        """
        SELECT DISTINCT id
        FROM traces
        WHERE workspace_id = {workspace:Id}
          AND project_id = {project:Id}
          AND id >= {from:Id}
          AND id < {to:Id}
          AND substring(id, 7) IN (SELECT unhex(arrayJoin({tails:Array(String)})))
        """;
    Statement statement =
        Statement.of(sql)
            .with("workspace", caller.workspaceId())
            .with("project", project(caller, project))
            .with("from", OpikIds.first(from))
            .with("to", OpikIds.first(to))
            .with("tails", tails);
    return settled
        ? analytics.querySettled(statement, RowBinaryReader::id)
        : analytics.query(statement, RowBinaryReader::id);
  }

  /** The project of a name. */
  UUID project(Caller caller, String name) {
    return projects.resolve(caller, name);
  }

  /**
   * The less significant halves of the ids of a project's traces, some more than once.
   *
   * @param most no more than these
   */
  long[] all(Caller caller, UUID project, int most) {
    String sql =
        """
        SELECT id
        FROM traces
        WHERE workspace_id = {workspace:Id}
          AND project_id = {project:Id}
        LIMIT {most:UInt32}
        """;
    LongStream.Builder ids = LongStream.builder();
    analytics.stream(
        Statement.of(sql)
            .with("workspace", caller.workspaceId())
            .with("project", project)
            .with("most", most),
        RowBinaryReader::id,
        id -> {
          ids.add(id.getLeastSignificantBits());
          return true;
        });
    return ids.build().toArray();
  }
}
