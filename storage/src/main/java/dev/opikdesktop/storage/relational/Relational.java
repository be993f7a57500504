package dev.opikdesktop.storage.relational;

import dev.opikdesktop.storage.StorageException;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/**
 * The relational port: projects, datasets, prompts and everything else that is counted by the
 * thousand and changed in place. The local face is an H2 file in MySQL mode, the remote one a MySQL
 * or MariaDB server; the SQL is the same, so it keeps to what both understand.
 *
 * <p>Guarantees of every implementation:
 *
 * <ul>
 *   <li>A call that returns has committed, and what it committed survives {@code kill -9}.
 *   <li>A violated unique key is a {@link StorageException} of kind DUPLICATE, an unreachable or
 *       overloaded database one of kind UNAVAILABLE, bad SQL or a value that does not fit its
 *       column one of kind INVALID. A {@code RuntimeException} thrown by the work itself passes
 *       unchanged.
 *   <li>Transactions are READ COMMITTED: no uncommitted row of another is seen.
 *   <li>Names compare without regard to case, as in MySQL: columns of text are case-insensitive
 *       unless the schema says otherwise.
 *   <li>{@link java.util.UUID} is bound and read as {@code CHAR(36)}, and {@link java.time.Instant}
 *       as {@code DATETIME(6)} in UTC, cut to microseconds, by the handles that are lent here.
 *   <li>Safe for use by many threads. Calls block; use virtual threads.
 * </ul>
 */
public interface Relational extends AutoCloseable {
  /** Runs work on one pooled connection; each statement commits by itself. */
  <T> T withHandle(Work<T> work);

  /**
   * Runs work in one transaction, which commits when the work returns and rolls back when it
   * throws. A transaction that the database ends to break a deadlock is run again, so the work must
   * not change anything outside the database.
   */
  <T> T inTransaction(Work<T> work);

  /** {@link #withHandle} for work without a result. */
  default void useHandle(Consumer<Handle> work) {
    withHandle(
        handle -> {
          work.accept(handle);
          return true;
        });
  }

  /** {@link #inTransaction} for work without a result. */
  default void useTransaction(Consumer<Handle> work) {
    inTransaction(
        handle -> {
          work.accept(handle);
          return true;
        });
  }

  /** Whether the database answers now. Never blocks for more than about a second. */
  boolean isReady();

  @Override
  void close();

  /** What is done with a connection while it is lent. The handle must not be kept. */
  @FunctionalInterface
  interface Work<T> {
    T run(Handle handle);
  }
}
