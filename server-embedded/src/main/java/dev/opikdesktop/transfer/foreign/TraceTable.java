package dev.opikdesktop.transfer.foreign;

import dev.opikdesktop.server.json.JsonText;
import dev.opikdesktop.server.json.JsonTextWriter;
import dev.opikdesktop.storage.FileFailure;
import dev.opikdesktop.transfer.records.RecordKind;
import dev.opikdesktop.transfer.records.TransferException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A trace's file as a table: a row for each span, the trace in every one. An object within it has
 * become columns, {@code trace_input_question}, and everything text; how deep it was, and whether a
 * 5 was a number, is not told any more.
 */
final class TraceTable implements TraceFile {
  private static final Set<String> OBJECTS =
      Set.of("input", "output", "metadata", "usage", "error_info");
  private static final Set<String> LISTS = Set.of("tags", "feedback_scores", "comments");

  private final OpikProject project;
  private final RecordKind kind;
  private final CsvRows rows;
  private final Deque<Part> ready = new ArrayDeque<>();
  private List<String> columns = List.of();
  private boolean isBegun;

  TraceTable(OpikProject project, Path file, RecordKind kind) {
    this.project = project;
    this.kind = kind;
    try {
      this.rows =
          new CsvRows(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new TransferException("it cannot be read: " + FileFailure.reason(e), e);
    }
  }

  @Override
  public @Nullable Part next() {
    long line = rows.line();
    try {
      while (ready.isEmpty()) {
        line = rows.line();
        List<String> row = rows.next();
        if (row == null) {
          return null;
        }
        if (columns.isEmpty()) {
          columns = row;
          if (!columns.contains("trace_id")) {
            throw new IOException("it is no trace of an export: it has no column trace_id");
          }
          continue;
        }
        if (row.size() != columns.size()) {
          throw new IOException(
              "a row has %d cells in place of %d".formatted(row.size(), columns.size()));
        }
        read(row, !isBegun);
        isBegun = true;
      }
      return ready.remove();
    } catch (IOException | UncheckedIOException e) {
      throw new TransferException("line %d: %s".formatted(line, e.getMessage()), e);
    }
  }

  private void read(List<String> row, boolean isFirst) throws IOException {
    if (isFirst && kind != RecordKind.SPAN) {
      entity("trace", OpikFields.TRACE, row);
    }
    if (kind != RecordKind.TRACE && !cell(row, "span_id").isEmpty()) {
      entity("span", OpikFields.SPAN, row);
    }
  }

  private void entity(String type, Set<String> fields, List<String> row) throws IOException {
    String id = cell(row, type + "_id");
    switch (kind) {
      case TRACE, SPAN -> ready.add(new Part(OpikFields.object(fields(type, fields, row)), null));
      case FEEDBACK_SCORE, COMMENT -> {
        JsonText given = fields(type, Set.of(kind.word()), row).get(kind.word());
        if (given != null) {
          List<byte[]> records =
              kind == RecordKind.COMMENT
                  ? OpikFields.comments(type, OpikFields.text(id), given)
                  : OpikFields.scores(type, OpikFields.text(id), given);
          records.forEach(record -> ready.add(new Part(record, null)));
        }
      }
      default -> attachments(type, id, row);
    }
  }

  /** A table lists no attachments; the folder does. */
  private void attachments(String type, String id, List<String> row) throws IOException {
    for (String file : project.attachments(type, id)) {
      boolean isInPayload =
          OF_PAYLOAD.matcher(file).matches()
              && row.stream().noneMatch(cell -> cell.contains("[" + file + "]"));
      if (!isInPayload) {
        Map<String, JsonText> record = new LinkedHashMap<>();
        record.put("entity_type", OpikFields.text(type));
        record.put("entity_id", OpikFields.text(id));
        record.put("file_name", OpikFields.text(file));
        ready.add(new Part(OpikFields.object(record), project.attachment(type, id, file)));
      }
    }
  }

  private String cell(List<String> row, String column) {
    int index = columns.indexOf(column);
    return index < 0 ? "" : row.get(index);
  }

  private Map<String, JsonText> fields(String type, Set<String> wanted, List<String> row) {
    Map<String, JsonText> fields = new LinkedHashMap<>();
    Map<String, JsonTextWriter> objects = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      String cell = row.get(i);
      if (cell.isEmpty() || !columns.get(i).startsWith(type + "_")) {
        continue;
      }
      String column = columns.get(i).substring(type.length() + 1);
      if (wanted.contains(column)) {
        fields.put(column, value(column, cell));
      } else {
        OBJECTS.stream()
            .filter(object -> wanted.contains(object) && column.startsWith(object + "_"))
            .findFirst()
            .ifPresent(object -> member(objects, object, column, cell));
      }
    }
    objects.forEach(
        (object, json) -> {
          json.endObject();
          fields.put(object, json.take());
        });
    return fields;
  }

  private static void member(
      Map<String, JsonTextWriter> objects, String object, String column, String cell) {
    JsonTextWriter json =
        objects.computeIfAbsent(
            object,
            key -> {
              JsonTextWriter fresh = new JsonTextWriter();
              fresh.startObject();
              return fresh;
            });
    json.name(column.substring(object.length() + 1));
    json.value(
        object.equals("error_info")
            ? OpikFields.text(cell)
            : PythonLiteral.json(cell).orElseGet(() -> OpikFields.text(cell)));
  }

  private static JsonText value(String column, String cell) {
    if (column.endsWith("_at") || column.endsWith("_time")) {
      return OpikFields.text(OpikFields.time(cell));
    }
    return LISTS.contains(column) || OBJECTS.contains(column)
        ? PythonLiteral.json(cell).orElseGet(() -> OpikFields.text(cell))
        : OpikFields.text(cell);
  }

  @Override
  public void close() {
    try {
      rows.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
