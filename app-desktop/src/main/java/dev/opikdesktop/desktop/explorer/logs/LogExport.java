package dev.opikdesktop.desktop.explorer.logs;

import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.client.LogQuery;
import dev.opikdesktop.desktop.client.LogRecord;
import dev.opikdesktop.desktop.client.LogStats;
import dev.opikdesktop.desktop.client.LogsApi;
import dev.opikdesktop.desktop.client.OpikClient;
import dev.opikdesktop.desktop.client.Page;
import dev.opikdesktop.desktop.explorer.export.CsvFile;
import dev.opikdesktop.desktop.explorer.export.FileExport;
import dev.opikdesktop.desktop.explorer.export.RowsFile;
import dev.opikdesktop.desktop.explorer.work.Background;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Writes all rows of a query, or the marked ones, to a file, also those never in sight. */
public final class LogExport {
  /** How the file is written. */
  public enum Format {
    CSV("CSV: the columns of the table", ".csv"),
    JSON_LINES("JSON Lines: everything", ".jsonl"),
    PARQUET("Parquet: everything, a column each", ".parquet");

    private final String title;
    private final String ending;

    Format(String title, String ending) {
      this.title = title;
      this.ending = ending;
    }

    String title() {
      return title;
    }

    String ending() {
      return ending;
    }
  }

  private static final int ROWS_AT_ONCE = 200;

  private final OpikClient client;
  private final FileExport file;

  public LogExport(OpikClient client, Background background) {
    this.client = client;
    this.file = new FileExport(background);
  }

  /** The file that is written. */
  FileExport file() {
    return file;
  }

  /**
   * Begins to write.
   *
   * @param columns of the table, which a CSV has
   */
  void start(Chosen chosen, List<LogColumn> columns, Format format, Path to) {
    file.start(
        (out, progress) -> {
          try (RowsFile target = target(chosen, columns, format, out)) {
            write(chosen, target, progress);
          }
        },
        to);
  }

  private RowsFile target(Chosen chosen, List<LogColumn> columns, Format format, OutputStream out)
      throws IOException {
    LogKind kind = chosen.kind();
    return switch (format) {
      case CSV -> csv(text(out), kind, columns, List.of());
      case JSON_LINES -> new RowsFile.Lines(text(out));
      case PARQUET -> {
        Map<String, Double> names = new HashMap<>();
        chosen.queries().forEach(query -> names.putAll(client.logs().stats(query).values()));
        yield new ParquetRows(out, kind, new LogStats(names));
      }
    };
  }

  /**
   * A file for rows like this one, with every column that a table of its scores can have.
   *
   * @param member of each row, which stands behind the columns as its JSON
   */
  public static RowsFile csv(Writer out, LogRecord like, String member) throws IOException {
    List<LogColumn> columns = new ArrayList<>(LogColumns.of(like.kind()));
    columns.addAll(
        LogColumns.of(
            LogColumns.names(like.scores()), LogColumns.names(like.spanScores()), List.of()));
    return csv(out, like.kind(), columns, List.of(member));
  }

  /** What the table shows, a column each, behind a score its reason, and then members of a row. */
  private static RowsFile csv(Writer out, LogKind kind, List<LogColumn> shown, List<String> members)
      throws IOException {
    List<LogColumn> columns = shown.stream().flatMap(LogColumns::exported).toList();
    return new CsvFile(
        out,
        Stream.concat(columns.stream().map(LogColumn::title), members.stream()).toList(),
        node -> {
          LogRecord record = LogsApi.record(kind, node);
          LogRow row = LogRow.of(record);
          return Stream.concat(
                  columns.stream().map(column -> column.exported(record, row)),
                  members.stream().map(member -> node.path(member).toString()))
              .toList();
        });
  }

  private static BufferedWriter text(OutputStream out) {
    return new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
  }

  /** Rows that came in meanwhile push others to the next page, which then has them again. */
  private void write(Chosen chosen, RowsFile target, FileExport.Progress progress)
      throws IOException {
    Set<String> written = new HashSet<>();
    for (LogQuery query : chosen.queries()) {
      for (int number = 1, got = ROWS_AT_ONCE; got == ROWS_AT_ONCE; number++) {
        Page<JsonNode> page = client.logs().listWhole(query, number, ROWS_AT_ONCE);
        for (JsonNode row : page.content()) {
          String id = row.path("id").asString("");
          if (chosen.contains(id) && written.add(id)) {
            target.row(row);
          }
        }
        got = page.content().size();
        progress.rows(written.size(), chosen.count());
      }
    }
  }
}
