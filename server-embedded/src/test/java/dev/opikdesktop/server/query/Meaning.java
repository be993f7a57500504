package dev.opikdesktop.server.query;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What the operators mean, plainly. */
public final class Meaning {
  /** Operators on texts. */
  public static final List<String> ON_TEXTS =
      List.of("contains", "not_contains", "starts_with", "ends_with", "=", "!=", ">", "<");

  /** Operators on numbers. */
  public static final List<String> ON_NUMBERS = List.of("=", "!=", ">", ">=", "<", "<=");

  /** Operators on lists. */
  public static final List<String> ON_LISTS =
      List.of("contains", "not_contains", "=", "!=", "is_empty", "is_not_empty");

  /** Operators on words. */
  public static final List<String> ON_WORDS =
      List.of("=", "!=", "in", "not_in", "is_empty", "is_not_empty");

  /** Operators on places in JSON. */
  public static final List<String> ON_JSON =
      Stream.concat(ON_TEXTS.stream(), Stream.of("is_empty", "is_not_empty")).toList();

  /** Operators on scores. */
  public static final List<String> ON_SCORES =
      Stream.concat(ON_NUMBERS.stream(), Stream.of("is_empty", "is_not_empty")).toList();

  private Meaning() {}

  public static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** Case matters. */
  public static boolean text(String operator, String text, String value) {
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

  /** Case does not matter. */
  public static boolean folded(String operator, String text, String value) {
    return text(operator, lower(text), lower(value));
  }

  public static boolean holds(String operator, int order) {
    return switch (operator) {
      case "=" -> order == 0;
      case "!=" -> order != 0;
      case ">" -> order > 0;
      case ">=" -> order >= 0;
      case "<" -> order < 0;
      default -> order <= 0;
    };
  }

  public static boolean list(String operator, List<String> list, String value) {
    return switch (operator) {
      case "contains" -> list.stream().anyMatch(one -> lower(one).contains(lower(value)));
      case "not_contains" -> list.stream().noneMatch(one -> lower(one).contains(lower(value)));
      case "=" -> list.contains(value);
      case "!=" -> !list.contains(value);
      case "is_empty" -> list.isEmpty();
      default -> !list.isEmpty();
    };
  }

  public static boolean word(String operator, String word, String value) {
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

  /** "sdk" stands for those that do not say as well. */
  public static boolean source(String operator, String source, String value) {
    return operator.equals("=")
        == (source.equals(value) || (value.equals("sdk") && source.equals("unknown")));
  }

  public static boolean json(String operator, String scalar, String value) {
    return switch (operator) {
      case "is_empty" -> scalar.isEmpty() || scalar.equals("null");
      case "is_not_empty" -> !scalar.isEmpty() && !scalar.equals("null");
      case ">", "<" ->
          isNumber(scalar)
              && isNumber(value)
              && holds(
                  operator, Double.compare(Double.parseDouble(scalar), Double.parseDouble(value)));
      default -> folded(operator, scalar, value);
    };
  }

  /** The text of what lies under a key and, unless it is "", under a member or position in it. */
  public static String scalar(JsonNode document, String key, String inner) {
    JsonNode at = document.path(key);
    if (inner.equals("in")) {
      at = at.path(inner);
    } else if (!inner.isEmpty()) {
      at = at.path(Integer.parseInt(inner));
    }
    return at.isMissingNode() || at.isContainer() ? "" : at.isNull() ? "null" : at.asString();
  }

  /** Names that differ in case alone are all meant, each with the mean of its values. */
  public static boolean score(
      String operator, Map<String, List<BigDecimal>> scores, String name, String value) {
    List<BigDecimal> means =
        scores.entrySet().stream()
            .filter(entry -> lower(entry.getKey()).equals(lower(name)))
            .map(entry -> mean(entry.getValue()))
            .toList();
    return switch (operator) {
      case "is_empty" -> means.isEmpty();
      case "is_not_empty" -> !means.isEmpty();
      case "!=" -> means.stream().noneMatch(mean -> mean.compareTo(new BigDecimal(value)) == 0);
      default ->
          means.stream().anyMatch(mean -> holds(operator, mean.compareTo(new BigDecimal(value))));
    };
  }

  private static BigDecimal mean(List<BigDecimal> values) {
    return values.stream()
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .divide(BigDecimal.valueOf(values.size()), 9, RoundingMode.DOWN);
  }

  private static boolean isNumber(String text) {
    return text.matches("-?[0-9]+(\\.[0-9]+)?");
  }
}
