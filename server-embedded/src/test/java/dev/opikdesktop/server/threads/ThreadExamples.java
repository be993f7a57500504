package dev.opikdesktop.server.threads;

import dev.opikdesktop.server.json.Json;
import dev.opikdesktop.server.query.Condition;
import dev.opikdesktop.server.query.FilterReader;
import dev.opikdesktop.server.query.oql.Question;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Random threads, and random conditions with a plain evaluation of each. */
final class ThreadExamples {
  private static final List<String> WORDS =
      List.of("a", "A", "ab", "B", "it's", "%", "_", "\u00E9", "\u00C9", "\u4E2D", "\uD83D\uDE00");

  private static final List<String> SOURCES = List.of("unknown", "sdk", "experiment");
  private static final List<String> ENVIRONMENTS = List.of("", "", "prod", "Prod");
  private static final List<Integer> SECONDS = List.of(0, 1, 5, 10, 60);

  private ThreadExamples() {}

  /**
   * One trace of a thread.
   *
   * @param start seconds; no two traces of a thread begin at the same time
   * @param taken milliseconds, null for one that has not ended
   */
  record Part(
      int start, Integer taken, String input, String output, String source, String environment) {
    Instant startTime() {
      return ThreadProject.START.plusSeconds(start);
    }

    Instant endTime() {
      return taken == null ? null : startTime().plusMillis(taken);
    }
  }

  /** A thread without its id, which is made when it is stored. */
  record Example(List<Part> parts, List<String> tags, boolean isClosed) {
    Instant start() {
      return parts.stream().map(Part::startTime).min(Comparator.naturalOrder()).orElseThrow();
    }

    /** Null while nothing has ended. */
    Instant end() {
      return parts.stream()
          .map(Part::endTime)
          .filter(Objects::nonNull)
          .max(Comparator.naturalOrder())
          .orElse(null);
    }

    double millis() {
      return end() == null ? 0 : end().toEpochMilli() - start().toEpochMilli();
    }

    String first() {
      return parts.stream().min(Comparator.comparing(Part::start)).orElseThrow().input();
    }

    /** Null while nothing has ended. */
    String last() {
      return parts.stream()
          .filter(part -> part.taken != null)
          .max(Comparator.comparing(Part::endTime))
          .map(Part::output)
          .orElse(null);
    }

    String environment() {
      return parts.stream()
          .filter(part -> !part.environment.isEmpty())
          .max(Comparator.comparing(Part::start))
          .map(Part::environment)
          .orElse("");
    }
  }

  /** A condition, what it means in Java, and how it reads. */
  record Wanted(Condition condition, Predicate<Example> plain, String shown) {
    @Override
    public String toString() {
      return shown;
    }
  }

  static Arbitrary<Example> threads() {
    return Combinators.combine(
            Arbitraries.of(SECONDS)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .uniqueElements()
                .flatMap(ThreadExamples::parts),
            Arbitraries.of(WORDS).list().ofMaxSize(2).uniqueElements(),
            Arbitraries.of(true, false))
        .as(Example::new);
  }

  private static Arbitrary<List<Part>> parts(List<Integer> starts) {
    return Combinators.combine(starts.stream().map(ThreadExamples::part).toList())
        .as(Function.identity());
  }

  private static Arbitrary<Part> part(int start) {
    Arbitrary<String> text = Arbitraries.of(WORDS).map(word -> "\"" + word + "\"");
    return Combinators.combine(
            Arbitraries.just(start),
            // Odd by the start, so that no two traces end at the same time.
            Arbitraries.of(0, 1500, -2000, 61_000).map(taken -> taken + start).injectNull(0.3),
            text.injectNull(0.3).map(each -> each == null ? "" : each),
            text.injectNull(0.3).map(each -> each == null ? "" : each),
            Arbitraries.of(SOURCES),
            Arbitraries.of(ENVIRONMENTS))
        .as(Part::new);
  }

  static Arbitrary<Wanted> conditions() {
    Arbitrary<Wanted> one = comparisons();
    return Combinators.combine(Arbitraries.of("one", "and", "or", "not"), one, one)
        .as(ThreadExamples::combined);
  }

  /** Those of one field; what each shows is a query with the value as it is. */
  static Arbitrary<Wanted> comparisons() {
    return Arbitraries.oneOf(
        texts("first_message", Example::first),
        texts("last_message", Example::last),
        numbers("number_of_messages", example -> 2. * example.parts().size(), 2, 4, 6),
        numbers("duration", Example::millis, 0, 1500, 61_000),
        times("start_time", Example::start),
        times("end_time", Example::end),
        words(
            "status",
            example -> example.isClosed() ? "inactive" : "active",
            List.of("active", "inactive", "Active")),
        words("environment", Example::environment, List.of("prod", "Prod", "x")),
        sources(),
        tags());
  }

  private static Wanted combined(String how, Wanted a, Wanted b) {
    return switch (how) {
      case "and" ->
          new Wanted(
              new Condition.And(List.of(a.condition, b.condition)),
              a.plain.and(b.plain),
              a + " and " + b);
      case "or" ->
          new Wanted(
              new Condition.Or(List.of(a.condition, b.condition)),
              a.plain.or(b.plain),
              a + " or " + b);
      case "not" -> new Wanted(new Condition.Not(a.condition), a.plain.negate(), "not (" + a + ")");
      default -> a;
    };
  }

  private static Arbitrary<Wanted> texts(String field, Function<Example, String> text) {
    return Combinators.combine(
            Arbitraries.of(
                "contains", "not_contains", "starts_with", "ends_with", "=", "!=", ">", "<"),
            Arbitraries.of(WORDS),
            Arbitraries.of(true, false))
        .as(
            (operator, word, quoted) -> {
              String value = quoted ? "\"" + word + "\"" : word;
              return wanted(
                  field,
                  operator,
                  value,
                  example -> compared(text.apply(example), operator, value));
            });
  }

  private static boolean compared(String text, String operator, String value) {
    if (text == null) {
      return false;
    }
    String mine = text.toLowerCase(Locale.ROOT);
    String theirs = value.toLowerCase(Locale.ROOT);
    return switch (operator) {
      case "contains" -> mine.contains(theirs);
      case "not_contains" -> !mine.contains(theirs);
      case "starts_with" -> mine.startsWith(theirs);
      case "ends_with" -> mine.endsWith(theirs);
      case "=" -> mine.equals(theirs);
      case "!=" -> !mine.equals(theirs);
      case ">" -> bytes(mine, theirs) > 0;
      default -> bytes(mine, theirs) < 0;
    };
  }

  private static int bytes(String one, String other) {
    return java.util.Arrays.compareUnsigned(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  private static Arbitrary<Wanted> numbers(
      String field, Function<Example, Double> number, Integer... values) {
    return Combinators.combine(
            Arbitraries.of("=", "!=", ">", ">=", "<", "<="), Arbitraries.of(values))
        .as(
            (operator, value) ->
                wanted(
                    field,
                    operator,
                    value.toString(),
                    example -> holds(Double.compare(number.apply(example), value), operator)));
  }

  private static Arbitrary<Wanted> times(String field, Function<Example, Instant> time) {
    return Combinators.combine(
            Arbitraries.of("=", "!=", ">", ">=", "<", "<="),
            Arbitraries.of(SECONDS).map(ThreadProject.START::plusSeconds))
        .as(
            (operator, value) ->
                wanted(
                    field,
                    operator,
                    value.toString(),
                    example ->
                        time.apply(example) != null
                            && holds(time.apply(example).compareTo(value), operator)));
  }

  private static boolean holds(int compared, String operator) {
    return switch (operator) {
      case "=" -> compared == 0;
      case "!=" -> compared != 0;
      case ">" -> compared > 0;
      case ">=" -> compared >= 0;
      case "<" -> compared < 0;
      default -> compared <= 0;
    };
  }

  private static Arbitrary<Wanted> words(
      String field, Function<Example, String> word, List<String> values) {
    return Combinators.combine(
            Arbitraries.of("=", "!=", "in", "not_in", "is_empty", "is_not_empty"),
            Arbitraries.of(values))
        .as(
            (operator, value) ->
                wanted(
                    field,
                    operator,
                    value,
                    example -> {
                      String mine = word.apply(example);
                      return switch (operator) {
                        case "=", "in" -> mine.equals(value);
                        case "!=", "not_in" -> !mine.equals(value);
                        case "is_empty" -> mine.isEmpty();
                        default -> !mine.isEmpty();
                      };
                    }));
  }

  private static Arbitrary<Wanted> sources() {
    return Combinators.combine(Arbitraries.of("=", "!="), Arbitraries.of("sdk", "experiment", "x"))
        .as(
            (operator, value) ->
                wanted(
                    "source",
                    operator,
                    value,
                    example ->
                        operator.equals("=")
                            == example.parts().stream()
                                .map(Part::source)
                                .anyMatch(
                                    source ->
                                        source.equals(value)
                                            || (value.equals("sdk") && source.equals("unknown")))));
  }

  private static Arbitrary<Wanted> tags() {
    return Combinators.combine(
            Arbitraries.of("contains", "not_contains", "=", "!=", "is_empty", "is_not_empty"),
            Arbitraries.of(WORDS))
        .as(
            (operator, value) ->
                wanted(
                    "tags",
                    operator,
                    value,
                    example ->
                        switch (operator) {
                          case "contains" -> anyContains(example, value);
                          case "not_contains" -> !anyContains(example, value);
                          case "=" -> example.tags().contains(value);
                          case "!=" -> !example.tags().contains(value);
                          case "is_empty" -> example.tags().isEmpty();
                          default -> !example.tags().isEmpty();
                        }));
  }

  private static boolean anyContains(Example example, String value) {
    return example.tags().stream()
        .anyMatch(tag -> tag.toLowerCase(Locale.ROOT).contains(value.toLowerCase(Locale.ROOT)));
  }

  private static Wanted wanted(
      String field, String operator, String value, Predicate<Example> plain) {
    // Values of all types but texts are encoded once more.
    boolean text = field.endsWith("message");
    String json =
        Json.MAPPER
            .createArrayNode()
            .add(
                Json.MAPPER
                    .createObjectNode()
                    .put("field", field)
                    .put("operator", operator)
                    .put("value", text ? value : URLEncoder.encode(value, StandardCharsets.UTF_8)))
            .toString();
    return new Wanted(
        FilterReader.filters(json, ThreadQueryFields.FILTERED).getFirst(),
        plain,
        Question.of(field, "", operator, value, plain).text());
  }
}
