package dev.opikdesktop.server.query.oql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.http.LocalClient.Answer;
import dev.opikdesktop.server.json.Json;
import dev.opikdesktop.server.query.Example;
import dev.opikdesktop.server.query.FieldType;
import dev.opikdesktop.server.query.Operator;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import tools.jackson.databind.JsonNode;

/**
 * A query as a text and what it means in Java.
 *
 * @param <R> what it is about
 */
public record Question<R>(String text, Predicate<R> plain) {
  @Override
  public String toString() {
    return text;
  }

  /** One condition. */
  public static <R> Question<R> of(
      String field, String key, String operator, String value, Predicate<R> plain) {
    Operator asked = Operator.of(operator).orElseThrow();
    String given = asked.isAboutEmptiness() ? "" : value;
    return new Question<>(new Oql.Condition(field, key, asked, given).text(), plain);
  }

  /** What a filter asks, whose values but texts are encoded. */
  public static <R> Question<R> of(Example<R> example, OqlFields fields) {
    JsonNode filter = Json.MAPPER.readTree(example.shown()).get(0);
    String[] field = filter.get("field").asString().split("\\.", 2);
    String key = field.length > 1 ? field[1] : filter.path("key").asString("");
    FieldType type = fields.find(field[0]).orElseThrow().type(!key.isEmpty()).orElseThrow();
    String value = filter.get("value").asString();
    boolean isText = type == FieldType.TEXT || type == FieldType.EXACT_TEXT;
    return of(
        field[0],
        key,
        filter.get("operator").asString(),
        isText ? value : URLDecoder.decode(value, StandardCharsets.UTF_8),
        example.plain());
  }

  /** Queries of AND, OR and NOT, to a depth of three, over single conditions. */
  public static <R> Arbitrary<Question<R>> trees(Supplier<Arbitrary<Question<R>>> conditions) {
    return Arbitraries.recursive(conditions, Question::combined, 0, 3);
  }

  private static <R> Arbitrary<Question<R>> combined(Arbitrary<Question<R>> part) {
    Arbitrary<List<Question<R>>> parts = part.list().ofMinSize(2).ofMaxSize(3);
    return Arbitraries.oneOf(
        part.map(one -> new Question<>("NOT (" + one + ")", one.plain.negate())),
        parts.map(
            all ->
                new Question<>(
                    joined(all, " AND "), row -> all.stream().allMatch(it -> it.plain.test(row)))),
        parts.map(
            any ->
                new Question<>(
                    joined(any, " OR "), row -> any.stream().anyMatch(it -> it.plain.test(row)))));
  }

  private static <R> String joined(List<Question<R>> parts, String word) {
    return String.join(word, parts.stream().map(part -> "(" + part + ")").toList());
  }

  /**
   * Asks a list, and its pages in another order.
   *
   * @param list the path with the project
   * @param stored what is in the project by its ids
   */
  public void ask(LocalClient client, String list, Map<String, R> stored) {
    List<String> expected =
        stored.entrySet().stream()
            .filter(entry -> plain.test(entry.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    String oql = "&oql=" + URLEncoder.encode(text, StandardCharsets.UTF_8);

    Answer all = client.get(list + "&size=100" + oql);
    assertThat(all.status()).as("%s: %s", text, all.text()).isEqualTo(200);
    assertThat(ids(all)).as(text).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(all.json().get("total").asInt()).as(text).isEqualTo(expected.size());

    String sorting =
        URLEncoder.encode(
            "[{\"field\": \"duration\", \"direction\": \"ASC\"}]", StandardCharsets.UTF_8);
    List<String> paged = new ArrayList<>();
    for (int page = 1; page <= (expected.size() + 2) / 3; page++) {
      String place = "&size=3&page=" + page + "&sorting=" + sorting;
      paged.addAll(ids(client.get(list + place + oql)));
    }
    assertThat(paged).as("%s, page by page", text).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static List<String> ids(Answer answer) {
    return answer.json().get("content").valueStream().map(it -> it.get("id").asString()).toList();
  }
}
