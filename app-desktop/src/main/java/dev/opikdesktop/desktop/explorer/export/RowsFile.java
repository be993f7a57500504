package dev.opikdesktop.desktop.explorer.export;

import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import tools.jackson.databind.JsonNode;

/** A file that is being written, row by row. */
public interface RowsFile extends Closeable {
  /**
   * Takes a row.
   *
   * @param row as the server tells it, whole
   */
  void row(JsonNode row) throws IOException;

  /** Everything that the server tells of a row, a line each. */
  record Lines(Writer out) implements RowsFile {
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
}
