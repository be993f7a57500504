package dev.opikdesktop.server.usage;

import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.Statement;
import java.time.Instant;
import java.util.List;

/** Counts what was created in some time, in all workspaces. */
final class UsageStore {
  private final Analytics analytics;

  UsageStore(Analytics analytics) {
    this.analytics = analytics;
  }

  List<UsageCount> traces(Instant from, Instant to) {
    return counts("traces", from, to);
  }

  List<UsageCount> spans(Instant from, Instant to) {
    return counts("spans", from, to);
  }

  /**
   * Of the versions of a row all say when and by whom it was created, so that they need not be
   * merged to be counted once.
   *
   * @param table a name of ours
   */
  private List<UsageCount> counts(String table, Instant from, Instant to) {
    String sql =
        """
        SELECT workspace_id, project_id, toString(created_by), uniqExact(id)
        FROM %s
        WHERE created_at >= fromUnixTimestamp64Milli({from:Int64})
          AND created_at < fromUnixTimestamp64Milli({to:Int64})
        GROUP BY workspace_id, project_id, created_by
        ORDER BY workspace_id, project_id, created_by
        """
            .formatted(table);
    return analytics.query(
        Statement.of(sql).with("from", from.toEpochMilli()).with("to", to.toEpochMilli()),
        in -> new UsageCount(in.id(), in.id(), in.string(), in.int64()));
  }
}
