package dev.opikdesktop.desktop.explorer.query;

import dev.opikdesktop.server.query.FieldType;
import dev.opikdesktop.server.query.Operator;
import dev.opikdesktop.server.query.oql.Oql;
import dev.opikdesktop.server.query.oql.OqlField;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A condition on one subject while somebody writes it, or writes another one in its place. */
final class FilterDraft {
  private final QueryModel model;
  private final Subject subject;
  private final Oql.@Nullable Condition before;
  private final OqlField field;

  /**
   * @param before the condition that is changed; null for a new one
   */
  FilterDraft(QueryModel model, Subject subject, Oql.@Nullable Condition before) {
    this.model = model;
    this.subject = subject;
    this.before = before;
    this.field =
        model
            .fields()
            .find(subject.field())
            .orElseThrow(() -> new IllegalArgumentException("No field " + subject.field()));
    model.lookUp(subject);
  }

  QueryModel model() {
    return model;
  }

  Subject subject() {
    return subject;
  }

  boolean isNew() {
    return before == null;
  }

  /** Whether a key is part of what is written. */
  boolean choosesKey() {
    return field.takesKey() && subject.key().isEmpty();
  }

  boolean needsKey() {
    return choosesKey() && field.needsKey();
  }

  /** Keys that rows are known to have. */
  List<String> keys() {
    return choosesKey() ? model.vocabulary().keys(field.name()) : List.of();
  }

  List<Operator> operators(String writtenKey) {
    return field.operators(hasKey(writtenKey));
  }

  /** The operator to begin with. */
  @Nullable Operator operator(String writtenKey) {
    List<Operator> operators = operators(writtenKey);
    if (before != null && operators.contains(before.operator())) {
      return before.operator();
    }
    boolean keyed = hasKey(writtenKey);
    Operator usual =
        field
            .type(keyed)
            .map(
                type ->
                    switch (type) {
                      case NUMBER, DECIMAL, SCORE, TIME -> Operator.GREATER_EQUAL;
                      case PRESENCE -> Operator.IS_NOT_EMPTY;
                      case EXACT_TEXT, WORD, SOURCE -> Operator.EQUAL;
                      case TEXT_LIST -> Operator.IN;
                      case TEXT, LIST, JSON -> Operator.CONTAINS;
                    })
            .orElse(Operator.EQUAL);
    return operators.contains(usual) ? usual : operators.isEmpty() ? null : operators.getFirst();
  }

  String words(Operator operator) {
    if (isPresence()) {
      return operator == Operator.IS_EMPTY ? "without errors" : "with errors";
    }
    return Values.words(operator);
  }

  private boolean isPresence() {
    return field.plain().filter(type -> type == FieldType.PRESENCE).isPresent();
  }

  /** Whether several values can be written, with commas between. */
  static boolean takesSeveral(@Nullable Operator operator) {
    return operator == Operator.IN || operator == Operator.NOT_IN;
  }

  /** Values that rows are known to have. */
  List<String> values(String writtenKey) {
    if (subject.isTime()) {
      return Values.usualTimes(LocalDate.now());
    }
    if (subject.isDuration()) {
      return List.of();
    }
    String key = key(writtenKey);
    model.lookUp(new Subject(field.name(), key));
    return model.vocabulary().values(field.name(), key);
  }

  /** The value to begin with; empty for none. */
  String text() {
    return before == null ? "" : Values.written(subject, before.value(), unit());
  }

  LengthUnit unit() {
    return before == null ? LengthUnit.SECONDS : Values.unit(before.value());
  }

  /** What a value looks like. */
  String example() {
    if (subject.isTime()) {
      return "2026-01-31 14:00";
    }
    return switch (field.type(hasKey(subject.key())).orElse(FieldType.TEXT)) {
      case NUMBER, DECIMAL, SCORE -> "a number";
      default -> "a value";
    };
  }

  /** What follows a value; empty for nothing. Of lengths of time somebody chooses it. */
  String sign() {
    return field.name().equals("total_estimated_cost") ? "US$" : "";
  }

  /**
   * Asks for the rows that the condition holds for.
   *
   * @return why nothing is asked; empty when it is
   */
  String ask(String writtenKey, @Nullable Operator operator, String text, LengthUnit unit) {
    String key = key(writtenKey);
    String value =
        operator == null || operator.isAboutEmptiness() ? "" : Values.read(subject, text, unit);
    if (field.needsKey() && key.isEmpty()) {
      return "A key is missing";
    }
    if (operator == null || value.isEmpty() && !operator.isAboutEmptiness()) {
      return "A value is missing";
    }
    Oql.Condition wanted = new Oql.Condition(field.name(), key, operator, value);
    FieldType type = field.type(!key.isEmpty()).orElseThrow();
    if (wanted.operand(type).isEmpty()) {
      return type == FieldType.TIME
          ? "Write a day or a time, such as 2026-01-31 14:00"
          : "Write " + type.valued();
    }
    if (before == null) {
      model.add(wanted);
    } else {
      model.change(before, wanted);
    }
    return "";
  }

  /** Asks nothing any more in its place. */
  void remove() {
    if (before != null) {
      model.remove(Chip.of(before));
    }
  }

  private String key(String written) {
    return choosesKey() ? written.strip() : subject.key();
  }

  private boolean hasKey(String written) {
    return field.needsKey() || !key(written).isEmpty();
  }
}
