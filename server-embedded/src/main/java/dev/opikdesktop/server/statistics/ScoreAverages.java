package dev.opikdesktop.server.statistics;

import dev.opikdesktop.server.entities.EntityType;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.query.Selection;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.Statement;
import java.util.List;

/**
 * Averages of feedback scores by name: the mean of all who scored an entity first, then the mean of
 * the entities (Opik contract 4.1).
 */
final class ScoreAverages {
  /** The scores of all entities of a type. */
  static final String OF_ENTITIES =
      """
      SELECT entity_id, name, avg(value) AS score
      FROM feedback_scores FINAL
      WHERE workspace_id = {workspace:Id} AND project_id = {project:Id}
        AND entity_type = {entity_type:UInt8}
      """;

  /** Of many entities few are scored: the others are left out before they are looked at. */
  private static final String SCORED =
      """
      id IN (
        SELECT entity_id
        FROM feedback_scores
        WHERE workspace_id = {workspace:Id} AND project_id = {project:Id}
          AND entity_type = {entity_type:UInt8}
      ) AND
      """;

  private final Analytics analytics;

  ScoreAverages(Analytics analytics) {
    this.analytics = analytics;
  }

  /** By name, in the order of names. */
  List<NamedAverage> of(Caller caller, EntityType type, Selection entities) {
    Statement statement =
        entities.statement(
            caller,
            """
            SELECT name, avg(score)
            FROM (
              %s  AND entity_id IN (SELECT id FROM %%s WHERE %s%%s)
              GROUP BY entity_id, name
            )
            GROUP BY name
            ORDER BY name
            """
                .formatted(OF_ENTITIES, type == EntityType.THREAD ? "" : SCORED));
    return read(statement.with("entity_type", type.code()));
  }

  /** Of all spans of traces, whichever trace they are of. */
  List<NamedAverage> ofSpans(Caller caller, Selection traces) {
    Statement statement =
        traces.statement(
            caller,
            """
            SELECT name, avg(score)
            FROM (
              %s  AND entity_id IN (
                  SELECT id
                  FROM spans
                  WHERE workspace_id = {workspace:Id} AND project_id = {project:Id}
                    AND %strace_id IN (SELECT id FROM %%s WHERE %%s)
                )
              GROUP BY entity_id, name
            )
            GROUP BY name
            ORDER BY name
            """
                .formatted(OF_ENTITIES, SCORED));
    return read(statement.with("entity_type", EntityType.SPAN.code()));
  }

  private List<NamedAverage> read(Statement statement) {
    return analytics.query(statement, in -> new NamedAverage(in.string(), in.float64()));
  }
}
