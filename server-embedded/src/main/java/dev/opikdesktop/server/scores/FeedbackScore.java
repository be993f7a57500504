package dev.opikdesktop.server.scores;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What all authors together say under one name of an entity, as it is read (schema
 * FeedbackScore_Public).
 *
 * @param value the mean, cut to nine decimals
 * @param categoryName those of all authors
 * @param reason those of all authors, with a placeholder for who gave none
 * @param source the one of the latest
 * @param createdAt the first
 * @param createdBy all authors, with repetitions
 * @param lastUpdatedAt the last
 * @param byAuthor what each author says, by a key that also names the queue, and the span where it
 *     is about one
 */
public record FeedbackScore(
    String name,
    BigDecimal value,
    @Nullable String categoryName,
    @Nullable String reason,
    ScoreSource source,
    Instant createdAt,
    String createdBy,
    Instant lastUpdatedAt,
    String lastUpdatedBy,
    Map<String, ByAuthor> byAuthor) {
  static final int DECIMALS = 9;

  private static final String BETWEEN = ", ";
  private static final String NO_REASON = "<no reason>";

  /**
   * What one author says.
   *
   * @param spanId "" where the score is not about a span of the entity
   * @param spanType likewise
   */
  public record ByAuthor(
      String author,
      BigDecimal value,
      @Nullable String categoryName,
      @Nullable String reason,
      ScoreSource source,
      Instant lastUpdatedAt,
      @Nullable UUID sourceQueueId,
      String spanId,
      String spanType) {}

  /** One for each name, in the order of the names. */
  static List<FeedbackScore> of(List<GivenScore> given) {
    Map<String, List<GivenScore>> byName = new TreeMap<>();
    for (GivenScore each : given) {
      byName.computeIfAbsent(each.name(), ignored -> new ArrayList<>()).add(each);
    }
    return byName.values().stream().map(FeedbackScore::together).toList();
  }

  private static FeedbackScore together(List<GivenScore> given) {
    List<GivenScore> latestFirst = latestFirst(given);
    GivenScore latest = latestFirst.getFirst();
    return new FeedbackScore(
        latest.name(),
        mean(given),
        categories(latestFirst),
        reasons(latestFirst),
        latest.source(),
        given.stream().map(each -> each.audit().createdAt()).min(Instant::compareTo).orElseThrow(),
        joined(latestFirst, each -> each.audit().createdBy()),
        latest.audit().lastUpdatedAt(),
        joined(latestFirst, each -> each.audit().lastUpdatedBy()),
        byAuthor(given));
  }

  private static Map<String, ByAuthor> byAuthor(List<GivenScore> given) {
    Map<String, List<GivenScore>> byKey = new TreeMap<>();
    for (GivenScore each : given) {
      byKey.computeIfAbsent(each.key(), ignored -> new ArrayList<>()).add(each);
    }
    Map<String, ByAuthor> result = LinkedHashMap.newLinkedHashMap(byKey.size());
    byKey.forEach((key, theirs) -> result.put(key, oneAuthor(theirs)));
    return result;
  }

  /** Several only where one author scored several spans, and they are not told apart. */
  private static ByAuthor oneAuthor(List<GivenScore> given) {
    List<GivenScore> latestFirst = latestFirst(given);
    GivenScore latest = latestFirst.getFirst();
    return new ByAuthor(
        latest.author(),
        mean(given),
        categories(latestFirst),
        reasons(latestFirst),
        latest.source(),
        latest.audit().lastUpdatedAt(),
        latest.sourceQueueId(),
        latest.spanId() == null ? "" : latest.spanId().toString(),
        latest.spanType());
  }

  private static List<GivenScore> latestFirst(List<GivenScore> given) {
    return given.stream()
        .sorted(
            Comparator.comparing((GivenScore each) -> each.audit().lastUpdatedAt())
                .reversed()
                .thenComparing(GivenScore::key))
        .toList();
  }

  private static BigDecimal mean(List<GivenScore> given) {
    BigDecimal sum = given.stream().map(GivenScore::value).reduce(BigDecimal.ZERO, BigDecimal::add);
    return sum.divide(BigDecimal.valueOf(given.size()), DECIMALS, RoundingMode.DOWN);
  }

  private static @Nullable String categories(List<GivenScore> given) {
    return given.stream().allMatch(each -> each.categoryName().isEmpty())
        ? null
        : joined(given, GivenScore::categoryName);
  }

  private static @Nullable String reasons(List<GivenScore> given) {
    if (given.size() == 1) {
      String reason = given.getFirst().reason();
      return reason.isEmpty() ? null : reason;
    }
    return joined(given, each -> each.reason().isEmpty() ? NO_REASON : each.reason());
  }

  private static String joined(List<GivenScore> given, Function<GivenScore, String> part) {
    return given.stream().map(part).collect(Collectors.joining(BETWEEN));
  }
}
