package dev.opikdesktop.server.projects;

import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.http.Parameters;
import dev.opikdesktop.server.json.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;

/**
 * The query parameter {@code sorting} of project lists; the newest project comes first without it.
 */
final class ProjectSorting {
  private static final String NEWEST_FIRST = "id DESC";

  private static final Map<String, String> COLUMNS =
      Map.of(
          "id", "id",
          "name", "name",
          "description", "description",
          "created_at", "created_at",
          "created_by", "created_by",
          "last_updated_at", "last_updated_at",
          "last_updated_by", "last_updated_by",
          "last_updated_trace_at", "last_updated_trace_at");

  private ProjectSorting() {}

  /** One entry of the JSON array. */
  private record Order(@Nullable String field, @Nullable String direction) {}

  /**
   * The ORDER BY list. Only the first entry counts, and an unknown field counts for nothing.
   *
   * @throws ApiException 400 for something that is no sorting
   */
  static String of(Parameters parameters) {
    Optional<String> text = parameters.text("sorting");
    if (text.isEmpty()) {
      return NEWEST_FIRST;
    }
    List<Order> orders;
    try {
      orders = Json.MAPPER.readValue(text.get(), new TypeReference<List<Order>>() {});
    } catch (JacksonException e) {
      throw ApiException.badQuery(
          "sorting", "not a JSON array of {\"field\", \"direction\"}: " + text.get());
    }
    if (orders.isEmpty()) {
      return NEWEST_FIRST;
    }
    String field = orders.getFirst().field();
    String column = field == null ? null : COLUMNS.get(field);
    if (column == null) {
      return NEWEST_FIRST;
    }
    String direction = orders.getFirst().direction();
    boolean descending = direction != null && direction.toUpperCase(Locale.ROOT).equals("DESC");
    return column + (descending ? " DESC, " : " ASC, ") + NEWEST_FIRST;
  }
}
