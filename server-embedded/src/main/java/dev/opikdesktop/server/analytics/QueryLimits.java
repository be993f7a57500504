package dev.opikdesktop.server.analytics;

import dev.opikdesktop.storage.analytics.Statement;
import java.time.Duration;
import java.util.Locale;

/**
 * What one query of a client may take. Beyond it the engine ends the query with an error.
 *
 * @param time of its run
 * @param readRows that it may read from tables
 * @param readBytes the same in bytes, uncompressed
 * @param memoryBytes at a time
 * @param diskBytes of what it puts aside for want of memory
 * @param resultRows of its answer
 * @param resultBytes the same in bytes
 */
record QueryLimits(
    Duration time,
    long readRows,
    long readBytes,
    long memoryBytes,
    long diskBytes,
    long resultRows,
    long resultBytes) {
  private static final Duration GRACE = Duration.ofSeconds(5);

  static final QueryLimits DEFAULT =
      new QueryLimits(
          Duration.ofSeconds(30), 100_000_000, 20L << 30, 512L << 20, 1L << 30, 10_000, 32L << 20);

  Statement limit(Statement statement) {
    return statement
        .setting("max_execution_time", String.valueOf(time.toSeconds()))
        .setting("max_rows_to_read", String.valueOf(readRows))
        .setting("max_bytes_to_read", String.valueOf(readBytes))
        .setting("max_memory_usage", String.valueOf(memoryBytes))
        .setting("max_temporary_data_on_disk_size_for_query", String.valueOf(diskBytes))
        .setting("max_result_rows", String.valueOf(resultRows))
        .setting("max_result_bytes", String.valueOf(resultBytes));
  }

  /**
   * After which a query is given up. The engine looks at the time between blocks of rows only, and
   * one call of a function over one block can take longer.
   */
  Duration patience() {
    return time.plus(GRACE);
  }

  String exceededTime() {
    return "The query took longer than " + time.toSeconds() + " seconds";
  }

  String exceededReads() {
    return String.format(
        Locale.ROOT,
        "The query would read more than %,d rows or %d GiB: narrow it down, to a time for example",
        readRows,
        readBytes >> 30);
  }

  String exceededMemory() {
    return "The query needs more than " + (memoryBytes >> 20) + " MiB of memory";
  }

  String exceededResult() {
    return String.format(
        Locale.ROOT,
        "The answer has more than %,d rows or %d MiB: aggregate, or set a LIMIT",
        resultRows,
        resultBytes >> 20);
  }
}
