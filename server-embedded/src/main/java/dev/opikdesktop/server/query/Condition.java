package dev.opikdesktop.server.query;

import dev.opikdesktop.server.query.Field.Reads;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Which entities are wanted. Every condition is true or false of every entity, never unknown, so
 * that NOT of it means the others.
 */
public sealed interface Condition {
  /** All of the parts; true of everything without any. */
  record And(List<Condition> parts) implements Condition {
    public And {
      parts = List.copyOf(parts);
    }
  }

  /** Any of the parts; true of nothing without any. */
  record Or(List<Condition> parts) implements Condition {
    public Or {
      parts = List.copyOf(parts);
    }
  }

  record Not(Condition part) implements Condition {}

  /**
   * A text in one of the columns of which an index of words is kept.
   *
   * @param table that has the index
   * @param exact says it of the columns themselves
   * @param everywhere whether it does of all of them, so that the index may decide
   */
  record Worded(String table, String text, Condition exact, boolean everywhere)
      implements Condition {}

  /**
   * The same of rows none of which has a payload with pictures, which are not in the index of
   * words. Only for statements without joins.
   *
   * @param alone only what the index says where the whole condition depends on it, so that it is
   *     true of more
   */
  record ByIndex(Condition part, boolean alone) implements Condition {}

  /** One field and one value, of the kind that the field's type asks for. */
  record Comparison(Field field, Operator operator, Operand operand) implements Condition {}

  /** What has to be read to decide. */
  default Set<Reads> reads() {
    Set<Reads> reads = EnumSet.noneOf(Reads.class);
    switch (this) {
      case And(List<Condition> parts) -> parts.forEach(part -> reads.addAll(part.reads()));
      case Or(List<Condition> parts) -> parts.forEach(part -> reads.addAll(part.reads()));
      case Not(Condition part) -> reads.addAll(part.reads());
      case Worded worded -> reads.addAll(worded.exact().reads());
      case ByIndex(Condition part, boolean ignored) -> reads.addAll(part.reads());
      case Comparison comparison -> reads.add(comparison.field().reads());
    }
    return reads;
  }

  /** One that is true of no less and is cheaper to decide, if there is such a one. */
  default Condition narrowing() {
    return this instanceof ByIndex(Condition part, boolean ignored)
        ? new ByIndex(part, true)
        : this;
  }

  /**
   * Whether a text that an index of words is kept of is looked into, and the whole depends on it.
   */
  default boolean isByWords() {
    return switch (this) {
      case And(List<Condition> parts) -> parts.stream().anyMatch(Condition::isByWords);
      case Or(List<Condition> parts) -> parts.stream().anyMatch(Condition::isByWords);
      case Not ignored -> false;
      case Worded ignored -> true;
      case ByIndex(Condition part, boolean ignored) -> part.isByWords();
      case Comparison comparison ->
          comparison.operator() == Operator.CONTAINS
              && comparison.field().place() instanceof Field.Place.Worded;
    };
  }
}
