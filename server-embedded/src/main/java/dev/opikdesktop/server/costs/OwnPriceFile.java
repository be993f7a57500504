package dev.opikdesktop.server.costs;

import dev.opikdesktop.server.http.ApiException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Changes rows of the user's file of prices. Whatever else stands in it stays as it is: remarks,
 * other columns, lines that cannot be understood.
 */
final class OwnPriceFile {
  private static final String BEGIN =
      "# Prices of your own, in US dollars a token. A row wins over the list inside Opik Desktop.";

  private final Path file;

  OwnPriceFile(Path file) {
    this.file = file;
  }

  /** Puts a row in, in place of those of the same key. */
  void put(PriceDraft.Write price) {
    List<String> lines = lines();
    int header = header(lines);
    if (header < 0) {
      header = lines.size() + (lines.isEmpty() ? 1 : 0);
      if (lines.isEmpty()) {
        lines.add(BEGIN);
      }
      lines.add(PriceColumns.MODEL + '\t' + PriceColumns.PROVIDER);
    }
    PriceColumns columns = withAll(lines, header, price.rates());
    String key = PriceTable.key(PriceTable.provider(price.provider()), price.model());
    List<Integer> places = places(lines, header, columns, key);
    String[] cells = new String[columns.places().size()];
    Arrays.fill(cells, "");
    if (!places.isEmpty()) {
      // The last one of a key is the one that counts.
      String[] there = lines.get(places.getLast()).split("\t", -1);
      System.arraycopy(there, 0, cells, 0, Math.min(there.length, cells.length));
    }
    set(cells, columns, PriceColumns.MODEL, price.model());
    set(cells, columns, PriceColumns.PROVIDER, price.provider());
    price
        .rates()
        .forEach(
            (column, dollars) ->
                set(cells, columns, column, dollars == null ? "" : dollars.toPlainString()));
    String line = String.join("\t", cells);
    if (places.isEmpty()) {
      lines.add(line);
    } else {
      lines.set(places.getLast(), line);
      places.subList(0, places.size() - 1).reversed().forEach(place -> lines.remove((int) place));
    }
    write(lines);
  }

  /** Takes all rows of a key out; false if there is none. */
  boolean remove(String key) {
    List<String> lines = lines();
    int header = header(lines);
    if (header < 0) {
      return false;
    }
    List<Integer> places = places(lines, header, PriceColumns.of(lines.get(header)), key);
    if (places.isEmpty()) {
      return false;
    }
    places.reversed().forEach(place -> lines.remove((int) place));
    write(lines);
    return true;
  }

  private static void set(String[] cells, PriceColumns columns, String column, String text) {
    Integer place = columns.place(column);
    if (place != null) {
      cells[place] = text;
    }
  }

  /** The columns, after those that are missing were added to the line that names them. */
  private static PriceColumns withAll(
      List<String> lines, int header, Map<String, @Nullable BigDecimal> rates) {
    PriceColumns columns = PriceColumns.of(lines.get(header));
    StringBuilder names = new StringBuilder(lines.get(header));
    for (String column : rates.keySet()) {
      if (columns.place(column) == null) {
        names.append('\t').append(column);
      }
    }
    lines.set(header, names.toString());
    return PriceColumns.of(names.toString());
  }

  private static List<Integer> places(
      List<String> lines, int header, PriceColumns columns, String key) {
    List<Integer> places = new ArrayList<>();
    for (int i = header + 1; i < lines.size(); i++) {
      if (!isRemark(lines.get(i))
          && OwnPrices.key(new PriceRow(columns, lines.get(i))).equals(key)) {
        places.add(i);
      }
    }
    return places;
  }

  /**
   * The line that names the columns; -1 in a file without any.
   *
   * @throws ApiException 409 if that line names no models
   */
  private int header(List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      if (!isRemark(lines.get(i))) {
        PriceColumns columns = PriceColumns.of(lines.get(i));
        if (columns.place(PriceColumns.MODEL) == null
            || columns.place(PriceColumns.PROVIDER) == null) {
          throw ApiException.conflict(
              "%s, line %d has to name the columns, 'model' and 'provider' among them; mend it first"
                  .formatted(file, i + 1));
        }
        return i;
      }
    }
    return -1;
  }

  private static boolean isRemark(String line) {
    return line.isBlank() || line.startsWith("#");
  }

  private List<String> lines() {
    try {
      List<String> lines =
          Files.exists(file) ? new ArrayList<>(Files.readAllLines(file)) : new ArrayList<>();
      if (!lines.isEmpty() && lines.getFirst().startsWith("\uFEFF")) {
        lines.set(0, lines.getFirst().substring(1));
      }
      return lines;
    } catch (IOException e) {
      throw ApiException.conflict(file + " cannot be read: " + e.getMessage());
    }
  }

  private void write(List<String> lines) {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.write(fresh, lines);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
