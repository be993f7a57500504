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
      case Comparison comparison -> reads.add(comparison.field().reads());
    }
    return reads;
  }
}
