package dev.opikdesktop.storage.analytics;

import java.io.IOException;

/** Makes one value of one row, reading its columns in the order of the SELECT. */
@FunctionalInterface
public interface RowReader<T> {
  T read(RowBinaryReader row) throws IOException;
}
