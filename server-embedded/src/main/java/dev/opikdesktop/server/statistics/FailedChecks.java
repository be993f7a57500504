package dev.opikdesktop.server.statistics;

import dev.opikdesktop.server.entities.EntityType;
import dev.opikdesktop.server.guardrails.GuardrailResult;

/** The checks of guardrails that failed. */
final class FailedChecks {
  /** FROM and WHERE of those of a project; what follows narrows them by their {@code entity_id}. */
  static final String OF_PROJECT = from("project_id = {project:Id}");

  /** The same of several projects. */
  static final String OF_PROJECTS = from("project_id IN {projects:Ids}");

  /** Those of traces, a row for each trace and guardrail. %s is for conditions. */
  static final String JOINED =
      """
      INNER JOIN (
        SELECT entity_id AS checked_id, toString(name) AS checked_by, count() AS failed_checks
        %s  %%s
        GROUP BY entity_id, name
      ) AS checks ON checked_id = id
      """
          .formatted(OF_PROJECT);

  private FailedChecks() {}

  private static String from(String projects) {
    return """
    FROM guardrails FINAL
    WHERE workspace_id = {workspace:Id} AND %s AND entity_type = %d AND result = %d
    """
        .formatted(projects, EntityType.TRACE.code(), GuardrailResult.FAILED.code());
  }
}
