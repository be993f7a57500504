package dev.opikdesktop.server.traces;

import dev.opikdesktop.server.json.Json;
import dev.opikdesktop.server.query.Condition;
import dev.opikdesktop.server.query.FilterReader;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Random traces, and random conditions with a plain evaluation of each. */
final class TraceExamples {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private static final List<String> PIECES =
      List.of(
          "a",
          "B",
          "ab",
          "it's",
          "\"",
          "\\",
          "\n",
          "\t",
          "%",
          "_",
          "+",
          "%25",
          "\uD83D\uDE00",
          "\u4E2D\u6587",
          "\u00E9",
          "\u00C9",
          "\u00DF",
          " ",
          "x.y",
          "{f0:String}",
          "\\n",
          "''",
          "null",
          "0",
          "10");

  /** Pieces that meet one another often, in both cases. */
  private static final List<String> FREQUENT = List.of("a", "A", "b", "B", "\u00E9", "\u00C9");

  private static final List<String> KEYS =
      List.of(
          "k",
          "K",
          "a.b",
          "it's",
          "q\"q",
          "back\\slash",
          "sp ace",
          "\u4E2D",
          "\uD83D\uDE00",
          "a[0]",
          "$",
          "100%");

  private static final List<String> NUMBERS =
      List.of("0", "1", "-3", "5.5", "0.1", "10", "1500", "-2000", "1000.25");

  private TraceExamples() {}

  /**
   * What a trace says of itself, and its one span if there is one.
   *
   * @param micros how long it took, null for one that has not ended
   * @param cost of its span, null without a span
   */
  record Row(
      String name,
      String thread,
      List<String> tags,
      String environment,
      String source,
      JsonNode metadata,
      Long micros,
      Double ttft,
      BigDecimal cost) {

    ObjectNode traceJson(UUID id, String project) {
      ObjectNode trace = Json.MAPPER.createObjectNode();
      trace.put("id", id.toString()).put("project_name", project).put("name", name);
      trace.put("start_time", START.toString()).put("thread_id", thread);
      trace.put("environment", environment);
      trace.set("tags", Json.MAPPER.valueToTree(tags));
      trace.set("metadata", metadata);
      if (!source.equals("unknown")) {
        trace.put("source", source);
      }
      if (micros != null) {
        trace.put("end_time", START.plusNanos(micros * 1000).toString());
      }
      if (ttft != null) {
        trace.put("ttft", ttft);
      }
      return trace;
    }

    Optional<ObjectNode> spanJson(UUID trace, UUID id, String project) {
      if (cost == null) {
        return Optional.empty();
      }
      ObjectNode span = Json.MAPPER.createObjectNode();
      span.put("id", id.toString()).put("trace_id", trace.toString()).put("type", "llm");
      span.put("project_name", project).put("start_time", START.toString());
      span.put("total_estimated_cost", cost);
      span.putObject("usage").put("it's.key", cost.intValue());
      return Optional.of(span);
    }

    private double millis() {
      return micros == null ? 0 : micros / 1000.;
    }
  }

  /** A condition, what it means in Java, and how it reads. */
  record Example(Condition condition, Predicate<Row> plain, String shown) {
    @Override
    public String toString() {
      return shown;
    }
  }

  static Arbitrary<Row> rows() {
    return Combinators.combine(
            texts(),
            texts(),
            texts().filter(tag -> !tag.isEmpty()).list().ofMaxSize(3),
            Arbitraries.of("", "production", "it's"),
            Arbitraries.of("unknown", "sdk", "playground"),
            metadata(),
            Arbitraries.of(0L, 1_500L, 10_000L, -3_000L, 1_500_000L, 1_000_250L).injectNull(0.2),
            Arbitraries.of("0", "5.5", "1500").map(Double::valueOf).injectNull(0.3))
        .flatAs(
            (name, thread, tags, environment, source, metadata, micros, ttft) ->
                Arbitraries.of("0", "0.1", "5.5", "10")
                    .map(BigDecimal::new)
                    .injectNull(0.3)
                    .map(
                        cost ->
                            new Row(
                                name,
                                thread,
                                tags,
                                environment,
                                source,
                                metadata,
                                micros,
                                ttft,
                                cost)));
  }

  /** Trees of AND, OR and NOT over single comparisons. */
  static Arbitrary<Example> conditions() {
    return Arbitraries.recursive(TraceExamples::comparisons, TraceExamples::combined, 0, 2);
  }

  private static Arbitrary<Example> combined(Arbitrary<Example> part) {
    Arbitrary<List<Example>> parts = part.list().ofMinSize(0).ofMaxSize(3);
    return Arbitraries.oneOf(
        part.map(
            one ->
                new Example(
                    new Condition.Not(one.condition()), one.plain().negate(), "NOT (" + one + ")")),
        parts.map(
            all ->
                new Example(
                    new Condition.And(all.stream().map(Example::condition).toList()),
                    row -> all.stream().allMatch(one -> one.plain().test(row)),
                    "AND" + all)),
        parts.map(
            any ->
                new Example(
                    new Condition.Or(any.stream().map(Example::condition).toList()),
                    row -> any.stream().anyMatch(one -> one.plain().test(row)),
                    "OR" + any)));
  }

  private static Arbitrary<Example> comparisons() {
    return Arbitraries.oneOf(onName(), onThread(), onTags(), onWords(), onNumbers(), onMetadata());
  }

  private static Arbitrary<Example> onName() {
    return Combinators.combine(Arbitraries.of(textOperators()), values())
        .as(
            (operator, value) ->
                example(
                    "name",
                    "",
                    operator,
                    value,
                    row -> text(operator, lower(row.name()), lower(value))));
  }

  private static Arbitrary<Example> onThread() {
    return Combinators.combine(Arbitraries.of(textOperators()), values())
        .as(
            (operator, value) ->
                example(
                    "thread_id", "", operator, value, row -> text(operator, row.thread(), value)));
  }

  private static Arbitrary<Example> onTags() {
    return Combinators.combine(
            Arbitraries.of("contains", "not_contains", "=", "!=", "is_empty", "is_not_empty"),
            values())
        .as(
            (operator, value) ->
                example("tags", "", operator, encoded(value), row -> tags(operator, row, value)));
  }

  private static boolean tags(String operator, Row row, String value) {
    return switch (operator) {
      case "contains" -> row.tags().stream().anyMatch(tag -> lower(tag).contains(lower(value)));
      case "not_contains" ->
          row.tags().stream().noneMatch(tag -> lower(tag).contains(lower(value)));
      case "=" -> row.tags().contains(value);
      case "!=" -> !row.tags().contains(value);
      case "is_empty" -> row.tags().isEmpty();
      default -> !row.tags().isEmpty();
    };
  }

  private static Arbitrary<Example> onWords() {
    Arbitrary<Example> environment =
        Combinators.combine(
                Arbitraries.of("=", "!=", "in", "not_in", "is_empty", "is_not_empty"),
                Arbitraries.of("production", "PRODUCTION", "it's", "production, it's", "zzz"))
            .as(
                (operator, value) ->
                    example(
                        "environment",
                        "",
                        operator,
                        encoded(value),
                        row -> word(operator, row.environment(), value)));
    Arbitrary<Example> source =
        Combinators.combine(
                Arbitraries.of("=", "!="), Arbitraries.of("sdk", "playground", "unknown", "zzz"))
            .as(
                (operator, value) ->
                    example(
                        "source",
                        "",
                        operator,
                        value,
                        row ->
                            operator.equals("=")
                                == (row.source().equals(value)
                                    || (value.equals("sdk") && row.source().equals("unknown")))));
    return Arbitraries.oneOf(environment, source);
  }

  private static boolean word(String operator, String word, String value) {
    List<String> words = Arrays.stream(value.split(",")).map(String::strip).toList();
    return switch (operator) {
      case "=" -> word.equals(value);
      case "!=" -> !word.equals(value);
      case "in" -> words.contains(word);
      case "not_in" -> !words.contains(word);
      case "is_empty" -> word.isEmpty();
      default -> !word.isEmpty();
    };
  }

  private static Arbitrary<Example> onNumbers() {
    return Combinators.combine(
            Arbitraries.of(
                "duration",
                "ttft",
                "total_estimated_cost",
                "llm_span_count",
                "usage.it's.key",
                "usage.none"),
            Arbitraries.of("=", "!=", ">", ">=", "<", "<="),
            Arbitraries.of(NUMBERS))
        .as(
            (field, operator, value) ->
                example(field, "", operator, value, row -> number(field, operator, row, value)));
  }

  private static boolean number(String field, String operator, Row row, String value) {
    if (field.equals("ttft") && row.ttft() == null) {
      return false;
    }
    BigDecimal cost = row.cost() == null ? BigDecimal.ZERO : row.cost();
    int order =
        switch (field) {
          case "duration" -> Double.compare(row.millis(), Double.parseDouble(value));
          case "ttft" -> Double.compare(row.ttft(), Double.parseDouble(value));
          case "total_estimated_cost" -> cost.compareTo(new BigDecimal(value));
          case "llm_span_count" ->
              new BigDecimal(row.cost() == null ? 0 : 1).compareTo(new BigDecimal(value));
          case "usage.it's.key" -> new BigDecimal(cost.intValue()).compareTo(new BigDecimal(value));
          default -> BigDecimal.ZERO.compareTo(new BigDecimal(value));
        };
    return holds(operator, order);
  }

  private static boolean holds(String operator, int order) {
    return switch (operator) {
      case "=" -> order == 0;
      case "!=" -> order != 0;
      case ">" -> order > 0;
      case ">=" -> order >= 0;
      case "<" -> order < 0;
      default -> order <= 0;
    };
  }

  private static Arbitrary<Example> onMetadata() {
    List<String> operators = new ArrayList<>(textOperators());
    operators.addAll(List.of("is_empty", "is_not_empty"));
    return Combinators.combine(
            Arbitraries.of(KEYS),
            Arbitraries.of("", "in", "0", "1", "7"),
            Arbitraries.of(operators),
            Arbitraries.oneOf(values(), Arbitraries.of(NUMBERS)))
        .as(
            (key, inner, operator, value) ->
                example(
                    "metadata",
                    path(key, inner),
                    operator,
                    encoded(value),
                    row -> json(operator, scalar(row.metadata(), key, inner), value)));
  }

  private static String path(String key, String inner) {
    String first = "[\"" + key.replace("\\", "\\\\").replace("\"", "\\\"") + "\"]";
    return inner.isEmpty() ? first : inner.equals("in") ? first + ".in" : first + "[" + inner + "]";
  }

  private static String scalar(JsonNode metadata, String key, String inner) {
    JsonNode at = metadata.path(key);
    if (inner.equals("in")) {
      at = at.path(inner);
    } else if (!inner.isEmpty()) {
      at = at.path(Integer.parseInt(inner));
    }
    return at.isMissingNode() || at.isContainer() ? "" : at.isNull() ? "null" : at.asString();
  }

  private static boolean json(String operator, String scalar, String value) {
    return switch (operator) {
      case "is_empty" -> scalar.isEmpty() || scalar.equals("null");
      case "is_not_empty" -> !scalar.isEmpty() && !scalar.equals("null");
      case ">", "<" ->
          isNumber(scalar)
              && isNumber(value)
              && holds(
                  operator, Double.compare(Double.parseDouble(scalar), Double.parseDouble(value)));
      default -> text(operator, lower(scalar), lower(value));
    };
  }

  private static boolean isNumber(String text) {
    return text.matches("-?[0-9]+(\\.[0-9]+)?");
  }

  private static List<String> textOperators() {
    return List.of("contains", "not_contains", "starts_with", "ends_with", "=", "!=", ">", "<");
  }

  private static boolean text(String operator, String text, String value) {
    return switch (operator) {
      case "contains" -> text.contains(value);
      case "not_contains" -> !text.contains(value);
      case "starts_with" -> text.startsWith(value);
      case "ends_with" -> text.endsWith(value);
      default ->
          holds(
              operator,
              Arrays.compareUnsigned(
                  text.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8)));
    };
  }

  private static Example example(
      String field, String key, String operator, String value, Predicate<Row> plain) {
    ObjectNode filter = Json.MAPPER.createObjectNode();
    filter.put("field", field).put("operator", operator).put("value", value);
    if (!key.isEmpty()) {
      filter.put("key", key);
    }
    String json = Json.MAPPER.createArrayNode().add(filter).toString();
    return new Example(
        FilterReader.filters(json, TraceQueryFields.FILTERED).getFirst(), plain, json);
  }

  private static Arbitrary<String> pieces() {
    return Arbitraries.oneOf(Arbitraries.of(FREQUENT), Arbitraries.of(PIECES));
  }

  private static Arbitrary<String> texts() {
    return pieces().list().ofMaxSize(3).map(pieces -> String.join("", pieces));
  }

  private static Arbitrary<String> values() {
    return pieces()
        .list()
        .ofMinSize(1)
        .ofMaxSize(2)
        .map(pieces -> String.join("", pieces))
        .filter(value -> !value.isBlank());
  }

  private static Arbitrary<JsonNode> metadata() {
    Arbitrary<JsonNode> scalar =
        Arbitraries.oneOf(
            texts().map(text -> Json.MAPPER.valueToTree(text)),
            Arbitraries.of(NUMBERS).map(number -> Json.MAPPER.readTree(number)),
            Arbitraries.of("true", "false", "null").map(word -> Json.MAPPER.readTree(word)));
    Arbitrary<JsonNode> value =
        Arbitraries.oneOf(
            scalar,
            scalar.map(one -> Json.MAPPER.createObjectNode().set("in", one)),
            scalar.list().ofMaxSize(2).map(list -> Json.MAPPER.createArrayNode().addAll(list)));
    return Arbitraries.maps(Arbitraries.of(KEYS), value)
        .ofMaxSize(4)
        .map(entries -> Json.MAPPER.createObjectNode().setAll(entries));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
