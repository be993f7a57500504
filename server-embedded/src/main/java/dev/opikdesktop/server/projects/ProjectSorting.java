package dev.opikdesktop.server.projects;

import dev.opikdesktop.server.http.Parameters;
import dev.opikdesktop.server.query.RelationalFields;
import dev.opikdesktop.server.query.Sorting;
import dev.opikdesktop.server.query.Sorting.Sortable;
import java.util.List;

/** The query parameter {@code sorting} of the list of projects. */
final class ProjectSorting {
  private static final String NEWEST_FIRST = "id DESC";

  private static final List<Sortable> SORTABLE =
      RelationalFields.sortable(
          List.of(
              "id",
              "name",
              "description",
              "created_at",
              "created_by",
              "last_updated_at",
              "last_updated_by",
              "last_updated_trace_at"));

  private ProjectSorting() {}

  /**
   * The ORDER BY list.
   *
   * @throws dev.opikdesktop.server.http.ApiException 400 for something that is no sorting
   */
  static String of(Parameters parameters) {
    return Sorting.order(Sorting.of(parameters, SORTABLE), NEWEST_FIRST);
  }
}
