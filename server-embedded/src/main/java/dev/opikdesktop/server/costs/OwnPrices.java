package dev.opikdesktop.server.costs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The user's own prices: a file of the same form as the list that comes with the program, whose
 * rows win over it. What cannot be understood is said with its line, and the price from the list
 * stays.
 */
final class OwnPrices {
  static final String FILE_NAME = "model-prices.tsv";

  private static final int MOST_DIGITS = 40;

  private final String file;
  private final Consumer<String> warnings;
  private final Map<String, PriceRow> rows = new HashMap<>();

  private OwnPrices(String file, Consumer<String> warnings) {
    this.file = file;
    this.warnings = warnings;
  }

  /**
   * The rows of the file, by {@link PriceTable#key}; none without a file.
   *
   * @param warnings takes a sentence for everything that is left out
   */
  static Map<String, PriceRow> in(Path file, Consumer<String> warnings) {
    if (!Files.exists(file)) {
      return Map.of();
    }
    try (Reader text = new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8)) {
      return read(file.toString(), text, warnings);
    } catch (IOException e) {
      warnings.accept(file + " cannot be read, the list prices count: " + e.getMessage());
      return Map.of();
    }
  }

  /** See {@link #in}. */
  static Map<String, PriceRow> read(String file, Reader text, Consumer<String> warnings)
      throws IOException {
    OwnPrices own = new OwnPrices(file, warnings);
    own.read(new BufferedReader(text));
    return own.rows;
  }

  private void read(BufferedReader lines) throws IOException {
    PriceColumns columns = null;
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (number == 1 && line.startsWith("\uFEFF")) {
        line = line.substring(1);
      }
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (columns == null) {
        columns = PriceColumns.of(line);
        if (!isHeader(columns, number)) {
          return;
        }
      } else {
        take(new PriceRow(columns, line), number);
      }
    }
  }

  private boolean isHeader(PriceColumns columns, int number) {
    if (columns.place(PriceColumns.MODEL) == null || columns.place(PriceColumns.PROVIDER) == null) {
      warn(
          number,
          "it has to name the columns, 'model' and 'provider' among them, separated by tabs;"
              + " the whole file is left out");
      return false;
    }
    List<String> unknown =
        columns.places().keySet().stream().filter(name -> !PriceColumns.isKnown(name)).toList();
    if (!unknown.isEmpty()) {
      warn(number, "these columns are not known and count for nothing: " + unknown);
    }
    return true;
  }

  private void take(PriceRow row, int number) {
    Optional<String> fault = fault(row);
    if (fault.isPresent()) {
      warn(number, fault.get() + "; the line is left out, the list price stays");
      return;
    }
    rows.put(key(row), row);
  }

  /** Under what a row of the user's is found. */
  static String key(PriceRow row) {
    return PriceTable.key(
        PriceTable.provider(row.cell(PriceColumns.PROVIDER).strip()),
        row.cell(PriceColumns.MODEL).strip());
  }

  private static Optional<String> fault(PriceRow row) {
    for (String column : List.of(PriceColumns.MODEL, PriceColumns.PROVIDER)) {
      if (row.cell(column).isBlank()) {
        return Optional.of("the column '" + column + "' is empty");
      }
    }
    int cells = row.line().split("\t", -1).length;
    int named = row.columns().places().size();
    if (cells > named) {
      return Optional.of("it has %d cells for %d columns".formatted(cells, named));
    }
    return row.columns().places().keySet().stream()
        .filter(PriceColumns::isNumber)
        .filter(column -> !isPrice(row.cell(column).strip()))
        .map(column -> "'%s' is no price (column %s)".formatted(row.cell(column), column))
        .findFirst();
  }

  /** Nothing, or a number of a sensible size that is not negative. */
  static boolean isPrice(String text) {
    if (text.isEmpty()) {
      return true;
    }
    try {
      BigDecimal number = new BigDecimal(text);
      return number.signum() >= 0
          && Math.abs(number.scale()) <= MOST_DIGITS
          && number.precision() <= MOST_DIGITS;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private void warn(int line, String what) {
    warnings.accept("%s, line %d: %s".formatted(file, line, what));
  }
}
