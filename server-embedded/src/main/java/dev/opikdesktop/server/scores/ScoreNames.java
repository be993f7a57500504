package dev.opikdesktop.server.scores;

import dev.opikdesktop.server.entities.EntityType;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.RowBinaryReader;
import dev.opikdesktop.storage.analytics.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Which names scores have, in alphabetical order. */
final class ScoreNames {
  private static final String IN_WORKSPACE =
      """
      SELECT DISTINCT name
      FROM feedback_scores
      WHERE workspace_id = {workspace:Id}
      """;

  private static final String OF_TYPE = "AND entity_type = {type:UInt8}\n";
  private static final String IN_PROJECTS = "AND project_id IN {projects:Ids}\n";
  private static final String ORDER = "ORDER BY name\n";

  private static final String OF_SPAN_TYPE =
      """
      AND entity_id IN (
        SELECT id
        FROM spans FINAL
        WHERE workspace_id = {workspace:Id} AND project_id IN {projects:Ids}
          AND type = {span_type:UInt8}
      )
      """;

  private final Analytics analytics;

  ScoreNames(Analytics analytics) {
    this.analytics = analytics;
  }

  /** Of the entities of a kind, in one project or all. */
  List<String> of(Caller caller, EntityType type, Optional<UUID> project) {
    if (project.isEmpty()) {
      return names(
          Statement.of(IN_WORKSPACE + OF_TYPE + ORDER)
              .with("workspace", caller.workspaceId())
              .with("type", type.code()));
    }
    return names(
        Statement.of(IN_WORKSPACE + OF_TYPE + IN_PROJECTS + ORDER)
            .with("workspace", caller.workspaceId())
            .with("type", type.code())
            .with("projects", List.of(project.get())));
  }

  /** Of the spans of one type, by the number that is stored for it. */
  List<String> ofSpans(Caller caller, UUID project, int spanType) {
    return names(
        Statement.of(IN_WORKSPACE + OF_TYPE + IN_PROJECTS + OF_SPAN_TYPE + ORDER)
            .with("workspace", caller.workspaceId())
            .with("type", EntityType.SPAN.code())
            .with("projects", List.of(project))
            .with("span_type", spanType));
  }

  /** Of whatever is scored in some projects. */
  List<String> inProjects(Caller caller, Collection<UUID> projects) {
    return names(
        Statement.of(IN_WORKSPACE + IN_PROJECTS + ORDER)
            .with("workspace", caller.workspaceId())
            .with("projects", projects));
  }

  /** Of whatever is scored. */
  List<String> everywhere(Caller caller) {
    return names(Statement.of(IN_WORKSPACE + ORDER).with("workspace", caller.workspaceId()));
  }

  private List<String> names(Statement statement) {
    return analytics.query(statement, RowBinaryReader::string);
  }
}
