package dev.opikdesktop.desktop.explorer.logs;

import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.client.LogQuery;
import dev.opikdesktop.desktop.client.LogStats;
import dev.opikdesktop.desktop.client.OpikClient;
import dev.opikdesktop.desktop.client.Page;
import dev.opikdesktop.desktop.explorer.work.Background;
import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;
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

  /**
   * Begins to write; the file appears when it is whole.
   *
   * @param columns of the table, which a CSV has
   */
  void start(Chosen chosen, List<LogColumn> columns, Format format, Path file) {
    cancel();
    failure.set("");
    progress.set("Exporting…");
    running =
        background.run(
            () -> write(chosen, columns, format, file),
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

  private long write(Chosen chosen, List<LogColumn> columns, Format format, Path file)
      throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".part");
    try {
      long rows;
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished), 1 << 16);
          RowsFile target = target(chosen, columns, format, out)) {
        rows = write(chosen, target);
      }
      Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
      return rows;
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private RowsFile target(Chosen chosen, List<LogColumn> columns, Format format, OutputStream out)
      throws IOException {
    LogKind kind = chosen.kind();
    return switch (format) {
      case CSV -> new RowsFile.Csv(text(out), kind, columns);
      case JSON_LINES -> new RowsFile.Lines(text(out));
      case PARQUET -> {
        Map<String, Double> names = new HashMap<>();
        chosen.queries().forEach(query -> names.putAll(client.logs().stats(query).values()));
        yield new ParquetRows(out, kind, new LogStats(names));
      }
    };
  }

  private static BufferedWriter text(OutputStream out) {
    return new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
  }

  /** Rows that came in meanwhile push others to the next page, which then has them again. */
  private long write(Chosen chosen, RowsFile target) throws IOException {
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
        tell(written.size(), chosen.count());
      }
    }
    return written.size();
  }

  private void tell(long rows, long total) {
    String text = String.format("Exporting, %,d of %,d", rows, Math.max(rows, total));
    background.onDrawingThread(
        () -> {
          if (!progress.get().isEmpty()) {
            progress.set(text);
          }
        });
  }
}
