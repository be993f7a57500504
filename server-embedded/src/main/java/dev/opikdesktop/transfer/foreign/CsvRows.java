package dev.opikdesktop.transfer.foreign;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a table as Python's csv module writes it: RFC 4180. */
final class CsvRows implements AutoCloseable {
  /** Of a row in all its cells. */
  private static final int MOST_CHARACTERS = 100 << 20;

  private final Reader in;
  private int next;
  private long line = 1;

  CsvRows(Reader in) throws IOException {
    this.in = new BufferedReader(in);
    this.next = this.in.read();
    if (next == '\uFEFF') {
      advance();
    }
  }

  /** The line at which the next row begins, from 1 on. */
  long line() {
    return line;
  }

  /**
   * The cells of the next row, null behind the last.
   *
   * @throws IOException when it ends within quotes or is too long
   */
  @Nullable List<String> next() throws IOException {
    if (next < 0) {
      return null;
    }
    List<String> cells = new ArrayList<>();
    long characters = 0;
    while (true) {
      String cell = cell();
      cells.add(cell);
      characters += cell.length();
      if (characters > MOST_CHARACTERS) {
        throw tooLong();
      }
      if (next == ',') {
        advance();
        continue;
      }
      if (next == '\r') {
        advance();
      }
      if (next == '\n') {
        advance();
      }
      return cells;
    }
  }

  private String cell() throws IOException {
    StringBuilder cell = new StringBuilder();
    boolean isQuoted = next == '"';
    if (isQuoted) {
      advance();
    }
    while (true) {
      if (isQuoted && next == '"') {
        advance();
        if (next != '"') {
          isQuoted = false;
          continue;
        }
      } else if (!isQuoted && (next == ',' || next == '\r' || next == '\n' || next < 0)) {
        return cell.toString();
      } else if (next < 0) {
        throw new IOException("it ends in the middle of a cell: it was cut short");
      }
      if (cell.length() == MOST_CHARACTERS) {
        throw tooLong();
      }
      cell.append((char) next);
      advance();
    }
  }

  private void advance() throws IOException {
    if (next == '\n') {
      line++;
    }
    next = in.read();
  }

  private static IOException tooLong() {
    return new IOException("a row has more than %d characters".formatted(MOST_CHARACTERS));
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
