package dev.opikdesktop.desktop.parquet;

/** A column of a file: what it is called, and what its values are. */
public record ParquetColumn(String name, Kind kind) {
  /**
   * What the values of a column are. Any of them may be missing, but for a list, which is empty.
   */
  public enum Kind {
    /** A String. */
    TEXT,
    /** A Long. */
    LONG,
    /** A Double. */
    DOUBLE,
    /** An Instant, which a file keeps to the microsecond. */
    TIME,
    /** A list of Strings. */
    TEXTS
  }
}
