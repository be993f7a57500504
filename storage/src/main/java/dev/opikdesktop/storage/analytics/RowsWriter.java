package dev.opikdesktop.storage.analytics;

import java.io.IOException;

/** Writes rows. Called once per attempt, so it must give the same rows each time. */
@FunctionalInterface
public interface RowsWriter {
  /** What {@link #count} says if nobody has counted. */
  int UNKNOWN = -1;

  void writeTo(RowBinaryWriter rows) throws IOException;

  /**
   * How many rows it writes, if that is known before. A store that knows which row is the last can
   * do its work when it has that, and need not wait for the end of the insert.
   */
  default int count() {
    return UNKNOWN;
  }
}
