package dev.opikdesktop.desktop.explorer.logs;

import dev.opikdesktop.desktop.client.LogQuery;
import dev.opikdesktop.desktop.client.LogRecord;
import dev.opikdesktop.desktop.client.OpikClient;
import dev.opikdesktop.desktop.client.Page;
import dev.opikdesktop.desktop.explorer.work.Background;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Writes all rows of a query to a file, also those that were never in sight. */
public final class LogExport {
  /** How the file is written. */
  public enum Format {
    /** What the table shows, a column each (RFC 4180). */
    CSV,
    /** Everything that the server tells of a row, a line each. */
    JSON_LINES
  }

  private static final int ROWS_AT_ONCE = 200;

  private final OpikClient client;
  private final Background background;
  private final StringProperty progress = new SimpleStringProperty("");
  private final StringProperty failure = new SimpleStringProperty("");
  private Background.@Nullable Running running;

  public LogExport(OpikClient client, Background background) {
    this.client = client;
    this.background = background;
  }

  /** How far it is; empty when nothing is written. */
  ReadOnlyStringProperty progressProperty() {
    return progress;
  }

  /** Why it could not be written; empty when it could. */
  ReadOnlyStringProperty failureProperty() {
    return failure;
  }

  /** Begins to write; the file appears when it is whole. */
  void start(LogQuery query, List<LogColumn> columns, Format format, Path file) {
    cancel();
    failure.set("");
    progress.set("Exporting…");
    running =
        background.run(
            () -> write(query, columns, format, file),
            (rows, took) -> progress.set(""),
            problem -> {
              progress.set("");
              failure.set("Not exported: " + problem.getMessage());
            });
  }

  /** Stops writing; no file is left. */
  void cancel() {
    if (running != null) {
      running.cancel();
    }
    progress.set("");
  }

  private long write(LogQuery query, List<LogColumn> columns, Format format, Path file)
      throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".part");
    long rows = 0;
    try {
      try (BufferedWriter out = Files.newBufferedWriter(unfinished)) {
        if (format == Format.CSV) {
          out.write(line(columns.stream().map(LogColumn::title).toList()));
        }
        for (int page = 1; ; page++) {
          Page<?> written = page(query, columns, format, page, out);
          rows += written.content().size();
          tell(rows, written.total());
          if (written.content().isEmpty() || rows >= written.total()) {
            break;
          }
        }
      }
      Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unfinished);
    }
    return rows;
  }

  private Page<?> page(
      LogQuery query, List<LogColumn> columns, Format format, int page, BufferedWriter out)
      throws IOException {
    if (format == Format.JSON_LINES) {
      Page<JsonNode> rows = client.logs().listWhole(query, page, ROWS_AT_ONCE);
      for (JsonNode row : rows.content()) {
        out.write(row.toString());
        out.write('\n');
      }
      return rows;
    }
    Page<LogRecord> rows = client.logs().list(query, page, ROWS_AT_ONCE);
    for (LogRecord row : rows.content()) {
      LogRow shown = LogRow.of(row);
      out.write(line(columns.stream().map(column -> column.exported(row, shown)).toList()));
    }
    return rows;
  }

  private void tell(long rows, long total) {
    String text = String.format("Exporting, %,d of %,d", rows, total);
    background.onDrawingThread(
        () -> {
          if (!progress.get().isEmpty()) {
            progress.set(text);
          }
        });
  }

  private static String line(List<String> cells) {
    return cells.stream().map(LogExport::cell).collect(Collectors.joining(",")) + "\r\n";
  }

  private static String cell(String text) {
    boolean quoted = text.chars().anyMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
    return quoted ? "\"" + text.replace("\"", "\"\"") + "\"" : text;
  }
}
