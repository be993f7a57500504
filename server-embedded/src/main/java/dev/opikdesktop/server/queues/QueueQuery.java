package dev.opikdesktop.server.queues;

import dev.opikdesktop.server.http.Parameters;
import dev.opikdesktop.server.query.FieldType;
import dev.opikdesktop.server.query.FilterReader;
import dev.opikdesktop.server.query.RelationalCondition;
import dev.opikdesktop.server.query.RelationalFields;
import dev.opikdesktop.server.query.Sorting;
import dev.opikdesktop.server.query.Sorting.Sortable;
import java.util.List;

/**
 * Which queues a list asks for (Opik contract 3.3, 3.5).
 *
 * @param part of the name, in any case
 * @param order an ORDER BY list of ours
 */
record QueueQuery(String part, RelationalCondition condition, String order) {
  /** As answers name the fields that a list can be sorted by. */
  static final List<String> SORTABLE_BY =
      List.of(
          "id",
          "project_id",
          "name",
          "description",
          "instructions",
          "created_at",
          "last_updated_at",
          "created_by",
          "last_updated_by");

  private static final List<Sortable> SORTABLE = RelationalFields.sortable(SORTABLE_BY);

  private static final RelationalFields FIELDS =
      new RelationalFields(
          List.of(
              RelationalFields.column("id", FieldType.EXACT_TEXT),
              RelationalFields.column("project_id", FieldType.EXACT_TEXT),
              RelationalFields.column("name", FieldType.TEXT),
              RelationalFields.column("description", FieldType.TEXT),
              RelationalFields.column("instructions", FieldType.TEXT),
              RelationalFields.column("scope", FieldType.WORD),
              RelationalFields.column("feedback_definition_names", FieldType.LIST),
              RelationalFields.column("created_at", FieldType.TIME),
              RelationalFields.column("created_by", FieldType.TEXT),
              RelationalFields.column("last_updated_at", FieldType.TIME),
              RelationalFields.column("last_updated_by", FieldType.TEXT)));

  private static final String NEWEST_FIRST = "id DESC";

  /**
   * Reads name, filters and sorting.
   *
   * @throws dev.opikdesktop.server.http.ApiException 400 for what is no filter or sorting
   */
  static QueueQuery of(Parameters parameters) {
    return new QueueQuery(
        parameters.text("name").orElse(""),
        RelationalCondition.of(FilterReader.read(parameters, FIELDS)),
        Sorting.order(Sorting.of(parameters, SORTABLE), NEWEST_FIRST));
  }
}
