package dev.opikdesktop.server.query;

import static dev.opikdesktop.server.query.Operator.CONTAINS;
import static dev.opikdesktop.server.query.Operator.ENDS_WITH;
import static dev.opikdesktop.server.query.Operator.EQUAL;
import static dev.opikdesktop.server.query.Operator.GREATER;
import static dev.opikdesktop.server.query.Operator.GREATER_EQUAL;
import static dev.opikdesktop.server.query.Operator.IN;
import static dev.opikdesktop.server.query.Operator.IS_EMPTY;
import static dev.opikdesktop.server.query.Operator.IS_NOT_EMPTY;
import static dev.opikdesktop.server.query.Operator.LESS;
import static dev.opikdesktop.server.query.Operator.LESS_EQUAL;
import static dev.opikdesktop.server.query.Operator.NOT_CONTAINS;
import static dev.opikdesktop.server.query.Operator.NOT_EQUAL;
import static dev.opikdesktop.server.query.Operator.NOT_IN;
import static dev.opikdesktop.server.query.Operator.STARTS_WITH;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** How the values of a field compare (Opik contract 3.2). */
public enum FieldType {
  /** Text in which case does not matter. */
  TEXT(CONTAINS, NOT_CONTAINS, STARTS_WITH, ENDS_WITH, EQUAL, NOT_EQUAL, GREATER, LESS),
  /** Text in which case matters: ids. */
  EXACT_TEXT(CONTAINS, NOT_CONTAINS, STARTS_WITH, ENDS_WITH, EQUAL, NOT_EQUAL, GREATER, LESS),
  /** A point in time; nothing is true of one that is missing. */
  TIME(EQUAL, NOT_EQUAL, GREATER, GREATER_EQUAL, LESS, LESS_EQUAL),
  /** A number with a fraction, compared as a double; nothing is true of one that is missing. */
  NUMBER(EQUAL, NOT_EQUAL, GREATER, GREATER_EQUAL, LESS, LESS_EQUAL),
  /** A count or an amount of money, compared digit for digit. */
  DECIMAL(EQUAL, NOT_EQUAL, GREATER, GREATER_EQUAL, LESS, LESS_EQUAL),
  /** Texts: contains looks into each without regard to case, = looks for a whole one. */
  LIST(CONTAINS, NOT_CONTAINS, EQUAL, NOT_EQUAL, IS_EMPTY, IS_NOT_EMPTY),
  /** One word of a few; case matters. */
  WORD(EQUAL, NOT_EQUAL, IN, NOT_IN, IS_EMPTY, IS_NOT_EMPTY),
  /** Texts of which a list has one. */
  TEXT_LIST(IN, NOT_IN),
  /** A number that an entity may lack; of those without, only != and is_empty are true. */
  SCORE(EQUAL, NOT_EQUAL, GREATER, GREATER_EQUAL, LESS, LESS_EQUAL, IS_EMPTY, IS_NOT_EMPTY),
  /** Where an entity came from: "sdk" stands for those that do not say as well. */
  SOURCE(EQUAL, NOT_EQUAL),
  /** Something that is there or not. */
  PRESENCE(IS_EMPTY, IS_NOT_EMPTY),
  /** The text of a scalar in a JSON document, without regard to case; &gt; and &lt; by number. */
  JSON(
      CONTAINS,
      NOT_CONTAINS,
      STARTS_WITH,
      ENDS_WITH,
      EQUAL,
      NOT_EQUAL,
      GREATER,
      LESS,
      IS_EMPTY,
      IS_NOT_EMPTY);

  // Filled here and only asked.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Set<Operator> operators;

  FieldType(Operator first, Operator... more) {
    operators = EnumSet.of(first, more);
  }

  boolean allows(Operator operator) {
    return operators.contains(operator);
  }

  /** What such a field can be asked. */
  public List<Operator> operators() {
    return List.copyOf(operators);
  }

  /** What the text of a value is, in words. */
  public String valued() {
    return switch (this) {
      case TIME -> "an ISO-8601 time";
      case NUMBER, DECIMAL, SCORE -> "a decimal number";
      default -> "a text";
    };
  }
}
