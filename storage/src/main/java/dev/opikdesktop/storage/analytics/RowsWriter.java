package dev.opikdesktop.storage.analytics;

import java.io.IOException;

/** Writes rows. Called once per attempt, so it must give the same rows each time. */
@FunctionalInterface
public interface RowsWriter {
  void writeTo(RowBinaryWriter rows) throws IOException;
}
