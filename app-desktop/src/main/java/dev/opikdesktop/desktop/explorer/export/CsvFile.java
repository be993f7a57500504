package dev.opikdesktop.desktop.explorer.export;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A line of titles, and then a line a row (RFC 4180). */
public final class CsvFile implements RowsFile {
  private final Writer out;
  private final Function<JsonNode, List<String>> cells;

  /**
   * @param cells what stands under the titles
   */
  public CsvFile(Writer out, List<String> titles, Function<JsonNode, List<String>> cells)
      throws IOException {
    this.out = out;
    this.cells = cells;
    out.write(line(titles));
  }

  @Override
  public void row(JsonNode row) throws IOException {
    out.write(line(cells.apply(row)));
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  private static String line(List<String> cells) {
    return cells.stream().map(CsvFile::cell).collect(Collectors.joining(",")) + "\r\n";
  }

  private static String cell(String text) {
    boolean quoted = text.chars().anyMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
    return quoted ? "\"" + text.replace("\"", "\"\"") + "\"" : text;
  }
}
