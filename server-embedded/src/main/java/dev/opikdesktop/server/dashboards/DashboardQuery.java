package dev.opikdesktop.server.dashboards;

import dev.opikdesktop.server.http.Parameters;
import dev.opikdesktop.server.query.FieldType;
import dev.opikdesktop.server.query.FilterReader;
import dev.opikdesktop.server.query.RelationalCondition;
import dev.opikdesktop.server.query.RelationalFields;
import dev.opikdesktop.server.query.Sorting;
import dev.opikdesktop.server.query.Sorting.Sortable;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Which dashboards a list asks for.
 *
 * @param part of the name, in any case
 * @param project in which they are, or empty for all
 * @param order an ORDER BY list of ours
 */
record DashboardQuery(
    String part, Optional<UUID> project, RelationalCondition condition, String order) {
  /** As answers name the fields that a list can be sorted by. */
  static final List<String> SORTABLE_BY =
      List.of(
          "id",
          "name",
          "description",
          "type",
          "created_at",
          "last_updated_at",
          "created_by",
          "last_updated_by");

  private static final List<Sortable> SORTABLE = RelationalFields.sortable(SORTABLE_BY);

  private static final RelationalFields FIELDS =
      new RelationalFields(
          List.of(
              RelationalFields.column("id", FieldType.EXACT_TEXT),
              RelationalFields.column("name", FieldType.TEXT),
              RelationalFields.column("description", FieldType.TEXT),
              RelationalFields.column("type", FieldType.WORD),
              RelationalFields.column("scope", FieldType.WORD),
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
  static DashboardQuery of(Parameters parameters, Optional<UUID> project) {
    return new DashboardQuery(
        parameters.text("name").orElse(""),
        project,
        RelationalCondition.of(FilterReader.read(parameters, FIELDS)),
        Sorting.order(Sorting.of(parameters, SORTABLE), NEWEST_FIRST));
  }
}
