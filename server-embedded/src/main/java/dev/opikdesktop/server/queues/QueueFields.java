package dev.opikdesktop.server.queues;

import dev.opikdesktop.server.entities.EntityType;
import dev.opikdesktop.server.http.Parameters;
import dev.opikdesktop.server.query.Condition;
import dev.opikdesktop.server.query.Field;
import dev.opikdesktop.server.query.Field.Place;
import dev.opikdesktop.server.query.Field.Reads;
import dev.opikdesktop.server.query.FieldType;
import dev.opikdesktop.server.query.Operand;
import dev.opikdesktop.server.query.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * How conditions on traces and threads reach the queues that they are in. The statements bind
 * {workspace:Id} and {project:Id}.
 */
public final class QueueFields {
  private static final String ITEMS =
      """
      FROM annotation_queue_items FINAL
      WHERE workspace_id = {workspace:Id} AND project_id = {project:Id} AND entity_type = %d
      """;

  private QueueFields() {}

  /** The ids of the queues that an entity is in; the column {@code id} has its own. */
  public static Field of(EntityType type) {
    return new Field(
        "annotation_queue_ids",
        FieldType.LIST,
        new Place.Listed("id", ITEMS.formatted(type.code()), "queue_id"),
        Reads.KEY);
  }

  /**
   * With the parameter {@code annotation_queue_id} only what is in that queue.
   *
   * @param others the conditions of the other parameters
   * @throws dev.opikdesktop.server.http.ApiException 404 for what is no UUID
   */
  public static Condition asked(Parameters parameters, EntityType type, Condition others) {
    List<Condition> all = new ArrayList<>();
    parameters
        .uuid("annotation_queue_id")
        .map(UUID::toString)
        .map(Operand.Text::new)
        .ifPresent(queue -> all.add(new Condition.Comparison(of(type), Operator.EQUAL, queue)));
    if (all.isEmpty()) {
      return others;
    }
    all.add(others);
    return new Condition.And(all);
  }
}
