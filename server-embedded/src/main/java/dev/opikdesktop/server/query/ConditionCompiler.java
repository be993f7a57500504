package dev.opikdesktop.server.query;

import dev.opikdesktop.server.query.Condition.And;
import dev.opikdesktop.server.query.Condition.ByIndex;
import dev.opikdesktop.server.query.Condition.Comparison;
import dev.opikdesktop.server.query.Condition.Not;
import dev.opikdesktop.server.query.Condition.Or;
import dev.opikdesktop.server.query.Condition.Worded;
import dev.opikdesktop.server.query.Field.Place;
import dev.opikdesktop.server.query.Field.Reads;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes SQL of one condition. Every expression it makes is 0 or 1, never NULL. */
final class ConditionCompiler {
  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private static final Pattern UUID_PART = Pattern.compile("[0-9a-f-]*");

  /** A number as JSON writes it. */
  private static final Pattern JSON_NUMBER =
      Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]{1,3})?");

  private static final String NEVER = "0";
  private static final String ALWAYS = "1";
  private static final long NANOS = 1_000_000_000L;

  private final String prefix;
  private final Map<String, Object> values = new LinkedHashMap<>();
  private boolean beyondTable;

  /** The innermost around what is compiled; null without. */
  private @Nullable ByIndex byIndex;

  /** Whether rows are wanted only if what is compiled is true of them. */
  private boolean required = true;

  ConditionCompiler(String prefix) {
    this.prefix = prefix;
  }

  CompiledCondition compile(Condition condition) {
    return new CompiledCondition(sql(condition), values);
  }

  CompiledCondition scalarOf(String column, JsonPath path) {
    return new CompiledCondition(scalar(column, path), values);
  }

  private String sql(Condition condition) {
    return switch (condition) {
      case And(List<Condition> parts) -> joined(parts, " AND ", ALWAYS);
      case Or or -> any(or);
      case Not not -> "NOT (" + mixed(not, () -> sql(not.part())) + ")";
      case Worded(String table, String text, Condition exact, boolean everywhere) ->
          worded(table, text, () -> sql(exact), everywhere);
      case ByIndex inner -> {
        ByIndex outer = byIndex;
        byIndex = inner;
        String sql = sql(inner.part());
        byIndex = outer;
        yield sql;
      }
      case Comparison comparison -> comparison(comparison);
    };
  }

  private String any(Or or) {
    List<Condition> possible = or.parts().stream().filter(part -> !isNever(part)).toList();
    if (possible.size() == 1) {
      return sql(possible.getFirst());
    }
    return mixed(or, () -> joined(possible, " OR ", NEVER));
  }

  /**
   * Of a whole that the engine does not take apart. What a join brings in is decided upon after the
   * join, where no index is at hand.
   */
  private String mixed(Condition whole, Supplier<String> sql) {
    boolean before = beyondTable;
    beyondTable |= whole.reads().contains(Reads.SPANS);
    String made = optional(sql);
    beyondTable = before;
    return made;
  }

  private static boolean isNever(Condition part) {
    return part instanceof Comparison comparison
        && new ConditionCompiler("").comparison(comparison).equals(NEVER);
  }

  /** Of what may be false of rows that are wanted. */
  private String optional(Supplier<String> sql) {
    boolean before = required;
    required = false;
    String made = sql.get();
    required = before;
    return made;
  }

  /**
   * The index first, which is all that is read where it decides. Payloads with pictures are not in
   * it; projects without any are spared from looking for them, since the engine asks that before it
   * reads.
   */
  private String worded(String table, String text, Supplier<String> exact, boolean everywhere) {
    WordNeedle needle = WordNeedle.of(text);
    if (!needle.narrows() || beyondTable) {
      return exact.get();
    }
    // Elsewhere the engine would split texts in its own way where it has no index at hand.
    boolean byPairs = byIndex != null && required;
    String found = needle.sql(byPairs, this::bound);
    boolean decides = everywhere && needle.decides(byPairs);
    if (byIndex != null) {
      return decides || byIndex.alone() && required
          ? "(" + found + ")"
          : "(" + found + " AND " + exact.get() + ")";
    }
    String pictured = Pictures.anyIn(table);
    return "(("
        + found
        + " OR "
        + pictured
        + " AND "
        + Pictures.IN_ROW
        + ") AND ("
        + (decides ? "NOT " + pictured + " OR " : "")
        + exact.get()
        + "))";
  }

  private String joined(List<Condition> parts, String word, String none) {
    return parts.isEmpty()
        ? none
        : parts.stream().map(this::sql).collect(Collectors.joining(word, "(", ")"));
  }

  private String comparison(Comparison comparison) {
    Field field = comparison.field();
    return comparison(field.place(), field.type(), comparison.operator(), comparison.operand());
  }

  private String comparison(Place place, FieldType type, Operator operator, Operand operand) {
    return switch (place) {
      case Place.Id(String column) -> id(column, operator, text(operand));
      case Place.Worded(String table, String column) -> {
        Supplier<String> exact =
            () -> comparison(new Place.Column(column), type, operator, operand);
        yield operator == Operator.CONTAINS
            ? worded(table, text(operand), exact, false)
            : exact.get();
      }
      case Place.Coded(String column, Map<String, Integer> codes) ->
          coded("has(%s, " + column + ")", codes, type, operator, operand);
      case Place.CodedSet(String column, Map<String, Integer> codes) ->
          coded("hasAny(%s, " + column + ")", codes, type, operator, operand);
      case Place.Guarded(String guard, Place guarded) ->
          "(" + guard + " AND " + comparison(guarded, type, operator, operand) + ")";
      case Place.Json(String column, JsonPath path) -> json(column, path, operator, operand);
      case Place.Entry(String column, String key) ->
          ordered(column + "[" + bound("String", key) + "]", FieldType.DECIMAL, operator, operand);
      case Place.Scores scores -> scored(scores, operator, operand);
      case Place.Listed listed -> ListedIds.sql(listed, operator, operand, this::bound);
      case Place.Nowhere() -> NEVER;
      case Place.Column(String column) ->
          switch (type) {
            case TEXT, JSON -> folded(column, operator, text(operand));
            case EXACT_TEXT -> exact(column, operator, text(operand));
            case TIME, NUMBER, DECIMAL -> ordered(column, type, operator, operand);
            case LIST -> list(column, operator, operand);
            case WORD, SOURCE -> word(column, operator, operand);
            case PRESENCE -> operator == Operator.IS_EMPTY ? column + " = ''" : column + " != ''";
            case TEXT_LIST, SCORE ->
                throw new IllegalArgumentException(type + " in the column " + column);
          };
    };
  }

  /** Without regard to case. The value is taken as it stands: no character of it is a wildcard. */
  private String folded(String text, Operator operator, String value) {
    String parameter = bound("String", value);
    String lowerText = "lowerUTF8(" + text + ")";
    String lowerValue = "lowerUTF8(" + parameter + ")";
    return switch (operator) {
      case CONTAINS -> "positionCaseInsensitiveUTF8(" + text + ", " + parameter + ") > 0";
      case NOT_CONTAINS -> "positionCaseInsensitiveUTF8(" + text + ", " + parameter + ") = 0";
      case STARTS_WITH -> "startsWithCaseInsensitiveUTF8(" + text + ", " + parameter + ")";
      case ENDS_WITH -> "endsWithCaseInsensitiveUTF8(" + text + ", " + parameter + ")";
      default -> textual(lowerText, operator, lowerValue);
    };
  }

  private String exact(String text, Operator operator, String value) {
    String parameter = bound("String", value);
    return switch (operator) {
      case CONTAINS -> "position(" + text + ", " + parameter + ") > 0";
      case NOT_CONTAINS -> "position(" + text + ", " + parameter + ") = 0";
      default -> textual(text, operator, parameter);
    };
  }

  private static String textual(String text, Operator operator, String parameter) {
    return switch (operator) {
      case STARTS_WITH -> "startsWith(" + text + ", " + parameter + ")";
      case ENDS_WITH -> "endsWith(" + text + ", " + parameter + ")";
      case EQUAL, NOT_EQUAL, GREATER, LESS -> text + " " + operator.word() + " " + parameter;
      default -> throw new IllegalArgumentException(operator + " on a text");
    };
  }

  /** A whole id is looked up as it is stored; parts of ids need the text. */
  private String id(String column, Operator operator, String value) {
    boolean whole = UUID_TEXT.matcher(value).matches();
    if (operator == Operator.EQUAL || operator == Operator.NOT_EQUAL) {
      boolean equal = operator == Operator.EQUAL;
      return whole
          ? column + (equal ? " = " : " != ") + bound("Id", UUID.fromString(value))
          : equal ? NEVER : ALWAYS;
    }
    if (operator == Operator.CONTAINS && !UUID_PART.matcher(value).matches()) {
      return NEVER;
    }
    return exact("UUIDNumToString(" + column + ")", operator, value);
  }

  /**
   * Times as nanoseconds since 1970, since the text form of a time knows no negative ones; exact
   * numbers as decimals, others as doubles.
   */
  private String ordered(String column, FieldType type, Operator operator, Operand operand) {
    String parameter =
        switch (operand) {
          case Operand.Time(Instant time) ->
              "fromUnixTimestamp64Nano(" + bound("Int64", nanos(time)) + ")";
          case Operand.Decimal(BigDecimal number) ->
              type == FieldType.DECIMAL
                  ? bound("Decimal(76, 30)", number.toPlainString())
                  : bound("Float64", number.doubleValue());
          default -> throw new IllegalArgumentException(operand + " for " + type);
        };
    return "ifNull(" + column + " " + operator.word() + " " + parameter + ", 0)";
  }

  private static long nanos(Instant time) {
    try {
      return Math.addExact(Math.multiplyExact(time.getEpochSecond(), NANOS), time.getNano());
    } catch (ArithmeticException outOfRange) {
      return time.getEpochSecond() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  /** An entity without such a score is not among those that have one, whatever it is asked. */
  private String scored(Place.Scores of, Operator operator, Operand operand) {
    String named =
        "SELECT entity_id "
            + of.given()
            + "AND lowerUTF8(name) = lowerUTF8("
            + bound("String", of.name())
            + ")";
    return switch (operator) {
      case IS_EMPTY -> of.entity() + " NOT IN (" + named + ")";
      case IS_NOT_EMPTY -> of.entity() + " IN (" + named + ")";
      case NOT_EQUAL -> of.entity() + " NOT IN (" + withMean(named, Operator.EQUAL, operand) + ")";
      default -> of.entity() + " IN (" + withMean(named, operator, operand) + ")";
    };
  }

  /** The mean of all authors, cut to the decimals that are shown. */
  private String withMean(String named, Operator operator, Operand operand) {
    return named
        + " GROUP BY entity_id, name HAVING "
        + ordered("sum(value) / count()", FieldType.DECIMAL, operator, operand);
  }

  private String list(String column, Operator operator, Operand operand) {
    return switch (operator) {
      case IS_EMPTY -> "empty(" + column + ")";
      case IS_NOT_EMPTY -> "notEmpty(" + column + ")";
      case EQUAL -> "has(" + column + ", " + bound("String", text(operand)) + ")";
      case NOT_EQUAL -> "NOT has(" + column + ", " + bound("String", text(operand)) + ")";
      case CONTAINS -> anyContains(column, text(operand));
      case NOT_CONTAINS -> "NOT " + anyContains(column, text(operand));
      default -> throw new IllegalArgumentException(operator + " on a list");
    };
  }

  private String anyContains(String column, String value) {
    return "arrayExists(one -> positionCaseInsensitiveUTF8(one, "
        + bound("String", value)
        + ") > 0, "
        + column
        + ")";
  }

  private String word(String column, Operator operator, Operand operand) {
    return switch (operator) {
      case IS_EMPTY -> column + " = ''";
      case IS_NOT_EMPTY -> column + " != ''";
      case IN -> "has(" + bound("Array(String)", texts(operand)) + ", " + column + ")";
      case NOT_IN -> "NOT has(" + bound("Array(String)", texts(operand)) + ", " + column + ")";
      default -> exact(column, operator, text(operand));
    };
  }

  /**
   * Compares words by their numbers.
   *
   * @param test whether a row has one of the numbers, with %s for them
   */
  private String coded(
      String test, Map<String, Integer> codes, FieldType type, Operator operator, Operand operand) {
    return switch (operator) {
      case EQUAL, IN -> oneOf(test, codes, wanted(type, operand)::contains);
      case NOT_EQUAL, NOT_IN -> "NOT " + oneOf(test, codes, wanted(type, operand)::contains);
      case CONTAINS -> {
        String part = text(operand).toLowerCase(Locale.ROOT);
        yield oneOf(test, codes, word -> word.contains(part));
      }
      // Some number may stand for no word.
      case IS_EMPTY -> "NOT " + oneOf(test, codes, word -> true);
      case IS_NOT_EMPTY -> oneOf(test, codes, word -> true);
      default -> throw new IllegalArgumentException(operator + " on a word");
    };
  }

  private static List<String> wanted(FieldType type, Operand operand) {
    if (operand instanceof Operand.Texts(List<String> several)) {
      return several;
    }
    String word = text(operand);
    return type == FieldType.SOURCE && word.equals("sdk")
        ? List.of("sdk", "unknown")
        : List.of(word);
  }

  private String oneOf(String test, Map<String, Integer> codes, Predicate<String> wanted) {
    List<Integer> numbers =
        codes.entrySet().stream()
            .filter(code -> wanted.test(code.getKey()))
            .map(Map.Entry::getValue)
            .toList();
    return numbers.isEmpty() ? NEVER : test.formatted(bound("Array(UInt8)", numbers));
  }

  private String json(String column, JsonPath path, Operator operator, Operand operand) {
    String scalar = scalar(column, path);
    return switch (operator) {
      // The text "null" counts as empty too, as in the original.
      case IS_EMPTY -> scalar + " IN ('', 'null')";
      case IS_NOT_EMPTY -> scalar + " NOT IN ('', 'null')";
      case GREATER, LESS -> byNumber(scalar, operator, text(operand));
      // An empty text is in every text.
      case CONTAINS -> text(operand).isEmpty() ? ALWAYS : folded(scalar, operator, text(operand));
      case NOT_CONTAINS ->
          text(operand).isEmpty() ? NEVER : folded(scalar, operator, text(operand));
      default -> folded(scalar, operator, text(operand));
    };
  }

  private String byNumber(String scalar, Operator operator, String value) {
    if (!JSON_NUMBER.matcher(value).matches()) {
      return NEVER;
    }
    return "ifNull(toFloat64OrNull(if(match("
        + scalar
        + ", '^-?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]+)?$'), "
        + scalar
        + ", '')) "
        + operator.word()
        + " "
        + bound("Float64", Double.parseDouble(value))
        + ", 0)";
  }

  /** The text of the scalar at the end of the path; '' if there is none, an object or an array. */
  private String scalar(String column, JsonPath path) {
    StringBuilder way = new StringBuilder(column);
    List<String> arrays = new ArrayList<>();
    for (JsonPath.Step step : path.steps()) {
      switch (step) {
        case JsonPath.Step.Key(String name) -> way.append(", ").append(bound("String", name));
        case JsonPath.Step.Index(int position) -> {
          // ClickHouse would count the members of an object too.
          arrays.add("JSONType(" + way + ") = 'Array'");
          way.append(", ").append(bound("Int64", position + 1L));
        }
      }
    }
    String raw = "JSONExtractRaw(" + way + ")";
    if (!arrays.isEmpty()) {
      raw = "if(" + String.join(" AND ", arrays) + ", " + raw + ", '')";
    }
    return "multiIf(startsWith("
        + raw
        + ", '\"'), JSONExtractString("
        + raw
        + "), match("
        + raw
        + ", '^[[{]'), '', "
        + raw
        + ")";
  }

  private String bound(String type, Object value) {
    String name = prefix + values.size();
    values.put(name, value);
    return "{" + name + ":" + type + "}";
  }

  private static String text(Operand operand) {
    if (operand instanceof Operand.Text(String text)) {
      return text;
    }
    throw new IllegalArgumentException(operand + " in place of a text");
  }

  private static List<String> texts(Operand operand) {
    if (operand instanceof Operand.Texts(List<String> texts)) {
      return texts;
    }
    throw new IllegalArgumentException(operand + " in place of texts");
  }
}
