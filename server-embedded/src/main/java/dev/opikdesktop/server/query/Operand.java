package dev.opikdesktop.server.query;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

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
}
