package dev.opikdesktop.desktop.explorer.trace;

import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.client.LogQuery;
import dev.opikdesktop.desktop.client.LogStats;
import dev.opikdesktop.desktop.client.OpikClient;
import dev.opikdesktop.desktop.explorer.export.CsvFile;
import dev.opikdesktop.desktop.explorer.export.FileExport;
import dev.opikdesktop.desktop.explorer.export.FileFormat;
import dev.opikdesktop.desktop.explorer.export.RowsFile;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A trace with all its spans as a file has them, or a span with all that lie below it; nothing of
 * their payloads is cut. As JSON it is {@code {"trace": {…}, "spans": […]}}, which can be imported.
 *
 * @param spanId null for the trace
 */
record TraceFile(
    OpikClient client, String projectId, String traceId, @Nullable String spanId, FileFormat format)
    implements FileExport.Content {
  private static final String SCORE = "feedback_scores.";

  @Override
  public void writeTo(OutputStream out, FileExport.Progress progress) throws IOException {
    JsonNode trace = client.wholeTrace(traceId);
    Set<String> wanted =
        spanId == null ? Set.of() : client.spans().below(projectId, traceId, spanId);
    long total = spanId == null ? 1 + trace.path("span_count").asLong(0) : wanted.size();
    Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    try (RowsFile file = file(text, trace)) {
      if (spanId == null) {
        file.row(trace);
      }
      writeSpans(file, wanted, total, progress);
    } catch (UncheckedIOException failed) {
      throw failed.getCause();
    }
  }

  private void writeSpans(
      RowsFile file, Set<String> wanted, long total, FileExport.Progress progress) {
    long[] written = {spanId == null ? 1 : 0};
    client
        .spans()
        .each(
            projectId,
            traceId,
            span -> {
              if (spanId == null || wanted.contains(span.path("id").asString(""))) {
                write(file, span);
                progress.rows(++written[0], total);
              }
            });
  }

  private static void write(RowsFile file, JsonNode span) {
    try {
      file.row(span);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private RowsFile file(Writer out, JsonNode trace) throws IOException {
    if (format == FileFormat.JSON) {
      return new TraceJsonFile(out, spanId == null);
    }
    TraceColumns columns = new TraceColumns(scoreNames(trace));
    return new CsvFile(out, columns.titles(), columns::cells);
  }

  /** The names of the scores that the trace and its spans have. */
  private Set<String> scoreNames(JsonNode trace) {
    LogQuery spans =
        LogQuery.all(projectId, LogKind.SPANS).searching("trace_id = \"" + traceId + "\"", "");
    LogStats stats = client.logs().stats(spans);
    Set<String> names = new TreeSet<>();
    trace.path("feedback_scores").forEach(score -> names.add(score.path("name").asString("")));
    for (String counted : stats.values().keySet()) {
      if (counted.startsWith(SCORE)) {
        names.add(counted.substring(SCORE.length()));
      }
    }
    return names;
  }
}
