package dev.opikdesktop.transfer.parquet;

import dev.opikdesktop.transfer.records.RecordKind;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The columns of each kind of records. A payload, which may be any JSON, is a text with JSON in it;
 * everything else has a type of its own.
 */
final class RecordColumns {
  /** Fields that may hold any JSON. */
  static final Set<String> PAYLOADS =
      Set.of("input", "output", "metadata", "error_info", "config", "details");

  private static final String ID = "String";
  private static final String TEXT = "Nullable(String)";
  private static final String TIME = "DateTime64(9, 'UTC')";
  private static final String OPTIONAL_TIME = "Nullable(DateTime64(9, 'UTC'))";
  private static final String TEXTS = "Array(String)";

  /** Names and types as the engine takes them. */
  record Column(String name, String type) {}

  private static final List<Column> AUDIT =
      List.of(
          new Column("created_at", OPTIONAL_TIME),
          new Column("created_by", TEXT),
          new Column("last_updated_at", "Nullable(DateTime64(6, 'UTC'))"),
          new Column("last_updated_by", TEXT));

  private static final List<Column> ENTITY =
      List.of(new Column("entity_type", ID), new Column("entity_id", TEXT));

  private static final List<Column> PAYLOAD =
      List.of(
          new Column("start_time", TIME),
          new Column("end_time", OPTIONAL_TIME),
          new Column("input", TEXT),
          new Column("output", TEXT),
          new Column("metadata", TEXT),
          new Column("tags", TEXTS),
          new Column("error_info", TEXT),
          new Column("ttft", "Nullable(Float64)"),
          new Column("source", TEXT),
          new Column("environment", TEXT));

  private RecordColumns() {}

  static List<Column> of(RecordKind kind) {
    return switch (kind) {
      case TRACE -> all(texts("id", "name", "thread_id"), PAYLOAD, AUDIT);
      case SPAN ->
          all(
              texts("id", "trace_id", "parent_span_id", "name", "type", "model", "provider"),
              List.of(
                  new Column("usage", "Map(String, Int64)"),
                  new Column("total_estimated_cost", "Nullable(Decimal(38, 12))"),
                  new Column("total_estimated_cost_version", TEXT)),
              PAYLOAD,
              AUDIT);
      case THREAD ->
          all(
              texts("thread_id", "id", "status"),
              List.of(new Column("status_changed_at", OPTIONAL_TIME), new Column("tags", TEXTS)),
              AUDIT);
      case FEEDBACK_SCORE ->
          all(
              ENTITY,
              texts("thread_id", "name", "author", "source_queue_id"),
              List.of(new Column("value", "Decimal(18, 9)")),
              texts("category_name", "reason", "source"),
              AUDIT);
      case COMMENT -> all(ENTITY, texts("thread_id", "id", "text", "source_queue_id"), AUDIT);
      case ASSERTION_RESULT ->
          all(
              ENTITY,
              texts("name", "author"),
              List.of(new Column("passed", "Bool")),
              texts("reason", "source"),
              AUDIT);
      case GUARDRAIL ->
          all(ENTITY, texts("id", "secondary_id", "name", "result", "config", "details"), AUDIT);
      case ATTACHMENT ->
          all(
              ENTITY,
              texts("file_name", "mime_type"),
              List.of(new Column("size", "Int64"), new Column("extracted", "Nullable(Bool)")),
              texts("sha256", "last_updated_by"),
              List.of(new Column("last_updated_at", "Nullable(DateTime64(6, 'UTC'))")));
      case OTLP -> throw new IllegalArgumentException("No server keeps " + kind.word());
    };
  }

  /** As the engine takes a structure: {@code id String, name Nullable(String)}. */
  static String structure(RecordKind kind) {
    return of(kind).stream()
        .map(column -> column.name() + " " + column.type())
        .collect(Collectors.joining(", "));
  }

  private static List<Column> texts(String... names) {
    return Stream.of(names)
        .map(name -> new Column(name, name.equals("id") || name.equals("trace_id") ? ID : TEXT))
        .toList();
  }

  @SafeVarargs
  private static List<Column> all(List<Column>... some) {
    return Stream.of(some).flatMap(List::stream).toList();
  }
}
