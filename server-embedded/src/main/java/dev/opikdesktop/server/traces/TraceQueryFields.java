package dev.opikdesktop.server.traces;

import dev.opikdesktop.server.entities.EntityType;
import dev.opikdesktop.server.guardrails.GuardrailFields;
import dev.opikdesktop.server.query.CommonFields;
import dev.opikdesktop.server.query.Field;
import dev.opikdesktop.server.query.Field.Place;
import dev.opikdesktop.server.query.Field.Reads;
import dev.opikdesktop.server.query.FieldType;
import dev.opikdesktop.server.query.Fields;
import dev.opikdesktop.server.query.FieldsOverNothing;
import dev.opikdesktop.server.query.IdTimeRange;
import dev.opikdesktop.server.query.Sorting.Sortable;
import dev.opikdesktop.server.queues.QueueFields;
import dev.opikdesktop.server.scores.ScoreFields;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What traces can be filtered, searched and sorted by (Opik contract 3.3 to 3.5). */
final class TraceQueryFields {
  /**
   * Sums over the spans of a trace, to be joined where a condition or an order reads them. Its
   * columns have names that no column of traces has. %s is for conditions on trace_id.
   */
  private static final String SPAN_TOTALS =
      """
      LEFT JOIN (
        SELECT trace_id AS of_trace,
          count() AS spans_count,
          countIf(type = 3) AS spans_llm,
          CAST(sumMap(usage), 'Map(String, Int64)') AS spans_usage,
          CAST(sum(total_estimated_cost), 'Decimal(38, 12)') AS spans_cost
        FROM spans FINAL
        WHERE workspace_id = {workspace:Id} AND project_id = {project:Id}
        %sGROUP BY trace_id
      ) AS span_totals ON of_trace = id
      """;

  static final Fields FILTERED =
      new CommonFields(
          List.of(
              CommonFields.row("thread_id", FieldType.EXACT_TEXT, "thread_id"),
              CommonFields.words("source", FieldType.SOURCE, Source.codes()),
              CommonFields.words(
                  "visibility_mode", FieldType.WORD, Map.of("default", 1, "hidden", 2)),
              total("llm_span_count", "spans_llm"),
              total("total_estimated_cost", "spans_cost"),
              GuardrailFields.RESULT,
              QueueFields.of(EntityType.TRACE),
              FieldsOverNothing.EXPERIMENT_ID,
              FieldsOverNothing.EXPERIMENT_IDS),
          "spans_usage",
          Reads.SPANS,
          Map.of(
              "feedback_scores",
              ScoreFields.of("feedback_scores", EntityType.TRACE, "id"),
              "span_feedback_scores",
              ScoreFields.ofSpans("span_feedback_scores", "id")),
          List.of("id", "name", "input", "output", "metadata", "error_info", "tags", "thread_id"),
          "traces",
          // A thread's name is looked for as it is written.
          Set.of("name", "input", "output", "metadata", "error_info", "tags"));

  static final List<Sortable> SORTABLE =
      List.of(
          new Sortable("id", "id", Reads.KEY),
          row("name"),
          row("input"),
          row("output"),
          row("start_time"),
          row("end_time"),
          row("duration"),
          row("ttft"),
          row("metadata"),
          row("thread_id"),
          new Sortable("span_count", "spans_count", Reads.SPANS),
          new Sortable("llm_span_count", "spans_llm", Reads.SPANS),
          // In order, a count that is missing comes before one of 0.
          new Sortable(
              "usage.*",
              "(mapContains(spans_usage, {sort_key:String}), spans_usage[{sort_key:String}])",
              Reads.SPANS),
          new Sortable("total_estimated_cost", "spans_cost", Reads.SPANS),
          new Sortable("tags", "arraySort(tags)", Reads.ROW),
          row("error_info"),
          row("created_by"),
          ScoreFields.SORTABLE,
          FieldsOverNothing.BY_EXPERIMENT_ID,
          row("environment"));

  private TraceQueryFields() {}

  /** The join with the sums over the spans of the traces of some time. */
  static String joinedSpanTotals(IdTimeRange times) {
    return SPAN_TOTALS.formatted(times.sql("trace_id"));
  }

  private static Field total(String name, String column) {
    return new Field(name, FieldType.DECIMAL, new Place.Column(column), Reads.SPANS);
  }

  private static Sortable row(String column) {
    return new Sortable(column, column, Reads.ROW);
  }
}
