package dev.opikdesktop.server.query;

import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.http.Parameters;
import dev.opikdesktop.server.json.Json;
import dev.opikdesktop.server.query.Field.Reads;
import dev.opikdesktop.storage.analytics.Statement;
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
 * @param key the part after the dot, for a field that has one
 */
public record Sorting(Sortable field, String key, boolean descending) {

  /**
   * A field that a list can be sorted by.
   *
   * @param name as clients write it; one that ends in {@code .*} stands for all that begin so
   * @param sql an expression over columns. In that of a name with {@code .*} stands {@code
   *     {sort_key:String}} for the rest of the name
   */
  public record Sortable(String name, String sql, Reads reads) {
    private Optional<String> keyIn(String wanted) {
      if (!name.endsWith(".*")) {
        return name.equals(wanted) ? Optional.of("") : Optional.empty();
      }
      String begin = name.substring(0, name.length() - 1);
      return wanted.startsWith(begin)
          ? Optional.of(wanted.substring(begin.length()))
          : Optional.empty();
    }
  }

  /** One entry of the JSON array. */
  private record Order(@Nullable String field, @Nullable String direction) {}

  /**
   * Reads the parameter. Only the first entry counts; a field that the list cannot be sorted by
   * counts for nothing, as in the original.
   *
   * @throws ApiException 400 for something that is no sorting
   */
  public static Optional<Sorting> of(Parameters parameters, List<Sortable> sortable) {
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
    Order order = orders.isEmpty() ? null : orders.getFirst();
    if (order == null || order.field() == null) {
      return Optional.empty();
    }
    String field = order.field();
    String direction = order.direction();
    boolean descending = direction != null && direction.toUpperCase(Locale.ROOT).equals("DESC");
    return sortable.stream()
        .flatMap(each -> each.keyIn(field).map(key -> new Sorting(each, key, descending)).stream())
        .findFirst();
  }

  private String sql() {
    return field.sql() + (descending ? " DESC" : " ASC");
  }

  /**
   * An ORDER BY list.
   *
   * @param asked what a client asks for, if anything
   * @param rest decides between equals, or alone
   */
  public static String order(Optional<Sorting> asked, String rest) {
    return asked.map(sorting -> sorting.sql() + ", " + rest).orElse(rest);
  }

  /** What a statement that is ordered by {@link #order} reads for that. */
  public static Set<Reads> reads(Optional<Sorting> asked) {
    return asked.map(sorting -> Set.of(sorting.field.reads())).orElse(Set.of());
  }

  /** The statement with the values of {@link #order}. */
  public static Statement bound(Optional<Sorting> asked, Statement statement) {
    return asked.map(sorting -> statement.with("sort_key", sorting.key)).orElse(statement);
  }
}
