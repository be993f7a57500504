package dev.opikdesktop.server.retention;

import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.RowBinaryReader;
import dev.opikdesktop.storage.analytics.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What the clean-up asks of the stored traces. */
public final class Traces {
  private final Analytics analytics;

  public Traces(Analytics analytics) {
    this.analytics = analytics;
  }

  /** The projects with traces or spans. */
  List<UUID> projects(Caller caller) {
    Statement statement =
        Statement.of(
                """
                SELECT DISTINCT project_id FROM traces WHERE workspace_id = {workspace:Id}
                UNION DISTINCT
                SELECT DISTINCT project_id FROM spans WHERE workspace_id = {workspace:Id}
                """)
            .with("workspace", caller.workspaceId());
    return analytics.query(statement, RowBinaryReader::id);
  }

  /**
   * A time before which about one trace in so many began, and one at least; empty without traces.
   */
  Optional<Instant> oldest(Caller caller, int inSoMany) {
    Statement statement =
        Statement.of(
                """
                SELECT id
                FROM traces
                WHERE workspace_id = {workspace:Id}
                ORDER BY id
                LIMIT 1 OFFSET {skipped:UInt64}
                """)
            .with("workspace", caller.workspaceId())
            .with("skipped", count(caller) / inSoMany);
    return analytics.query(statement, RowBinaryReader::id).stream()
        .map(id -> TimeOrderedIds.timeOf(id).plusMillis(1))
        .findFirst();
  }

  /** About how many traces of a project are from a time on and before another. */
  long between(Caller caller, UUID project, Instant from, Instant to) {
    Statement statement =
        Statement.of(
                """
                SELECT count()
                FROM traces
                WHERE workspace_id = {workspace:Id} AND project_id = {project:Id}
                  AND id >= {first:Id} AND id < {end:Id}
                """)
            .with("workspace", caller.workspaceId())
            .with("project", project)
            .with("first", TimeOrderedIds.firstOf(from))
            .with("end", TimeOrderedIds.firstOf(to));
    return analytics.query(statement, RowBinaryReader::int64).getFirst();
  }

  private long count(Caller caller) {
    Statement statement =
        Statement.of("SELECT count() FROM traces WHERE workspace_id = {workspace:Id}")
            .with("workspace", caller.workspaceId());
    return analytics.query(statement, RowBinaryReader::int64).getFirst();
  }
}
