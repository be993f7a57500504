package dev.opikdesktop.server.query;

import dev.opikdesktop.server.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import tools.jackson.databind.node.ObjectNode;

/**
 * A condition, what it means in Java, and how it reads.
 *
 * @param <R> what it is about
 */
public record Example<R>(Condition condition, Predicate<R> plain, String shown) {
  @Override
  public String toString() {
    return shown;
  }

  /** One comparison, as a client writes it. */
  public static <R> Example<R> of(
      Fields fields, String field, String key, String operator, String value, Predicate<R> plain) {
    ObjectNode filter = Json.MAPPER.createObjectNode();
    filter.put("field", field).put("operator", operator).put("value", value);
    if (!key.isEmpty()) {
      filter.put("key", key);
    }
    String json = Json.MAPPER.createArrayNode().add(filter).toString();
    return new Example<>(FilterReader.filters(json, fields).getFirst(), plain, json);
  }

  /** Trees of AND, OR and NOT over single comparisons. */
  public static <R> Arbitrary<Example<R>> trees(Supplier<Arbitrary<Example<R>>> comparisons) {
    return Arbitraries.recursive(comparisons, Example::combined, 0, 2);
  }

  /** As clients encode values of fields that are no texts. */
  public static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  /** The path to a key of an object and, unless it is "", to a member or position in it. */
  public static String path(String key, String inner) {
    String first = "[\"" + key.replace("\\", "\\\\").replace("\"", "\\\"") + "\"]";
    return inner.isEmpty() ? first : inner.equals("in") ? first + ".in" : first + "[" + inner + "]";
  }

  private static <R> Arbitrary<Example<R>> combined(Arbitrary<Example<R>> part) {
    Arbitrary<List<Example<R>>> parts = part.list().ofMinSize(0).ofMaxSize(3);
    return Arbitraries.oneOf(
        part.map(
            one ->
                new Example<>(
                    new Condition.Not(one.condition()), one.plain().negate(), "NOT (" + one + ")")),
        parts.map(
            all ->
                new Example<>(
                    new Condition.And(all.stream().map(Example::condition).toList()),
                    row -> all.stream().allMatch(one -> one.plain().test(row)),
                    "AND" + all)),
        parts.map(
            any ->
                new Example<>(
                    new Condition.Or(any.stream().map(Example::condition).toList()),
                    row -> any.stream().anyMatch(one -> one.plain().test(row)),
                    "OR" + any)));
  }
}
