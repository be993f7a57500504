package dev.opikdesktop.server.spans;

import static dev.opikdesktop.server.query.Example.encoded;

import dev.opikdesktop.server.json.Json;
import dev.opikdesktop.server.query.Example;
import dev.opikdesktop.server.query.Meaning;
import dev.opikdesktop.server.query.Samples;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Random spans, and random conditions with a plain evaluation of each. */
final class SpanExamples {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private SpanExamples() {}

  /**
   * What a span says.
   *
   * @param type "" for none
   * @param micros how long it took, null for one that has not ended
   * @param cost null for none; the count of tokens is its whole part
   */
  record Row(
      String name,
      String model,
      String type,
      List<String> tags,
      String source,
      JsonNode metadata,
      Long micros,
      BigDecimal cost,
      Map<String, List<BigDecimal>> scores) {

    ObjectNode json(UUID id, UUID trace, String project) {
      ObjectNode span = Json.MAPPER.createObjectNode();
      span.put("id", id.toString()).put("trace_id", trace.toString()).put("name", name);
      span.put("project_name", project).put("start_time", START.toString()).put("model", model);
      span.set("tags", Json.MAPPER.valueToTree(tags));
      span.set("metadata", metadata);
      if (!type.isEmpty()) {
        span.put("type", type);
      }
      if (!source.equals("unknown")) {
        span.put("source", source);
      }
      if (micros != null) {
        span.put("end_time", START.plusNanos(micros * 1000).toString());
      }
      if (cost != null) {
        span.put("total_estimated_cost", cost);
        span.putObject("usage").put("it's.key", cost.intValue());
      }
      return span;
    }
  }

  static Arbitrary<Row> rows() {
    return Combinators.combine(
            Samples.texts(),
            // A blank model would be looked for in the metadata.
            Samples.values(),
            Arbitraries.of("", "general", "tool", "llm"),
            Samples.texts().filter(tag -> !tag.isEmpty()).list().ofMaxSize(3),
            Arbitraries.of("unknown", "sdk", "playground"),
            Samples.metadata(),
            Arbitraries.of(0L, 1_500L, 10_000L, -3_000L, 1_500_000L, 1_000_250L).injectNull(0.2),
            Arbitraries.of("0", "0.1", "5.5", "10").map(BigDecimal::new).injectNull(0.3))
        .flatAs(
            (name, model, type, tags, source, metadata, micros, cost) ->
                Samples.scores()
                    .map(
                        scores ->
                            new Row(
                                name, model, type, tags, source, metadata, micros, cost, scores)));
  }

  static Arbitrary<Example<Row>> conditions() {
    return Example.trees(SpanExamples::comparisons);
  }

  static Arbitrary<Example<Row>> comparisons() {
    return Arbitraries.oneOf(
        onTexts(), onTags(), onType(), onSource(), onNumbers(), onMetadata(), onScores());
  }

  private static Arbitrary<Example<Row>> onTexts() {
    return Combinators.combine(
            Arbitraries.of("name", "model"), Arbitraries.of(Meaning.ON_TEXTS), Samples.values())
        .as(
            (field, operator, value) ->
                example(
                    field,
                    "",
                    operator,
                    value,
                    row ->
                        Meaning.folded(
                            operator, field.equals("name") ? row.name() : row.model(), value)));
  }

  private static Arbitrary<Example<Row>> onTags() {
    return Combinators.combine(Arbitraries.of(Meaning.ON_LISTS), Samples.values())
        .as(
            (operator, value) ->
                example(
                    "tags",
                    "",
                    operator,
                    encoded(value),
                    row -> Meaning.list(operator, row.tags(), value)));
  }

  private static Arbitrary<Example<Row>> onType() {
    return Combinators.combine(
            Arbitraries.of("=", "!=", "in", "not_in"),
            Arbitraries.of("llm", "LLM", "tool", "llm,tool", "zzz"))
        .as(
            (operator, value) ->
                example(
                    "type",
                    "",
                    operator,
                    encoded(value),
                    row -> Meaning.word(operator, row.type(), value)));
  }

  private static Arbitrary<Example<Row>> onSource() {
    return Combinators.combine(
            Arbitraries.of("=", "!="), Arbitraries.of("sdk", "playground", "unknown", "zzz"))
        .as(
            (operator, value) ->
                example(
                    "source",
                    "",
                    operator,
                    value,
                    row -> Meaning.source(operator, row.source(), value)));
  }

  private static Arbitrary<Example<Row>> onNumbers() {
    return Combinators.combine(
            Arbitraries.of("duration", "total_estimated_cost", "usage.it's.key", "usage.none"),
            Arbitraries.of(Meaning.ON_NUMBERS),
            Arbitraries.of(Samples.NUMBERS))
        .as(
            (field, operator, value) ->
                example(field, "", operator, value, row -> number(field, operator, row, value)));
  }

  private static boolean number(String field, String operator, Row row, String value) {
    BigDecimal cost = row.cost() == null ? BigDecimal.ZERO : row.cost();
    double millis = row.micros() == null ? 0 : row.micros() / 1000.;
    int order =
        switch (field) {
          case "duration" -> Double.compare(millis, Double.parseDouble(value));
          case "total_estimated_cost" -> cost.compareTo(new BigDecimal(value));
          case "usage.it's.key" -> new BigDecimal(cost.intValue()).compareTo(new BigDecimal(value));
          default -> BigDecimal.ZERO.compareTo(new BigDecimal(value));
        };
    return Meaning.holds(operator, order);
  }

  private static Arbitrary<Example<Row>> onMetadata() {
    return Combinators.combine(
            Arbitraries.of(Samples.KEYS),
            Arbitraries.of("", "in", "0", "1", "7"),
            Arbitraries.of(Meaning.ON_JSON),
            Arbitraries.oneOf(Samples.values(), Arbitraries.of(Samples.NUMBERS)))
        .as(
            (key, inner, operator, value) ->
                example(
                    "metadata",
                    Example.path(key, inner),
                    operator,
                    encoded(value),
                    row ->
                        Meaning.json(operator, Meaning.scalar(row.metadata(), key, inner), value)));
  }

  private static Arbitrary<Example<Row>> onScores() {
    return Combinators.combine(
            Arbitraries.of(Samples.SCORES),
            Arbitraries.of(Meaning.ON_SCORES),
            Arbitraries.of(Samples.SCORE_VALUES))
        .as(
            (name, operator, value) ->
                example(
                    "feedback_scores",
                    name,
                    operator,
                    value,
                    row -> Meaning.score(operator, row.scores(), name, value)));
  }

  private static Example<Row> example(
      String field, String key, String operator, String value, Predicate<Row> plain) {
    return Example.of(SpanQueryFields.FILTERED, field, key, operator, value, plain);
  }
}
