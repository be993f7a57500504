package dev.opikdesktop.server.traces;

import static dev.opikdesktop.server.query.Example.encoded;

import dev.opikdesktop.server.json.Json;
import dev.opikdesktop.server.query.Example;
import dev.opikdesktop.server.query.Meaning;
import dev.opikdesktop.server.query.Samples;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  private TraceExamples() {}

  /**
   * What a trace says of itself, and its spans: one of type llm if there is a cost, and a tool span
   * for each of the spans' scores.
   *
   * @param micros how long it took, null for one that has not ended
   * @param cost of its llm span, null without one
   * @param spanScores those of its tool spans
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
      BigDecimal cost,
      Map<String, List<BigDecimal>> scores,
      List<Map<String, List<BigDecimal>>> spanScores) {

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

    Optional<ObjectNode> llmSpanJson(UUID trace, UUID id, String project) {
      if (cost == null) {
        return Optional.empty();
      }
      ObjectNode span = spanJson(trace, id, project, "llm");
      span.put("total_estimated_cost", cost);
      span.putObject("usage").put("it's.key", cost.intValue());
      return Optional.of(span);
    }

    static ObjectNode spanJson(UUID trace, UUID id, String project, String type) {
      ObjectNode span = Json.MAPPER.createObjectNode();
      span.put("id", id.toString()).put("trace_id", trace.toString()).put("type", type);
      return span.put("project_name", project).put("start_time", START.toString());
    }

    private double millis() {
      return micros == null ? 0 : micros / 1000.;
    }

    private Map<String, List<BigDecimal>> scoresOfSpans() {
      Map<String, List<BigDecimal>> all = new HashMap<>();
      for (Map<String, List<BigDecimal>> one : spanScores) {
        one.forEach(
            (name, values) ->
                all.computeIfAbsent(name, ignored -> new ArrayList<>()).addAll(values));
      }
      return all;
    }
  }

  static Arbitrary<Row> rows() {
    return Combinators.combine(
            Samples.texts(),
            Samples.texts(),
            Samples.texts().filter(tag -> !tag.isEmpty()).list().ofMaxSize(3),
            Arbitraries.of("", "production", "it's"),
            Arbitraries.of("unknown", "sdk", "playground"),
            Samples.metadata(),
            Arbitraries.of(0L, 1_500L, 10_000L, -3_000L, 1_500_000L, 1_000_250L).injectNull(0.2),
            Arbitraries.of("0", "5.5", "1500").map(Double::valueOf).injectNull(0.3))
        .flatAs(
            (name, thread, tags, environment, source, metadata, micros, ttft) ->
                Combinators.combine(
                        Arbitraries.of("0", "0.1", "5.5", "10")
                            .map(BigDecimal::new)
                            .injectNull(0.3),
                        Samples.scores(),
                        Samples.scores().list().ofMaxSize(2))
                    .as(
                        (cost, scores, spanScores) ->
                            new Row(
                                name,
                                thread,
                                tags,
                                environment,
                                source,
                                metadata,
                                micros,
                                ttft,
                                cost,
                                scores,
                                spanScores)));
  }

  static Arbitrary<Example<Row>> conditions() {
    return Example.trees(TraceExamples::comparisons);
  }

  static Arbitrary<Example<Row>> comparisons() {
    return Arbitraries.oneOf(
        onTexts(), onTags(), onWords(), onNumbers(), onMetadata(), onScores(), onNothing());
  }

  private static Arbitrary<Example<Row>> onTexts() {
    return Combinators.combine(
            Arbitraries.of("name", "thread_id"), Arbitraries.of(Meaning.ON_TEXTS), Samples.values())
        .as(
            (field, operator, value) ->
                example(
                    field,
                    "",
                    operator,
                    value,
                    row ->
                        field.equals("name")
                            ? Meaning.folded(operator, row.name(), value)
                            : Meaning.text(operator, row.thread(), value)));
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

  private static Arbitrary<Example<Row>> onWords() {
    Arbitrary<Example<Row>> environment =
        Combinators.combine(
                Arbitraries.of(Meaning.ON_WORDS),
                Arbitraries.of("production", "PRODUCTION", "it's", "production, it's", "zzz"))
            .as(
                (operator, value) ->
                    example(
                        "environment",
                        "",
                        operator,
                        encoded(value),
                        row -> Meaning.word(operator, row.environment(), value)));
    Arbitrary<Example<Row>> source =
        Combinators.combine(
                Arbitraries.of("=", "!="), Arbitraries.of("sdk", "playground", "unknown", "zzz"))
            .as(
                (operator, value) ->
                    example(
                        "source",
                        "",
                        operator,
                        value,
                        row -> Meaning.source(operator, row.source(), value)));
    return Arbitraries.oneOf(environment, source);
  }

  private static Arbitrary<Example<Row>> onNumbers() {
    return Combinators.combine(
            Arbitraries.of(
                "duration",
                "ttft",
                "total_estimated_cost",
                "llm_span_count",
                "usage.it's.key",
                "usage.none"),
            Arbitraries.of(Meaning.ON_NUMBERS),
            Arbitraries.of(Samples.NUMBERS))
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
            Arbitraries.of("feedback_scores", "span_feedback_scores"),
            Arbitraries.of(Samples.SCORES),
            Arbitraries.of(Meaning.ON_SCORES),
            Arbitraries.of(Samples.SCORE_VALUES))
        .as(
            (field, name, operator, value) ->
                example(
                    field,
                    name,
                    operator,
                    value,
                    row ->
                        Meaning.score(
                            operator,
                            field.equals("feedback_scores") ? row.scores() : row.scoresOfSpans(),
                            name,
                            value)));
  }

  /** Fields of resources that are not served: empty, or true of nothing. */
  private static Arbitrary<Example<Row>> onNothing() {
    Arbitrary<Example<Row>> guardrails =
        Combinators.combine(Arbitraries.of(Meaning.ON_TEXTS), Samples.values())
            .as(
                (operator, value) ->
                    example(
                        "guardrails",
                        "",
                        operator,
                        value,
                        row -> Meaning.folded(operator, "", value)));
    Arbitrary<Example<Row>> queues =
        Combinators.combine(Arbitraries.of(Meaning.ON_LISTS), Samples.values())
            .as(
                (operator, value) ->
                    example(
                        "annotation_queue_ids",
                        "",
                        operator,
                        encoded(value),
                        row -> Meaning.list(operator, List.of(), value)));
    Arbitrary<Example<Row>> experiment =
        Combinators.combine(Arbitraries.of(Meaning.ON_TEXTS), Samples.values())
            .as((operator, value) -> example("experiment_id", "", operator, value, row -> false));
    Arbitrary<Example<Row>> experiments =
        Combinators.combine(Arbitraries.of("in", "not_in"), Samples.values())
            .as(
                (operator, value) ->
                    example("experiment_ids", "", operator, encoded(value), row -> false));
    return Arbitraries.oneOf(guardrails, queues, experiment, experiments);
  }

  private static Example<Row> example(
      String field, String key, String operator, String value, Predicate<Row> plain) {
    return Example.of(TraceQueryFields.FILTERED, field, key, operator, value, plain);
  }
}
