package dev.opikdesktop.server.records;

import dev.opikdesktop.server.entities.EntityType;
import dev.opikdesktop.server.guardrails.GuardrailResult;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.scores.ScoreSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What there is to say of a table whose rows are records.
 *
 * @param columns behind the workspace and the project
 * @param keyColumns the first so many of the columns, in the order of the table's key
 * @param writer null for those whose rows are written as they are
 */
record RecordTable(
    String name,
    List<Column> columns,
    int keyColumns,
    boolean isWritable,
    @Nullable Writer writer) {

  /** Writes rows by rules of its own. */
  @FunctionalInterface
  interface Writer {
    void write(Caller caller, UUID project, List<TableRow> rows);
  }

  private static final Column ENTITY_TYPE = Column.word("entity_type", EntityType.values());
  private static final Column ENTITY_ID = Column.of("entity_id", ValueType.ID);
  private static final Column SOURCE = Column.word("source", ScoreSource.values());
  private static final Column NAME = Column.required("name", ValueType.TEXT);
  private static final Column AUTHOR = Column.of("author", ValueType.TEXT);
  private static final Column REASON = Column.of("reason", ValueType.TEXT);
  private static final Column QUEUE = Column.of("source_queue_id", ValueType.ID);
  private static final Column CREATED_AT = Column.of("created_at", ValueType.TIME);
  private static final Column CREATED_BY = Column.of("created_by", ValueType.TEXT);
  private static final Column UPDATED_AT = Column.of("last_updated_at", ValueType.VERSION);
  private static final Column UPDATED_BY = Column.of("last_updated_by", ValueType.TEXT);

  static RecordTable scores() {
    return new RecordTable(
        "feedback_scores",
        List.of(
            ENTITY_TYPE,
            ENTITY_ID,
            NAME,
            AUTHOR,
            QUEUE,
            Column.required("value", ValueType.DECIMAL),
            Column.of("category_name", ValueType.TEXT),
            REASON,
            SOURCE,
            CREATED_AT,
            CREATED_BY,
            UPDATED_AT,
            UPDATED_BY),
        5,
        true,
        null);
  }

  static RecordTable comments() {
    return new RecordTable(
        "comments",
        List.of(
            ENTITY_TYPE,
            ENTITY_ID,
            Column.required("id", ValueType.ID),
            Column.required("text", ValueType.TEXT),
            QUEUE,
            CREATED_AT,
            CREATED_BY,
            UPDATED_AT,
            UPDATED_BY),
        3,
        true,
        null);
  }

  static RecordTable assertions() {
    return new RecordTable(
        "assertion_results",
        List.of(
            ENTITY_TYPE,
            ENTITY_ID,
            NAME,
            AUTHOR,
            Column.required("passed", ValueType.FLAG),
            REASON,
            SOURCE,
            CREATED_AT,
            CREATED_BY,
            UPDATED_AT,
            UPDATED_BY),
        4,
        true,
        null);
  }

  static RecordTable guardrails() {
    return new RecordTable(
        "guardrails",
        List.of(
            new Column("entity_type", ValueType.WORD, false, ENTITY_TYPE.words()),
            ENTITY_ID,
            Column.required("id", ValueType.ID),
            Column.required("secondary_id", ValueType.ID),
            NAME,
            Column.word("result", GuardrailResult.values()),
            Column.of("config", ValueType.JSON),
            Column.of("details", ValueType.JSON),
            CREATED_AT,
            CREATED_BY,
            UPDATED_AT,
            UPDATED_BY),
        3,
        true,
        null);
  }

  static RecordTable attachments() {
    return new RecordTable(
        "attachments",
        List.of(
            ENTITY_TYPE,
            ENTITY_ID,
            Column.required("file_name", ValueType.TEXT),
            Column.of("mime_type", ValueType.TEXT),
            Column.of("size", ValueType.COUNT),
            Column.of("extracted", ValueType.FLAG),
            UPDATED_AT,
            UPDATED_BY),
        3,
        false,
        null);
  }

  static RecordTable threads(Writer writer) {
    return new RecordTable(
        "threads",
        List.of(
            Column.required("thread_id", ValueType.TEXT),
            Column.of("id", ValueType.ID),
            new Column("status", ValueType.WORD, false, List.of("active", "inactive")),
            Column.of("status_changed_at", ValueType.TIME),
            Column.of("tags", ValueType.TEXTS),
            CREATED_AT,
            CREATED_BY,
            UPDATED_AT,
            UPDATED_BY),
        1,
        true,
        writer);
  }

  List<Column> key() {
    return columns.subList(0, keyColumns);
  }
}
