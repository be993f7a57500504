package dev.opikdesktop.server.records;

import dev.opikdesktop.server.entities.EntityType;
import dev.opikdesktop.server.events.Change;
import dev.opikdesktop.server.events.Events;
import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.Draft;
import dev.opikdesktop.server.http.FieldReader;
import dev.opikdesktop.server.http.Validation;
import dev.opikdesktop.server.ingest.GroupCommit;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.RowBinaryReader;
import dev.opikdesktop.storage.analytics.RowBinaryWriter;
import dev.opikdesktop.storage.analytics.Statement;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** A table of the analytics store whose rows are records as they are. */
final class TableRecords implements ProjectRecords {
  /** What every table begins with. */
  private static final List<String> PLACE = List.of("workspace_id", "project_id");

  /** Rows are read with the names of their threads, so many at a time. */
  private static final int CHUNK = 1_000;

  private static final BigDecimal GREATEST = new BigDecimal("999999999.999999999");

  private final Analytics analytics;
  private final RecordTable table;
  private final RecordThreads threads;
  private final Events events;
  private final GroupCommit commits;
  private final String columns;

  TableRecords(Analytics analytics, RecordTable table, RecordThreads threads, Events events) {
    this.analytics = analytics;
    this.table = table;
    this.threads = threads;
    this.events = events;
    List<String> names = table.columns().stream().map(Column::name).toList();
    this.columns = String.join(", ", names);
    this.commits =
        new GroupCommit(
            analytics, table.name(), Stream.concat(PLACE.stream(), names.stream()).toList());
  }

  @Override
  public String kind() {
    return table.name();
  }

  @Override
  public long count(Caller caller, UUID project) {
    threads.settle();
    return new ProjectRows(analytics, table.name()).count(caller, project);
  }

  @Override
  public void read(Caller caller, UUID project, @Nullable Cursor after, int limit, Consumer each) {
    threads.settle();
    List<Column> key = table.key();
    String sql =
        """
        SELECT %s
        FROM %s FINAL
        WHERE workspace_id = {workspace:Id} AND project_id = {project:Id} AND %s
        ORDER BY workspace_id, project_id, %s
        LIMIT {limit:UInt64}
        """
            .formatted(
                columns,
                table.name(),
                after == null ? "1 = 1" : behind(key),
                key.stream().map(Column::name).collect(Collectors.joining(", ")));
    Statement statement = ProjectRows.in(caller, project, sql).with("limit", limit);
    if (after != null) {
      List<String> parts = after.parts(key.size());
      for (int i = 0; i < key.size(); i++) {
        statement = statement.with("key" + i, key.get(i).type().ofKey(parts.get(i)));
      }
    }
    List<TableRow> chunk = new ArrayList<>();
    analytics.stream(
        statement,
        this::row,
        row -> {
          chunk.add(row);
          if (chunk.size() == CHUNK) {
            hand(caller, chunk, each);
          }
          return true;
        });
    hand(caller, chunk, each);
  }

  private static String behind(List<Column> key) {
    String condition = "";
    for (int i = key.size() - 1; i >= 0; i--) {
      String name = key.get(i).name();
      String value = "{key%d:%s}".formatted(i, key.get(i).type().placeholder());
      condition =
          condition.isEmpty()
              ? "%s > %s".formatted(name, value)
              : "%1$s >= %2$s AND (%1$s > %2$s OR %3$s)".formatted(name, value, condition);
    }
    return condition;
  }

  private TableRow row(RowBinaryReader in) throws IOException {
    TableRow row = new TableRow();
    for (Column column : table.columns()) {
      row.set(column.name(), column.type().read(in));
    }
    if (Instant.EPOCH.equals(row.get("last_updated_at"))
        && row.get("created_at") instanceof Instant created) {
      // A thread that nobody has changed: its row has no version yet.
      row.set("last_updated_at", created.truncatedTo(ChronoUnit.MICROS));
    }
    return row;
  }

  private void hand(Caller caller, List<TableRow> chunk, Consumer each) {
    Set<UUID> ofThreads = new HashSet<>();
    for (TableRow row : chunk) {
      if (isOfThread(row)) {
        ofThreads.add(entity(row));
      }
    }
    Map<UUID, String> names = ofThreads.isEmpty() ? Map.of() : threads.names(caller, ofThreads);
    for (TableRow row : chunk) {
      if (isOfThread(row)) {
        row.set(TableRow.THREAD_NAME, names.get(entity(row)));
      }
      each.accept(key(row), out -> show(out, row));
    }
    chunk.clear();
  }

  private Cursor key(TableRow row) {
    return new Cursor(table.key().stream().map(column -> part(row.get(column.name()))).toList());
  }

  private static String part(@Nullable Object value) {
    return value == null ? new UUID(0, 0).toString() : value.toString();
  }

  private void show(JsonGenerator out, TableRow row) {
    out.writeStartObject();
    for (Column column : table.columns()) {
      Object value = row.get(column.name());
      if (value != null) {
        out.writeName(column.name());
        if (column.type() == ValueType.WORD) {
          out.writeString(column.words().get((Integer) value - 1));
        } else {
          column.type().show(out, value);
        }
      }
    }
    if (isOfThread(row) && !row.text(TableRow.THREAD_NAME).isEmpty()) {
      out.writeStringProperty(TableRow.THREAD_NAME, row.text(TableRow.THREAD_NAME));
    }
    out.writeEndObject();
  }

  @Override
  public void write(Caller caller, UUID project, InputStream body) {
    List<TableRow> rows = Draft.readBatch(body, "records", RowDraft::new);
    Instant now = Instant.now();
    for (TableRow row : rows) {
      complete(row, caller, now);
    }
    if (table.writer() != null) {
      table.writer().write(caller, project, rows);
    } else {
      commit(caller, project, rows);
    }
  }

  private void complete(TableRow row, Caller caller, Instant now) {
    for (Column column : table.columns()) {
      switch (column.name()) {
        case "author", "created_by", "last_updated_by" ->
            row.setIfMissing(column.name(), caller.userName());
        // Where a record need not say it, it can only be one.
        case "entity_type" -> row.setIfMissing(column.name(), EntityType.TRACE.code());
        case "created_at", "status_changed_at" -> row.setIfMissing(column.name(), now);
        case "last_updated_at" ->
            row.setIfMissing(column.name(), now.truncatedTo(ChronoUnit.MICROS));
        default -> {
          // Nothing else has a value of its own.
        }
      }
    }
  }

  private void commit(Caller caller, UUID project, List<TableRow> rows) {
    nameThreads(caller, project, rows);
    RowBinaryWriter out = new RowBinaryWriter(rows.size() * 512);
    Map<EntityType, Set<UUID>> about = new HashMap<>();
    for (TableRow row : rows) {
      out.id(caller.workspaceId()).id(project);
      for (Column column : table.columns()) {
        column.type().write(out, row.get(column.name()));
      }
      about
          .computeIfAbsent(EntityType.ofCode(row.number("entity_type")), any -> new HashSet<>())
          .add(entity(row));
    }
    commits.commit(out);
    about.forEach(
        (type, ids) ->
            events.publish(new Change(Change.Entity.of(type), project, List.copyOf(ids))));
  }

  /** A thread that is named has its row here, with whatever id, or gets one. */
  private void nameThreads(Caller caller, UUID project, List<TableRow> rows) {
    Set<String> named =
        rows.stream()
            .filter(this::isOfThread)
            .map(row -> row.text(TableRow.THREAD_NAME))
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toSet());
    Map<String, UUID> ids = named.isEmpty() ? Map.of() : threads.ids(caller, project, named);
    for (TableRow row : rows) {
      UUID id = isOfThread(row) ? ids.get(row.text(TableRow.THREAD_NAME)) : null;
      if (id != null) {
        row.set("entity_id", id);
      }
    }
  }

  private boolean isOfThread(TableRow row) {
    return row.get("entity_type") instanceof Integer type && type == EntityType.THREAD.code();
  }

  private static UUID entity(TableRow row) {
    UUID id = row.id("entity_id");
    return id == null ? new UUID(0, 0) : id;
  }

  private final class RowDraft implements Draft<TableRow> {
    private final Map<String, Column> columns =
        table.columns().stream().collect(Collectors.toMap(Column::name, Function.identity()));
    private final TableRow row = new TableRow();

    @Override
    public void field(FieldReader in, String name) {
      Column column = columns.get(name);
      if (column != null) {
        row.parse(in, column);
      } else if (name.equals(TableRow.THREAD_NAME)) {
        row.set(name, in.text());
      } else {
        in.skip();
      }
    }

    @Override
    public void validate(Validation validation) {
      if (!table.isWritable()) {
        throw ApiException.badRequest(
            "Records of the kind %s come with their bytes, by upload".formatted(kind()));
      }
      table.columns().forEach(column -> row.check(column, validation));
      if (row.get("value") instanceof BigDecimal value && value.abs().compareTo(GREATEST) > 0) {
        validation.error("value", "must be between -" + GREATEST + " and " + GREATEST);
      }
      if (columns.containsKey("entity_id")
          && row.get("entity_id") == null
          && !(isOfThread(row) && row.get(TableRow.THREAD_NAME) != null)) {
        validation.error("entity_id", "must not be null");
      }
    }

    @Override
    public TableRow write() {
      return row;
    }
  }
}
