package dev.opikdesktop.server.query;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a field is compared with. */
public sealed interface Operand {
  /** For is_empty and is_not_empty. */
  record None() implements Operand {}

  record Text(String value) implements Operand {}

  /** For in and not_in. */
  record Texts(List<String> values) implements Operand {
    public Texts {
      values = List.copyOf(values);
    }
  }

  record Decimal(BigDecimal value) implements Operand {}

  record Time(Instant value) implements Operand {}

  /**
   * Reads the text of a value.
   *
   * @return nothing if it is not what {@link FieldType#valued} says
   */
  static Optional<Operand> of(FieldType type, Operator operator, String value) {
    if (operator.isAboutEmptiness()) {
      return Optional.of(new None());
    }
    return switch (type) {
      case TEXT, EXACT_TEXT, LIST, SOURCE, JSON, PRESENCE -> Optional.of(new Text(value));
      case WORD, TEXT_LIST ->
          Optional.of(
              operator == Operator.IN || operator == Operator.NOT_IN
                  ? new Texts(words(value))
                  : new Text(value));
      case NUMBER, DECIMAL, SCORE -> number(value);
      case TIME -> time(value);
    };
  }

  private static List<String> words(String value) {
    return Arrays.stream(value.split(","))
        .map(String::strip)
        .filter(one -> !one.isEmpty())
        .toList();
  }

  /** Neither an exponent nor blanks, as in the original. Within what a Decimal(76, 30) holds. */
  private static Optional<Operand> number(String value) {
    return value.matches("-?[0-9]{1,40}(\\.[0-9]{1,30})?")
        ? Optional.of(new Decimal(new BigDecimal(value)))
        : Optional.empty();
  }

  private static Optional<Operand> time(String value) {
    try {
      return Optional.of(new Time(Instant.parse(value)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
