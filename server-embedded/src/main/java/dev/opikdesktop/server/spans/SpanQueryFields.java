package dev.opikdesktop.server.spans;

import dev.opikdesktop.server.entities.EntityType;
import dev.opikdesktop.server.query.CommonFields;
import dev.opikdesktop.server.query.Field;
import dev.opikdesktop.server.query.Field.Place;
import dev.opikdesktop.server.query.Field.Reads;
import dev.opikdesktop.server.query.FieldType;
import dev.opikdesktop.server.query.Fields;
import dev.opikdesktop.server.query.Sorting.Sortable;
import dev.opikdesktop.server.scores.ScoreFields;
import dev.opikdesktop.server.traces.Source;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What spans can be filtered, searched and sorted by (Opik contract 3.3 to 3.5). */
final class SpanQueryFields {
  static final Fields FILTERED =
      new CommonFields(
          List.of(
              new Field("trace_id", FieldType.EXACT_TEXT, new Place.Id("trace_id"), Reads.KEY),
              CommonFields.words("type", FieldType.WORD, SpanType.codes()),
              CommonFields.words("source", FieldType.SOURCE, Source.codes()),
              CommonFields.row("model", FieldType.TEXT, "model"),
              CommonFields.row("provider", FieldType.TEXT, "provider"),
              CommonFields.row("total_estimated_cost", FieldType.DECIMAL, "total_estimated_cost")),
          "usage",
          Reads.ROW,
          Map.of("feedback_scores", ScoreFields.of("feedback_scores", EntityType.SPAN, "id")),
          List.of(
              "id",
              "trace_id",
              "name",
              "type",
              "input",
              "output",
              "metadata",
              "tags",
              "model",
              "provider"),
          "spans",
          Set.of("name", "input", "output", "metadata", "tags", "model", "provider"));

  static final List<Sortable> SORTABLE =
      List.of(
          new Sortable("id", "id", Reads.KEY),
          row("name"),
          row("type"),
          new Sortable("trace_id", "trace_id", Reads.KEY),
          row("parent_span_id"),
          row("input"),
          row("output"),
          row("metadata"),
          row("start_time"),
          row("end_time"),
          row("duration"),
          row("ttft"),
          new Sortable("usage.*", "usage[{sort_key:String}]", Reads.ROW),
          // Named twice, as in the original.
          row("metadata"),
          new Sortable("tags", "arraySort(tags)", Reads.ROW),
          row("created_at"),
          row("last_updated_at"),
          row("model"),
          row("provider"),
          row("total_estimated_cost"),
          row("error_info"),
          row("created_by"),
          ScoreFields.SORTABLE,
          row("environment"));

  private SpanQueryFields() {}

  private static Sortable row(String column) {
    return new Sortable(column, column, Reads.ROW);
  }
}
