package dev.opikdesktop.server.statistics;

import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.query.CompiledCondition;
import dev.opikdesktop.server.query.JsonPath;
import dev.opikdesktop.server.spans.SpanType;
import dev.opikdesktop.storage.analytics.Statement;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a metric is split by. An entity is in the groups that {@link #groups} lists: with several
 * tags in several.
 *
 * @param metadataKey a path into the metadata
 * @param subMetric which of a metric's series is shown
 */
record Breakdown(Field field, @Nullable String metadataKey, @Nullable String subMetric) {
  static final Breakdown NONE = new Breakdown(Field.NONE, null, null);

  /** The group of what says nothing. */
  static final String UNKNOWN = "Unknown";

  /** The group of all that are in none of the greatest groups. */
  static final String OTHERS = "__others__";

  /** How many groups have a series of their own. */
  static final int MOST = 10;

  /** What can be split by. */
  enum Field {
    NONE(EnumSet.allOf(Measured.class)),
    TAGS(EnumSet.allOf(Measured.class)),
    METADATA(EnumSet.of(Measured.TRACES, Measured.SPANS)),
    NAME(EnumSet.of(Measured.TRACES, Measured.SPANS)),
    /** By type, as ERROR_TYPE. */
    ERROR_INFO(EnumSet.of(Measured.TRACES, Measured.SPANS)),
    ERROR_TYPE(EnumSet.of(Measured.TRACES, Measured.SPANS)),
    MODEL(EnumSet.of(Measured.SPANS)),
    PROVIDER(EnumSet.of(Measured.SPANS)),
    TYPE(EnumSet.of(Measured.SPANS)),
    GUARDRAIL_NAME(EnumSet.of(Measured.TRACES));

    // Filled here and only asked.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<Measured> of;

    Field(Set<Measured> of) {
      this.of = of;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads a client's word.
     *
     * @throws ApiException 400 for an unknown one
     */
    static Field of(String word) {
      for (Field field : values()) {
        if (field.word().equals(word)) {
          return field;
        }
      }
      throw ApiException.malformedJson("There is no breakdown by '" + word + "'");
    }
  }

  boolean isNone() {
    return field == Field.NONE;
  }

  /**
   * Whether a metric can be split so.
   *
   * @throws ApiException 400 if not
   */
  void check(MetricType type) {
    Measure measure = type.measure();
    if (!field.of.contains(type.entities())
        || (field == Field.GUARDRAIL_NAME && measure != Measure.GUARDRAILS_FAILED)) {
      throw ApiException.badRequest(type + " has no breakdown by " + field.word());
    }
    if (field == Field.METADATA && (metadataKey == null || metadataKey.isBlank())) {
      throw ApiException.badRequest("The breakdown by metadata needs 'metadata_key'");
    }
    if (!isNone()) {
      shown(type);
    }
  }

  /**
   * The series of a metric that is shown, one for each group.
   *
   * @throws ApiException 400 where a metric has several and the request does not choose
   */
  String shown(MetricType type) {
    List<String> series = type.measure().series(type.entities());
    if (series.size() == 1) {
      return series.getFirst();
    }
    String wanted = subMetric == null ? "" : subMetric;
    if (series.isEmpty() && !wanted.isBlank()) {
      return wanted;
    }
    return series.stream()
        .filter(name -> name.equals(wanted) || name.endsWith("." + wanted))
        .findFirst()
        .orElseThrow(
            () ->
                ApiException.badRequest(
                    "The breakdown of "
                        + type
                        + " needs 'sub_metric', the series to show: "
                        + (series.isEmpty()
                            ? "a kind of tokens or the name of a score"
                            : String.join(", ", series))));
  }

  /** The names of an entity's groups, an Array(String), each once. */
  String groups() {
    return switch (field) {
      case NONE -> "['']";
      case GUARDRAIL_NAME -> one("checked_by");
      case TAGS -> "if(empty(tags), ['" + UNKNOWN + "'], arrayDistinct(tags))";
      case METADATA -> one(metadata().sql());
      case NAME -> one("name");
      case ERROR_INFO, ERROR_TYPE -> one("toString(error_type)");
      case MODEL -> one("toString(model)");
      case PROVIDER -> one("toString(provider)");
      case TYPE -> one(word("type", SpanType.codes()));
    };
  }

  /** The same with one group for all that are not among the given ones. */
  String groupsWithOthers() {
    return "arrayDistinct(arrayMap(one -> if(has({groups:Array(String)}, one), one, '"
        + OTHERS
        + "'), "
        + groups()
        + "))";
  }

  /** The statement with the values of {@link #groups}. */
  Statement boundTo(Statement statement) {
    return field == Field.METADATA ? metadata().boundTo(statement) : statement;
  }

  private CompiledCondition metadata() {
    return CompiledCondition.scalar(
        "metadata", JsonPath.of(metadataKey == null ? "" : metadataKey), "m");
  }

  private static String one(String text) {
    return "[if(" + text + " = '', '" + UNKNOWN + "', " + text + ")]";
  }

  private static String word(String column, Map<String, Integer> codes) {
    List<Map.Entry<String, Integer>> known =
        codes.entrySet().stream().filter(code -> code.getValue() != 0).toList();
    return known.stream()
            .map(code -> String.valueOf(code.getValue()))
            .collect(Collectors.joining(", ", "transform(" + column + ", [", "], "))
        + known.stream()
            .map(code -> "'" + code.getKey() + "'")
            .collect(Collectors.joining(", ", "[", "], '')"));
  }
}
