package dev.opikdesktop.storage.engine.child;

/**
 * What one statement read and wrote.
 *
 * @param readRows rows read from tables
 * @param readBytes bytes read from tables, uncompressed
 * @param writtenRows rows written, those of materialized views included
 * @param writtenBytes bytes written, uncompressed
 * @param resultRows rows of the result
 */
record Counters(
    long readRows, long readBytes, long writtenRows, long writtenBytes, long resultRows) {
  static final Counters NONE = new Counters(0, 0, 0, 0, 0);

  Counters plus(Counters other) {
    return new Counters(
        readRows + other.readRows,
        readBytes + other.readBytes,
        writtenRows + other.writtenRows,
        writtenBytes + other.writtenBytes,
        resultRows + other.resultRows);
  }
}
