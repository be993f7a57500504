package dev.opikdesktop.desktop.explorer.trace;

import dev.opikdesktop.desktop.explorer.export.RowsFile;
import java.io.IOException;
import java.io.Writer;
import tools.jackson.databind.JsonNode;

/** {@code {"trace": {…}, "spans": […]}}, as the opik command of the Python client writes it. */
final class TraceJsonFile implements RowsFile {
  private final Writer out;
  private String between;

  /**
   * @param withTrace whether the first row is the trace
   */
  TraceJsonFile(Writer out, boolean withTrace) throws IOException {
    this.out = out;
    out.write(withTrace ? "{\"trace\": " : "{\"spans\": [");
    this.between = withTrace ? "" : "\n";
    this.beforeSpans = withTrace;
  }

  private boolean beforeSpans;

  @Override
  public void row(JsonNode row) throws IOException {
    out.write(between);
    out.write(row.toString());
    between = ",\n";
    if (beforeSpans) {
      out.write(",\n\"spans\": [");
      beforeSpans = false;
      between = "\n";
    }
  }

  @Override
  public void close() throws IOException {
    out.write("\n]}\n");
    out.close();
  }
}
