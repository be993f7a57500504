package dev.opikdesktop.server.query;

import dev.opikdesktop.server.query.Condition.And;
import dev.opikdesktop.server.query.Condition.Comparison;
import dev.opikdesktop.server.query.Condition.Not;
import dev.opikdesktop.server.query.Condition.Or;
import dev.opikdesktop.server.query.Field.Place;
import dev.opikdesktop.storage.relational.LikePattern;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A condition on {@link RelationalFields} as SQL for a WHERE that H2 and MySQL understand. It is
 * never unknown: a column without a value is an empty text, and nothing is true of a number or time
 * that is missing.
 *
 * @param sql with placeholders {@code :f0}, {@code :f1} …
 * @param values of the placeholders
 */
public record RelationalCondition(String sql, Map<String, Object> values) {
  private static final String ALWAYS = "1 = 1";
  private static final String NEVER = "1 = 0";

  public RelationalCondition {
    values = Map.copyOf(values);
  }

  public static RelationalCondition of(Condition condition) {
    Map<String, Object> values = new HashMap<>();
    String sql = sql(condition, values);
    return new RelationalCondition(sql, values);
  }

  private static String sql(Condition condition, Map<String, Object> values) {
    return switch (condition) {
      case And(List<Condition> parts) -> joined(parts, " AND ", ALWAYS, values);
      case Or(List<Condition> parts) -> joined(parts, " OR ", NEVER, values);
      case Not(Condition part) -> "NOT (" + sql(part, values) + ")";
      case Comparison comparison -> comparison(comparison, values);
      default -> throw new IllegalArgumentException(condition + " of a relational table");
    };
  }

  private static String joined(
      List<Condition> parts, String word, String none, Map<String, Object> values) {
    return parts.isEmpty()
        ? none
        : parts.stream().map(part -> sql(part, values)).collect(Collectors.joining(word, "(", ")"));
  }

  private static String comparison(Comparison comparison, Map<String, Object> values) {
    Field field = comparison.field();
    if (!(field.place() instanceof Place.Column(String column))) {
      throw new IllegalArgumentException(field + " is no column of a relational table");
    }
    Operator operator = comparison.operator();
    Operand operand = comparison.operand();
    return switch (field.type()) {
      case TEXT -> text("lower(coalesce(" + column + ", ''))", operator, folded(operand), values);
      case EXACT_TEXT -> exact("coalesce(" + column + ", '')", operator, operand, values);
      case WORD -> word("coalesce(" + column + ", '')", operator, operand, values);
      case LIST -> list("coalesce(" + column + ", '')", operator, operand, values);
      case TIME, NUMBER, DECIMAL -> ordered(column, operator, operand, values);
      default -> throw new IllegalArgumentException(field + " in a relational table");
    };
  }

  private static String text(
      String text, Operator operator, String value, Map<String, Object> values) {
    return switch (operator) {
      case CONTAINS -> like(text, LikePattern.containing(value), values);
      case NOT_CONTAINS -> "NOT " + like(text, LikePattern.containing(value), values);
      case STARTS_WITH -> like(text, LikePattern.startingWith(value), values);
      case ENDS_WITH -> like(text, LikePattern.endingWith(value), values);
      case EQUAL -> text + " = " + bound(value, values);
      case NOT_EQUAL -> text + " <> " + bound(value, values);
      case GREATER, LESS -> text + " " + operator.word() + " " + bound(value, values);
      default -> throw new IllegalArgumentException(operator + " on a text");
    };
  }

  private static String exact(
      String text, Operator operator, Operand operand, Map<String, Object> values) {
    return switch (operator) {
      case EQUAL, NOT_EQUAL -> word(text, operator, operand, values);
      default -> text(text, operator, string(operand), values);
    };
  }

  private static String like(String text, String pattern, Map<String, Object> values) {
    return "(" + text + " LIKE " + bound(pattern, values) + " ESCAPE '!')";
  }

  private static String word(
      String column, Operator operator, Operand operand, Map<String, Object> values) {
    return switch (operator) {
      case EQUAL -> oneOf(column, List.of(string(operand)), values);
      case NOT_EQUAL -> "NOT " + oneOf(column, List.of(string(operand)), values);
      case IN -> oneOf(column, strings(operand), values);
      case NOT_IN -> "NOT " + oneOf(column, strings(operand), values);
      case IS_EMPTY -> column + " = ''";
      case IS_NOT_EMPTY -> column + " <> ''";
      default -> throw new IllegalArgumentException(operator + " on a word");
    };
  }

  /** A column that {@link RelationalFields#listed} made. */
  private static String list(
      String column, Operator operator, Operand operand, Map<String, Object> values) {
    return switch (operator) {
      case EQUAL -> has(column, string(operand), values);
      case NOT_EQUAL -> "NOT " + has(column, string(operand), values);
      case CONTAINS, NOT_CONTAINS ->
          text("lower(" + column + ")", operator, folded(operand), values);
      case IS_EMPTY -> column + " = ''";
      case IS_NOT_EMPTY -> column + " <> ''";
      default -> throw new IllegalArgumentException(operator + " on a list");
    };
  }

  private static String has(String column, String text, Map<String, Object> values) {
    String whole = bound(RelationalFields.listed(List.of(text)), values);
    return "(char_length(" + without(column, whole) + ") < char_length(" + column + "))";
  }

  /**
   * MySQL compares without regard to case and to blanks at the end, as its tables are defined; but
   * what it replaces is exact, as it is on H2.
   */
  private static String oneOf(String column, List<String> words, Map<String, Object> values) {
    List<String> each = new ArrayList<>();
    for (String word : words) {
      String bound = bound(word, values);
      each.add(
          "(" + column + " = " + bound + " AND char_length(" + without(column, bound) + ") = 0)");
    }
    return each.isEmpty() ? "(" + NEVER + ")" : "(" + String.join(" OR ", each) + ")";
  }

  private static String without(String column, String bound) {
    return "replace(" + column + ", " + bound + ", '')";
  }

  private static String ordered(
      String column, Operator operator, Operand operand, Map<String, Object> values) {
    String parameter =
        switch (operand) {
          case Operand.Time(Instant time) -> bound(time, values);
          case Operand.Decimal(BigDecimal number) -> bound(number, values);
          default -> throw new IllegalArgumentException(operand + " for " + column);
        };
    String word = operator == Operator.NOT_EQUAL ? "<>" : operator.word();
    return "(" + column + " IS NOT NULL AND " + column + " " + word + " " + parameter + ")";
  }

  private static String bound(Object value, Map<String, Object> values) {
    String name = "f" + values.size();
    values.put(name, value);
    return ":" + name;
  }

  private static String folded(Operand operand) {
    return string(operand).toLowerCase(Locale.ROOT);
  }

  private static String string(Operand operand) {
    if (operand instanceof Operand.Text(String value)) {
      return value;
    }
    throw new IllegalArgumentException(operand + " is no text");
  }

  private static List<String> strings(Operand operand) {
    if (operand instanceof Operand.Texts(List<String> several)) {
      return several;
    }
    throw new IllegalArgumentException(operand + " is no list of texts");
  }
}
