package dev.opikdesktop.server.query.oql;

import static dev.opikdesktop.server.query.oql.OqlField.keyed;
import static dev.opikdesktop.server.query.oql.OqlField.plain;

import dev.opikdesktop.server.query.FieldType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fields that queries on one kind of entity can name (Opik contract 3.3). They are those of its
 * filters; {@code custom} is written {@code input.KEY} or {@code output.KEY}.
 */
public final class OqlFields {
  private static final List<OqlField> ROWS =
      List.of(
          plain("id", FieldType.EXACT_TEXT),
          plain("name", FieldType.TEXT),
          plain("start_time", FieldType.TIME),
          plain("end_time", FieldType.TIME),
          plain("duration", FieldType.NUMBER),
          plain("ttft", FieldType.NUMBER),
          document("input"),
          document("output"),
          keyed("metadata", FieldType.JSON),
          plain("tags", FieldType.LIST),
          plain("error_info", FieldType.PRESENCE),
          plain("error_type", FieldType.TEXT),
          plain("total_estimated_cost", FieldType.DECIMAL),
          new OqlField("usage", Optional.empty(), Optional.of(FieldType.DECIMAL), "usage."),
          keyed("feedback_scores", FieldType.SCORE),
          plain("environment", FieldType.WORD),
          plain("source", FieldType.SOURCE),
          plain("created_at", FieldType.TIME),
          plain("last_updated_at", FieldType.TIME),
          // As the SDKs write input.KEY and output.KEY.
          keyed("input_json", FieldType.JSON),
          keyed("output_json", FieldType.JSON));

  public static final OqlFields TRACES =
      with(
          ROWS,
          plain("thread_id", FieldType.EXACT_TEXT),
          plain("llm_span_count", FieldType.DECIMAL),
          keyed("span_feedback_scores", FieldType.SCORE),
          plain("guardrails", FieldType.TEXT),
          plain("visibility_mode", FieldType.WORD),
          plain("annotation_queue_ids", FieldType.LIST),
          plain("experiment_id", FieldType.TEXT),
          plain("experiment_ids", FieldType.TEXT_LIST));

  public static final OqlFields SPANS =
      with(
          ROWS,
          plain("trace_id", FieldType.EXACT_TEXT),
          plain("type", FieldType.WORD),
          plain("model", FieldType.TEXT),
          plain("provider", FieldType.TEXT));

  public static final OqlFields THREADS =
      with(
          List.of(),
          plain("id", FieldType.EXACT_TEXT),
          plain("first_message", FieldType.TEXT),
          plain("last_message", FieldType.TEXT),
          plain("number_of_messages", FieldType.DECIMAL),
          plain("duration", FieldType.NUMBER),
          plain("start_time", FieldType.TIME),
          plain("end_time", FieldType.TIME),
          plain("status", FieldType.WORD),
          plain("tags", FieldType.LIST),
          keyed("feedback_scores", FieldType.SCORE),
          plain("environment", FieldType.WORD),
          plain("source", FieldType.SOURCE),
          plain("annotation_queue_ids", FieldType.LIST),
          plain("created_at", FieldType.TIME),
          plain("last_updated_at", FieldType.TIME));

  private final Map<String, OqlField> named;

  private OqlFields(Map<String, OqlField> named) {
    this.named = named;
  }

  private static OqlFields with(List<OqlField> some, OqlField... others) {
    List<OqlField> fields = new ArrayList<>(some);
    fields.addAll(List.of(others));
    Map<String, OqlField> named = new LinkedHashMap<>();
    fields.forEach(field -> named.put(field.name(), field));
    return new OqlFields(named);
  }

  private static OqlField document(String name) {
    return new OqlField(
        name, Optional.of(FieldType.TEXT), Optional.of(FieldType.JSON), name + "_json");
  }

  /** All of them, those first that are asked most. */
  public List<OqlField> all() {
    return List.copyOf(named.values());
  }

  /** By its name; nothing for one that there is not. */
  public Optional<OqlField> find(String name) {
    return Optional.ofNullable(named.get(name));
  }

  List<String> names() {
    return List.copyOf(named.keySet());
  }
}
