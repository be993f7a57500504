package dev.opikdesktop.server.analytics;

import dev.opikdesktop.storage.analytics.Statement;
import java.util.Optional;
import java.util.UUID;

/**
 * Whose rows a query sees: those of one project, or all of the workspace's.
 *
 * @param project none for all
 */
record QueryScope(UUID workspace, Optional<UUID> project) {
  /** The statement with the values that {@link PublishedTable#element} names. */
  Statement bind(Statement statement) {
    Statement ofWorkspace = statement.with("workspace", workspace);
    return project.map(id -> ofWorkspace.with("project", id)).orElse(ofWorkspace);
  }

  /** The same rows as a condition on any table of traces and spans, with the ids in it. */
  String condition() {
    return "workspace_id = "
        + literal(workspace)
        + project.map(id -> " AND project_id = " + literal(id)).orElse("");
  }

  private static String literal(UUID id) {
    return "toFixedString(unhex('" + id.toString().replace("-", "") + "'), 16)";
  }
}
