package dev.opikdesktop.server.query;

import dev.opikdesktop.server.query.Field.Place;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** Comparisons with the ids that another table lists for an entity. */
final class ListedIds {
  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private ListedIds() {}

  /**
   * One comparison.
   *
   * @param bound gives the placeholder of a type's name and a value
   */
  static String sql(
      Place.Listed of,
      Operator operator,
      Operand operand,
      BiFunction<String, Object, String> bound) {
    String entities = "SELECT entity_id " + of.listed();
    String in = of.entity() + " IN (" + entities;
    String notIn = of.entity() + " NOT IN (" + entities;
    return switch (operator) {
      case IS_NOT_EMPTY -> in + ")";
      case IS_EMPTY -> notIn + ")";
      case EQUAL -> in + "AND " + whole(of.column(), text(operand), bound) + ")";
      case NOT_EQUAL -> notIn + "AND " + whole(of.column(), text(operand), bound) + ")";
      case CONTAINS -> in + "AND " + part(of.column(), text(operand), bound) + ")";
      case NOT_CONTAINS -> notIn + "AND " + part(of.column(), text(operand), bound) + ")";
      default -> throw new IllegalArgumentException(operator + " on a list of ids");
    };
  }

  /** A whole id is looked up as it is stored; nothing else is equal to one. */
  private static String whole(
      String column, String value, BiFunction<String, Object, String> bound) {
    return UUID_TEXT.matcher(value).matches()
        ? column + " = " + bound.apply("Id", UUID.fromString(value))
        : "0";
  }

  private static String part(
      String column, String value, BiFunction<String, Object, String> bound) {
    return UUID_TEXT.matcher(value).matches()
        ? whole(column, value, bound)
        : "positionCaseInsensitiveUTF8(UUIDNumToString("
            + column
            + "), "
            + bound.apply("String", value)
            + ") > 0";
  }

  private static String text(Operand operand) {
    if (operand instanceof Operand.Text(String text)) {
      return text;
    }
    throw new IllegalArgumentException(operand + " in place of a text");
  }
}
