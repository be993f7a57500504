package dev.opikdesktop.desktop.explorer.logs;

import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.client.LogStats;
import dev.opikdesktop.desktop.explorer.export.RowsFile;
import dev.opikdesktop.desktop.parquet.ParquetColumn;
import dev.opikdesktop.desktop.parquet.ParquetColumn.Kind;
import dev.opikdesktop.desktop.parquet.ParquetWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Everything that the server tells of a row, each thing in a column with a type of its own: times,
 * numbers, lists of texts; payloads are texts with JSON in them. Scores and kinds of tokens have a
 * column each.
 */
final class ParquetRows implements RowsFile {
  private static final List<String> ALWAYS =
      List.of(
          "total_estimated_cost",
          "environment",
          "created_at",
          "created_by",
          "last_updated_at",
          "last_updated_by");
  private static final List<String> OF_ONE_CALL =
      List.of(
          "name",
          "start_time",
          "end_time",
          "duration",
          "ttft",
          "input",
          "output",
          "metadata",
          "error_info",
          "source");
  private static final String USAGE = "usage.";
  private static final List<String> SCORES = List.of("feedback_scores", "span_feedback_scores");

  private final List<Cell> cells;
  private final ParquetWriter out;

  private record Cell(ParquetColumn column, Function<JsonNode, @Nullable Object> value) {}

  /**
   * @param stats tell which scores and kinds of tokens the rows have
   */
  ParquetRows(OutputStream out, LogKind kind, LogStats stats) throws IOException {
    this.cells = cells(kind, stats);
    this.out = new ParquetWriter(out, cells.stream().map(Cell::column).toList());
  }

  @Override
  public void row(JsonNode row) throws IOException {
    List<@Nullable Object> values = new ArrayList<>(cells.size());
    cells.forEach(cell -> values.add(cell.value().apply(row)));
    out.row(values);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  private static List<Cell> cells(LogKind kind, LogStats stats) {
    List<Cell> cells = new ArrayList<>();
    cells.add(plain("id"));
    cells.add(plain("project_id"));
    names(kind).forEach(name -> cells.add(plain(name)));
    ALWAYS.forEach(name -> cells.add(plain(name)));
    cells.add(new Cell(new ParquetColumn("tags", Kind.TEXTS), row -> texts(row.path("tags"))));
    cells.add(
        new Cell(
            new ParquetColumn("comments", Kind.TEXTS),
            row ->
                row.path("comments").valueStream().map(each -> text(each.path("text"))).toList()));
    for (String counted : new TreeSet<>(stats.values().keySet())) {
      if (counted.startsWith(USAGE)) {
        String tokens = counted.substring(USAGE.length());
        cells.add(
            new Cell(
                new ParquetColumn(counted, Kind.LONG),
                row -> number(row.path("usage").path(tokens))));
      }
      for (String scores : SCORES) {
        if (counted.startsWith(scores + ".")) {
          String name = counted.substring(scores.length() + 1);
          cells.add(
              new Cell(
                  new ParquetColumn(counted, Kind.DOUBLE),
                  row -> real(score(row.path(scores), name).path("value"))));
          cells.add(
              new Cell(
                  new ParquetColumn(counted + ".reason", Kind.TEXT),
                  row -> text(score(row.path(scores), name).path("reason"))));
        }
      }
    }
    return cells;
  }

  private static List<String> names(LogKind kind) {
    List<String> names = new ArrayList<>();
    switch (kind) {
      case THREADS ->
          names.addAll(
              List.of(
                  "thread_model_id",
                  "start_time",
                  "end_time",
                  "duration",
                  "first_message",
                  "last_message",
                  "number_of_messages",
                  "status"));
      case TRACES -> {
        names.addAll(OF_ONE_CALL);
        names.addAll(List.of("thread_id", "span_count", "llm_span_count"));
      }
      case SPANS -> {
        names.addAll(List.of("trace_id", "parent_span_id", "type", "model", "provider"));
        names.addAll(OF_ONE_CALL);
      }
    }
    return names;
  }

  private static Cell plain(String name) {
    return switch (name) {
      case "start_time", "end_time", "created_at", "last_updated_at" ->
          new Cell(new ParquetColumn(name, Kind.TIME), row -> time(row.path(name)));
      case "duration", "ttft", "total_estimated_cost" ->
          new Cell(new ParquetColumn(name, Kind.DOUBLE), row -> real(row.path(name)));
      case "number_of_messages", "span_count", "llm_span_count" ->
          new Cell(new ParquetColumn(name, Kind.LONG), row -> number(row.path(name)));
      case "input", "output", "first_message", "last_message", "metadata", "error_info" ->
          new Cell(new ParquetColumn(name, Kind.TEXT), row -> json(row.path(name)));
      default -> new Cell(new ParquetColumn(name, Kind.TEXT), row -> text(row.path(name)));
    };
  }

  private static JsonNode score(JsonNode scores, String name) {
    return scores
        .valueStream()
        .filter(score -> name.equals(score.path("name").asString("")))
        .findFirst()
        .orElse(MissingNode.getInstance());
  }

  private static List<String> texts(JsonNode node) {
    return node.valueStream().map(each -> each.asString("")).toList();
  }

  private static @Nullable String text(JsonNode node) {
    return node.isString() ? node.stringValue() : null;
  }

  private static @Nullable String json(JsonNode node) {
    return node.isMissingNode() || node.isNull() ? null : node.toString();
  }

  private static @Nullable Long number(JsonNode node) {
    return node.isNumber() ? Long.valueOf(node.longValue()) : null;
  }

  private static @Nullable Double real(JsonNode node) {
    return node.isNumber() ? Double.valueOf(node.doubleValue()) : null;
  }

  private static @Nullable Instant time(JsonNode node) {
    try {
      return node.isString() ? OffsetDateTime.parse(node.stringValue()).toInstant() : null;
    } catch (DateTimeException notATime) {
      return null;
    }
  }
}
