package dev.opikdesktop.server.statistics;

import dev.opikdesktop.storage.analytics.RowBinaryReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * The durations in milliseconds that 50, 90 and 99 of a hundred do not exceed; 0 where nothing has
 * a duration. Between two measured values they lie on the line between those, as in the original.
 */
record Percentiles(double p50, double p90, double p99) {
  /** An Array(Float64), over a column of durations; what has none counts for nothing. */
  static final String SQL = "quantilesExactInclusive(0.5, 0.9, 0.99)(%s)";

  /** Durations are kept to a microsecond; interpolation adds digits that mean nothing. */
  private static final int DIGITS = 9;

  static Percentiles read(RowBinaryReader in) throws IOException {
    List<Double> values = in.list(RowBinaryReader::float64);
    return new Percentiles(rounded(values.get(0)), rounded(values.get(1)), rounded(values.get(2)));
  }

  private static double rounded(double value) {
    return Double.isNaN(value)
        ? 0
        : BigDecimal.valueOf(value).setScale(DIGITS, RoundingMode.HALF_EVEN).doubleValue();
  }
}
