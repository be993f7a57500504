package dev.opikdesktop.server.query;

import java.util.Arrays;
import java.util.Optional;

/** What a comparison asks of a field (Opik contract 3.2). */
public enum Operator {
  CONTAINS("contains"),
  NOT_CONTAINS("not_contains"),
  STARTS_WITH("starts_with"),
  ENDS_WITH("ends_with"),
  EQUAL("="),
  NOT_EQUAL("!="),
  GREATER(">"),
  GREATER_EQUAL(">="),
  LESS("<"),
  LESS_EQUAL("<="),
  IN("in"),
  NOT_IN("not_in"),
  IS_EMPTY("is_empty"),
  IS_NOT_EMPTY("is_not_empty");

  private final String word;

  Operator(String word) {
    this.word = word;
  }

  /** As clients write it. */
  public String word() {
    return word;
  }

  /** Whether the comparison needs no value. */
  public boolean isAboutEmptiness() {
    return this == IS_EMPTY || this == IS_NOT_EMPTY;
  }

  /** By what clients write. */
  public static Optional<Operator> of(String word) {
    return Arrays.stream(values()).filter(operator -> operator.word.equals(word)).findFirst();
  }
}
