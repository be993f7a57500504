package dev.opikdesktop.server.links;

import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.Statement;
import java.util.Optional;
import java.util.UUID;

/** Looks up what links name, without what they do not. */
final class LinkStore {
  private final Analytics analytics;

  LinkStore(Analytics analytics) {
    this.analytics = analytics;
  }

  /** Where a trace is and what it is called. */
  record TracePlace(UUID projectId, String name) {}

  /** The newest row of a trace's id, whichever project it is in. */
  Optional<TracePlace> trace(Caller caller, UUID id) {
    String sql =
        """
        SELECT project_id, name
        FROM traces
        WHERE workspace_id = {workspace:Id} AND id = {id:Id}
        ORDER BY last_updated_at DESC
        LIMIT 1
        """;
    Statement statement = Statement.of(sql).with("workspace", caller.workspaceId()).with("id", id);
    return analytics.query(statement, in -> new TracePlace(in.id(), in.string())).stream()
        .findFirst();
  }
}
