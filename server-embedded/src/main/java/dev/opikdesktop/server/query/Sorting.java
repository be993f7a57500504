package dev.opikdesktop.server.query;

import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.http.Parameters;
import dev.opikdesktop.server.json.Json;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;

/**
 * What the query parameter {@code sorting} of a list asks for (Opik contract 3.5).
 *
 * @param field one that the list can sort by
 */
public record Sorting(String field, boolean descending) {

  /** One entry of the JSON array. */
  private record Order(@Nullable String field, @Nullable String direction) {}

  /**
   * Reads the parameter. Only the first entry counts; a field that no list knows counts for
   * nothing, as in the original.
   *
   * @param sortable the fields that this list can sort by
   * @param others fields that the contract lets this list be sorted by, and that we cannot yet; one
   *     that ends in {@code .*} stands for all that begin so
   * @throws ApiException 400 for something that is no sorting, or for one of the others: rows in
   *     another order than asked for would be wrong silently
   */
  public static Optional<Sorting> of(
      Parameters parameters, Collection<String> sortable, Set<String> others) {
    Optional<String> text = parameters.text("sorting");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    List<Order> orders;
    try {
      orders = Json.MAPPER.readValue(text.get(), new TypeReference<List<Order>>() {});
    } catch (JacksonException e) {
      throw ApiException.badQuery(
          "sorting", "not a JSON array of {\"field\", \"direction\"}: " + text.get());
    }
    String field = orders.isEmpty() ? null : orders.getFirst().field();
    if (field == null) {
      return Optional.empty();
    }
    if (sortable.contains(field)) {
      String direction = orders.getFirst().direction();
      return Optional.of(
          new Sorting(
              field, direction != null && direction.toUpperCase(Locale.ROOT).equals("DESC")));
    }
    if (others.stream().anyMatch(other -> fits(other, field))) {
      throw ApiException.badQuery(
          "sorting", "by '" + field + "' is not supported yet, only by " + sortable);
    }
    return Optional.empty();
  }

  private static boolean fits(String pattern, String field) {
    return pattern.endsWith(".*")
        ? field.startsWith(pattern.substring(0, pattern.length() - 1))
        : pattern.equals(field);
  }

  /** ASC or DESC. */
  public String direction() {
    return descending ? "DESC" : "ASC";
  }
}
