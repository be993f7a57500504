package dev.opikdesktop.server.threads;

import dev.opikdesktop.server.entities.EntityType;
import dev.opikdesktop.server.query.Condition;
import dev.opikdesktop.server.query.Condition.Comparison;
import dev.opikdesktop.server.query.Field;
import dev.opikdesktop.server.query.Field.Place;
import dev.opikdesktop.server.query.Field.Reads;
import dev.opikdesktop.server.query.FieldType;
import dev.opikdesktop.server.query.Fields;
import dev.opikdesktop.server.query.Operand;
import dev.opikdesktop.server.query.Operator;
import dev.opikdesktop.server.query.Sorting.Sortable;
import dev.opikdesktop.server.queues.QueueFields;
import dev.opikdesktop.server.scores.ScoreFields;
import dev.opikdesktop.server.traces.Source;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What threads can be filtered, searched and sorted by (Opik contract 3.3 to 3.5). The columns are
 * those of {@link ThreadSql}.
 */
final class ThreadQueryFields implements Fields {
  static final Fields FILTERED = new ThreadQueryFields();

  static final List<Sortable> SORTABLE =
      List.of(
          row("id", "thread_id"),
          row("start_time", "started"),
          row("end_time", "ended"),
          row("duration", "taken"),
          row("number_of_messages", "messages"),
          row("last_updated_at", ThreadSql.UPDATED),
          row("created_by", "created_by"),
          row("created_at", "created_at"),
          // In order, a count that is missing comes before one of 0.
          new Sortable(
              "usage.*",
              "(mapContains(usage_sum, {sort_key:String}), usage_sum[{sort_key:String}])",
              Reads.SPANS),
          new Sortable("total_estimated_cost", "cost_sum", Reads.SPANS),
          ScoreFields.SORTABLE,
          row("status", "status"),
          row("tags", "arraySort(tags)"),
          row("environment", "named_environment"));

  private static final Function<String, Field> SCORES =
      ScoreFields.of("feedback_scores", EntityType.THREAD, "id");

  private static final Map<String, Field> NAMED =
      List.of(
              field("id", FieldType.EXACT_TEXT, new Place.Column("thread_id")),
              field("first_message", FieldType.TEXT, new Place.Column("first_input")),
              field(
                  "last_message",
                  FieldType.TEXT,
                  new Place.Guarded("isNotNull(ended)", new Place.Column("last_output"))),
              field("number_of_messages", FieldType.DECIMAL, new Place.Column("messages")),
              field("duration", FieldType.NUMBER, new Place.Column("ifNull(taken, 0)")),
              field("created_at", FieldType.TIME, new Place.Column("created_at")),
              field("last_updated_at", FieldType.TIME, new Place.Column(ThreadSql.UPDATED)),
              field("start_time", FieldType.TIME, new Place.Column("started")),
              field("end_time", FieldType.TIME, new Place.Column("ended")),
              field("status", FieldType.WORD, new Place.Coded("status", ThreadStatus.codes())),
              field("tags", FieldType.LIST, new Place.Column("tags")),
              QueueFields.of(EntityType.THREAD),
              field("source", FieldType.SOURCE, new Place.CodedSet("sources", Source.codes())),
              field("environment", FieldType.WORD, new Place.Column("named_environment")))
          .stream()
          .collect(Collectors.toMap(Field::name, Function.identity()));

  private ThreadQueryFields() {}

  @Override
  public Optional<Field> find(String name, String key) {
    return name.equals("feedback_scores")
        ? Optional.of(SCORES.apply(key))
        : Optional.ofNullable(NAMED.get(name));
  }

  /** A condition on traces: threads are looked for in their traces, one by one. */
  @Override
  public Condition search(String text) {
    Operand wanted = new Operand.Text(text);
    return new Condition.Or(
        List.of(
            new Comparison(
                new Field("id", FieldType.EXACT_TEXT, new Place.Id("id"), Reads.KEY),
                Operator.CONTAINS,
                wanted),
            new Comparison(
                field("thread_id", FieldType.TEXT, new Place.Column("thread_id")),
                Operator.CONTAINS,
                wanted),
            new Comparison(
                field("input", FieldType.TEXT, new Place.Column("input")),
                Operator.CONTAINS,
                wanted),
            new Comparison(
                field("output", FieldType.TEXT, new Place.Column("output")),
                Operator.CONTAINS,
                wanted)));
  }

  private static Field field(String name, FieldType type, Place place) {
    return new Field(name, type, place, Reads.ROW);
  }

  private static Sortable row(String name, String sql) {
    return new Sortable(name, sql, Reads.ROW);
  }
}
