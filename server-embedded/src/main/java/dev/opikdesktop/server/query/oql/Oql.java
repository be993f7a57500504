package dev.opikdesktop.server.query.oql;

import dev.opikdesktop.server.query.FieldType;
import dev.opikdesktop.server.query.Operand;
import dev.opikdesktop.server.query.Operator;
import java.util.List;
import java.util.Optional;

/**
 * A query as a tree. {@link #parse} and {@link #text} are each other's inverse: what is printed
 * reads as the same tree, {@link #placeless} places aside.
 */
public sealed interface Oql {
  /** All of the parts, at least two. Parts that are an And were in parentheses. */
  record And(List<Oql> parts, TextRange at) implements Oql {
    public And {
      parts = several(parts);
    }
  }

  /** Any of the parts, at least two. Parts that are an Or were in parentheses. */
  record Or(List<Oql> parts, TextRange at) implements Oql {
    public Or {
      parts = several(parts);
    }
  }

  /** Exactly the entities that the part is not true of, those without a value among them. */
  record Not(Oql part, TextRange at) implements Oql {}

  /**
   * A comparison, in the parts that a filter has (Opik contract 3.1).
   *
   * @param field the name of an {@link OqlField}
   * @param key what follows the field's dot, without quotes: a path into JSON, the name of a score
   *     or of a kind of tokens; "" for none
   * @param value as it stands between the quotes; several of {@code in} and {@code not_in} with
   *     commas between them; "" for operators without a value
   */
  record Condition(String field, String key, Operator operator, String value, Places places)
      implements Oql {
    /** One that was not read from a text. */
    public Condition(String field, String key, Operator operator, String value) {
      this(field, key, operator, value, Places.NONE);
    }

    @Override
    public TextRange at() {
      return places.whole();
    }

    /**
     * The value as conditions have it. A day, such as 2026-01-31, is its beginning in UTC.
     *
     * @return nothing if the type has no such value
     */
    public Optional<Operand> operand(FieldType type) {
      boolean isDay = type == FieldType.TIME && value.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}");
      return Operand.of(type, operator, isDay ? value + "T00:00:00Z" : value);
    }
  }

  /**
   * Where the parts of a comparison stand.
   *
   * @param field with its key
   * @param value with its quotes; of length 0 without a value
   */
  record Places(TextRange field, TextRange operator, TextRange value) {
    static final Places NONE = new Places(TextRange.NOWHERE, TextRange.NOWHERE, TextRange.NOWHERE);

    TextRange whole() {
      return TextRange.between(field.offset(), Math.max(operator.end(), value.end()));
    }
  }

  /** Where it stands in the text that it was read from, parentheses around it left out. */
  TextRange at();

  /**
   * Reads a query.
   *
   * <p>To know what may come next at a place of an unfinished text, read the text up to there:
   * {@link OqlException#expected} says it, or nothing is thrown, and AND and OR may.
   *
   * @return nothing for a text of blanks: no condition
   * @throws OqlException if it is none, names what is no field, or is too long or too deep
   */
  static Optional<Oql> parse(String text, OqlFields fields) throws OqlException {
    return new OqlParser(text, fields).query();
  }

  /** The query as a text, with no more parentheses than it takes. */
  default String text() {
    return OqlPrinter.text(this);
  }

  /** The same without places, to compare trees. */
  default Oql placeless() {
    return switch (this) {
      case And and -> new And(and.parts.stream().map(Oql::placeless).toList(), TextRange.NOWHERE);
      case Or or -> new Or(or.parts.stream().map(Oql::placeless).toList(), TextRange.NOWHERE);
      case Not not -> new Not(not.part.placeless(), TextRange.NOWHERE);
      case Condition one -> new Condition(one.field, one.key, one.operator, one.value);
    };
  }

  private static List<Oql> several(List<Oql> parts) {
    if (parts.size() < 2) {
      throw new IllegalArgumentException("one part needs neither AND nor OR");
    }
    return List.copyOf(parts);
  }
}
