package dev.opikdesktop.server.guardrails;

import dev.opikdesktop.server.entities.EntityType;
import dev.opikdesktop.server.query.Field;
import dev.opikdesktop.server.query.Field.Place;
import dev.opikdesktop.server.query.Field.Reads;
import dev.opikdesktop.server.query.FieldType;

/**
 * How conditions reach guardrails. The statements bind {workspace:Id} and {project:Id}, and are
 * over traces.
 */
public final class GuardrailFields {
  private static final String CHECKED =
      """
      id IN (
        SELECT entity_id
        FROM guardrails
        WHERE workspace_id = {workspace:Id} AND project_id = {project:Id} AND entity_type = %d
          %s
      )\
      """;

  /**
   * The result of all guardrails that checked a trace together: failed if one of them did; "" for
   * one that none checked.
   */
  public static final Field RESULT =
      new Field("guardrails", FieldType.TEXT, new Place.Column(result()), Reads.KEY);

  private GuardrailFields() {}

  private static String result() {
    int type = EntityType.TRACE.code();
    return "multiIf("
        + CHECKED.formatted(type, "AND result = " + GuardrailResult.FAILED.code())
        + ", 'failed', "
        + CHECKED.formatted(type, "")
        + ", 'passed', '')";
  }
}
