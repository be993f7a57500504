package dev.opikdesktop.desktop.explorer.thread;

import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.client.LogRecord;
import dev.opikdesktop.desktop.client.LogsApi;
import dev.opikdesktop.desktop.client.Page;
import dev.opikdesktop.desktop.explorer.export.FileExport;
import dev.opikdesktop.desktop.explorer.export.FileFormat;
import dev.opikdesktop.desktop.explorer.export.RowsFile;
import dev.opikdesktop.desktop.explorer.logs.LogExport;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A thread as a file has it: what the server tells of it, and as {@code conversation_history} all
 * that was said, oldest first, nothing of it cut. As CSV it is one line, with the history as JSON.
 */
record ThreadFile(ThreadReading reading, FileFormat format) implements FileExport.Content {
  private static final String HISTORY = "conversation_history";
  private static final int AT_ONCE = 50;

  @Override
  public void writeTo(OutputStream out, FileExport.Progress progress) throws IOException {
    ObjectNode thread = reading.whole();
    thread.set(HISTORY, history(thread.arrayNode(), progress));
    Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    if (format == FileFormat.JSON) {
      text.write(thread.toPrettyString());
      text.flush();
      return;
    }
    LogRecord like = LogsApi.record(LogKind.THREADS, thread);
    try (RowsFile file = LogExport.csv(text, like, HISTORY)) {
      file.row(thread);
    }
  }

  private ArrayNode history(ArrayNode history, FileExport.Progress progress) {
    long turns = 0;
    for (int number = 1, got = AT_ONCE; got == AT_ONCE; number++) {
      Page<JsonNode> page = reading.wholeTurns(number, AT_ONCE);
      for (JsonNode row : page.content()) {
        LogRecord trace = LogsApi.record(LogKind.TRACES, row);
        add(history, "user", Said.asked(trace.input()), trace.startTime().toString(), trace);
        add(
            history,
            "assistant",
            Said.answered(trace.output()),
            trace.endTime() == null ? null : trace.endTime().toString(),
            trace);
      }
      got = page.content().size();
      turns += got;
      progress.rows(turns, page.total());
    }
    return history;
  }

  private static void add(
      ArrayNode history, String role, Said said, @Nullable String time, LogRecord trace) {
    if (said.message() != null) {
      history
          .addObject()
          .put("role", role)
          .put("content", said.text())
          .put("time", time)
          .put("trace_id", trace.id());
    }
  }
}
