package dev.opikdesktop.storage.analytics;

import java.time.Duration;
import java.util.List;

/**
 * The analytics port: traces, spans and everything that is counted by the million. Both faces speak
 * ClickHouse's HTTP protocol; the local one reaches the engine process, the remote one a server or
 * a cluster, with the same SQL.
 *
 * <p>Guarantees of every implementation:
 *
 * <ul>
 *   <li>An {@link #insert} that returns is durable against {@code kill -9} of any process, and its
 *       rows are visible to every query that starts afterwards through this port.
 *   <li>An insert is all or nothing for one call of at most a million rows of one partition.
 *   <li>A call that finds the store away waits for it a few seconds, and then throws a {@link
 *       dev.opikdesktop.storage.StorageException} of kind UNAVAILABLE. Nothing was written then.
 *   <li>Values reach the store as bound parameters or as binary rows, never as SQL text.
 *   <li>Safe for use by many threads. Calls block; use virtual threads.
 * </ul>
 */
public interface Analytics extends AutoCloseable {
  /** See {@link #querySettled}. */
  Duration SETTLED = Duration.ofSeconds(10);

  /** Runs a statement that answers no rows and is no DELETE: DDL. */
  void execute(Statement statement);

  /**
   * Runs a {@code DELETE FROM}. When it returns, that is durable and no query that starts
   * afterwards sees the rows; an insert that begins afterwards is not concerned. Writers are not
   * held up. The bytes leave the disk with {@link #compact}.
   */
  void delete(Statement statement);

  /** The tables that hold bytes of deleted rows. */
  List<String> tablesToCompact();

  /**
   * Takes the bytes of rows that were deleted before this call off the disk, and returns when they
   * are gone. Takes as long as the parts that held them take to be written anew; reads, inserts and
   * deletes go on meanwhile. One call at a time.
   *
   * @param table one of {@link #tablesToCompact}
   */
  void compact(String table);

  /** Runs a query and returns its rows. For results that fit in memory. */
  <T> List<T> query(Statement statement, RowReader<T> reader);

  /**
   * As {@link #query}, but does not wait for rows that were acknowledged in the last {@link
   * #SETTLED}: for callers who know themselves that those are no concern of theirs.
   */
  default <T> List<T> querySettled(Statement statement, RowReader<T> reader) {
    return query(statement, reader);
  }

  /**
   * Runs a query and hands its rows over one by one as they arrive, holding one network buffer.
   * Returning false ends the query early.
   */
  <T> void stream(Statement statement, RowReader<T> reader, RowConsumer<T> rows);

  /** Inserts rows in ClickHouse's RowBinary form, in the order of the given columns. */
  void insert(String table, List<String> columns, RowsWriter rows);

  /**
   * Whether rows that several callers insert into one table at a time are put together behind this
   * port. Otherwise callers had better do so.
   */
  boolean groupsInserts();

  /** Whether anybody but this process may write to the store. */
  default boolean hasOtherWriters() {
    return true;
  }

  /**
   * How many inserts into a table have ended since this process has the store open. What a
   * statement does not find between two equal numbers is not there as long as the number stays,
   * unless {@link #hasOtherWriters}.
   */
  default long insertsInto(String table) {
    return 0;
  }

  /** What was inserted through this port; nothing is known of a port that does not count. */
  default InsertCounts insertCounts() {
    return new InsertCounts();
  }

  /** What waits to come into the store, a line for each table that has such files. */
  default List<Backlog> backlogs() {
    return List.of();
  }

  /** Whether the store answers now. Never blocks for more than about a second. */
  boolean isReady();

  @Override
  void close();

  /** Takes rows of a stream. */
  @FunctionalInterface
  interface RowConsumer<T> {
    /** Returns whether the next row is wanted. */
    boolean accept(T row);
  }
}
