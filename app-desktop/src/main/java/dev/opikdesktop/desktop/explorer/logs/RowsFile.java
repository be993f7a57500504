package dev.opikdesktop.desktop.explorer.logs;

import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.client.LogRecord;
import dev.opikdesktop.desktop.client.LogsApi;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A file that is being written, row by row. */
interface RowsFile extends Closeable {
  /**
   * Takes a row.
   *
   * @param row as the server tells it, whole
   */
  void row(JsonNode row) throws IOException;

  /** Everything that the server tells of a row, a line each. */
  record Lines(BufferedWriter out) implements RowsFile {
    @Override
    public void row(JsonNode row) throws IOException {
      out.write(row.toString());
      out.write('\n');
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }

  /** What the table shows, a column each, and behind a score its reason (RFC 4180). */
  final class Csv implements RowsFile {
    private final BufferedWriter out;
    private final LogKind kind;
    private final List<LogColumn> columns;

    Csv(BufferedWriter out, LogKind kind, List<LogColumn> columns) throws IOException {
      this.out = out;
      this.kind = kind;
      this.columns = columns.stream().flatMap(LogColumns::exported).toList();
      out.write(line(this.columns.stream().map(LogColumn::title).toList()));
    }

    @Override
    public void row(JsonNode row) throws IOException {
      LogRecord record = LogsApi.record(kind, row);
      LogRow shown = LogRow.of(record);
      out.write(line(columns.stream().map(column -> column.exported(record, shown)).toList()));
    }

    @Override
    public void close() throws IOException {
      out.close();
    }

    private static String line(List<String> cells) {
      return cells.stream().map(Csv::cell).collect(Collectors.joining(",")) + "\r\n";
    }

    private static String cell(String text) {
      boolean quoted = text.chars().anyMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
      return quoted ? "\"" + text.replace("\"", "\"\"") + "\"" : text;
    }
  }
}
