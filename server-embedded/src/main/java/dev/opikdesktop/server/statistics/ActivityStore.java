package dev.opikdesktop.server.statistics;

import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.PageRequest;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.RowBinaryReader;
import dev.opikdesktop.storage.analytics.Statement;
import java.util.List;
import java.util.UUID;

/** The days on which traces came in. Nothing but ids is read. */
public final class ActivityStore {
  /** The day of an id, in days since 1970. */
  private static final String DAY =
      "intDiv(reinterpretAsUInt64(reverse(substring(id, 1, 6))), 86400000)";

  private final Analytics analytics;

  public ActivityStore(Analytics analytics) {
    this.analytics = analytics;
  }

  /** How many days there are. */
  long count(Caller caller, UUID project) {
    String sql =
        """
        SELECT uniqExact(%s)
        FROM traces
        WHERE workspace_id = {workspace:Id} AND project_id = {project:Id}
        """
            .formatted(DAY);
    return analytics.query(bound(sql, caller, project), RowBinaryReader::int64).getFirst();
  }

  /** The newest day first. */
  List<Activity> page(Caller caller, UUID project, PageRequest page) {
    String sql =
        """
        SELECT max(id)
        FROM traces
        WHERE workspace_id = {workspace:Id} AND project_id = {project:Id}
        GROUP BY %s
        ORDER BY max(id) DESC
        LIMIT {offset:UInt64}, {limit:UInt64}
        """
            .formatted(DAY);
    Statement statement =
        bound(sql, caller, project).with("offset", page.offset()).with("limit", page.size());
    return analytics.query(statement, in -> Activity.ofDay(in.id()));
  }

  private static Statement bound(String sql, Caller caller, UUID project) {
    return Statement.of(sql).with("workspace", caller.workspaceId()).with("project", project);
  }
}
