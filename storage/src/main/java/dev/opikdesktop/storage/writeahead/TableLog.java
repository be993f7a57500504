package dev.opikdesktop.storage.writeahead;

import dev.opikdesktop.storage.StorageException;
import dev.opikdesktop.storage.StorageException.Kind;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.RowsWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The inserts into one table, one at a time. Whoever comes while none is under way inserts at once.
 * Whoever comes while one is has its rows written to a file instead, which is soon done, and goes
 * on; the next insert takes them all. There are two files: one takes rows while the other's are
 * inserted.
 */
final class TableLog {
  private static final Logger LOG = LoggerFactory.getLogger(TableLog.class);

  /** How the names of the files end. */
  static final String SUFFIX = ".log";

  /** Bytes in the file at which writers wait for the insert that is under way. */
  private static final long FULL = 32L << 20;

  /** Bytes in the file that are inserted without waiting for more. */
  private static final long ENOUGH = 16L << 20;

  /** How long an insert waits for more rows if nobody waits for it. */
  private static final Duration GATHERING = Duration.ofMillis(300);

  /** How long anybody waits. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** How long somebody waits who knows that the last attempt failed. */
  private static final Duration PATIENCE_AFTER_FAILURE = Duration.ofSeconds(5);

  /** Those who wait look at the clock so often, beside being told. */
  private static final long BETWEEN_LOOKS = Duration.ofMillis(500).toNanos();

  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final Analytics store;
  private final FileInsert fileInsert;
  private final String table;
  private final List<String> columns;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private LogFile filling;
  private LogFile spare;

  /** The file whose rows are inserted now, or have to be next. */
  private @Nullable LogFile pending;

  private long pendingUpTo;

  /** Whether an insert is under way, of a writer itself or of a file. */
  private boolean inserting;

  private boolean emptying;
  private int waiting;
  private boolean closed;

  /** How many inserts were written to the files, and up to which of them they are in the store. */
  private volatile long written;

  private volatile long inserted;

  /** When the first rows were written to the file that takes them now, and those not inserted. */
  private long fillingSince;

  private long oldest;

  /** Why the last attempt to insert a file failed. */
  private volatile @Nullable StorageException failure;

  TableLog(Analytics store, Path folder, String table, List<String> columns) throws IOException {
    this.store = store;
    this.table = table;
    this.columns = List.copyOf(columns);
    this.fileInsert = new FileInsert(store, folder);
    this.filling = LogFile.create(folder.resolve(table + "-0" + SUFFIX), table, columns);
    try {
      this.spare = LogFile.create(folder.resolve(table + "-1" + SUFFIX), table, columns);
    } catch (IOException e) {
      filling.close();
      throw e;
    }
  }

  /** Returns when the rows are durable, and inserted before any query that asks for them. */
  void insert(List<String> rowColumns, RowsWriter rows) {
    if (!rowColumns.equals(columns)) {
      throw new StorageException(
          Kind.INTERNAL, "All rows of " + table + " must have the same columns");
    }
    if (mayInsertAtOnce()) {
      try {
        store.insert(table, columns, rows);
      } finally {
        endInsert();
      }
    } else {
      write(rows);
    }
  }

  /**
   * Returns when all rows are in the store that were acknowledged longer ago than the given time;
   * at once when the store has no room for them, so that what it has can still be seen.
   *
   * @throws StorageException of kind UNAVAILABLE if the store is away; the rows are kept
   */
  void awaitInserts(Duration age) {
    if (inserted == written) {
      return;
    }
    lock.lock();
    try {
      long last = written;
      long begun = System.nanoTime();
      if (inserted < last && begun - oldest >= age.toNanos()) {
        await(last, begun);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Whether the last attempt to insert what was acknowledged failed. */
  boolean isFailing() {
    return failure != null;
  }

  /** Takes no more rows from now on, and inserts what there is. */
  void end() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Closes the files when their rows are inserted, or at a time of {@link System#nanoTime}. */
  void close(long deadline) {
    end();
    lock.lock();
    try {
      while ((emptying || inserting) && deadline - System.nanoTime() > 0) {
        changed.awaitNanos(deadline - System.nanoTime());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      if (inserted < written) {
        LOG.warn("Some rows of {} are inserted at the next start", table);
      }
      closeFiles();
      lock.unlock();
    }
  }

  private void closeFiles() {
    try (LogFile one = filling;
        LogFile other = spare) {
      LOG.debug("Closing {} and {}", one.path(), other.path());
    } catch (IOException e) {
      LOG.warn("The write-ahead log of {} was not closed: {}", table, e.getMessage());
    }
  }

  private void await(long last, long begun) {
    waiting++;
    try {
      changed.signalAll();
      while (inserted < last) {
        startEmptying();
        long waited = System.nanoTime() - begun;
        StorageException reason = failure;
        if (reason != null && reason.kind() == Kind.FULL) {
          return;
        }
        if (reason != null && waited > PATIENCE_AFTER_FAILURE.toNanos()) {
          throw new StorageException(reason.kind(), String.valueOf(reason.getMessage()), reason);
        }
        if (waited > PATIENCE.toNanos() || (closed && !emptying)) {
          throw new StorageException(Kind.UNAVAILABLE, "Rows of " + table + " wait to be inserted");
        }
        changed.awaitNanos(BETWEEN_LOOKS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageException(Kind.UNAVAILABLE, "Interrupted while rows are inserted", e);
    } finally {
      waiting--;
    }
  }

  private boolean mayInsertAtOnce() {
    lock.lock();
    try {
      if (inserting || inserted < written || closed) {
        return false;
      }
      inserting = true;
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void endInsert() {
    lock.lock();
    try {
      inserting = false;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void write(RowsWriter rows) {
    lock.lock();
    try {
      awaitRoom();
      if (filling.size() == 0) {
        fillingSince = System.nanoTime();
      }
      filling.append(rows);
      if (inserted == written) {
        oldest = fillingSince;
      }
      written++;
      startEmptying();
      if (filling.size() >= ENOUGH) {
        changed.signalAll();
      }
    } catch (IOException e) {
      throw new StorageException(
          Kind.FULL, "The write-ahead log " + filling.path() + " cannot be written: " + e, e);
    } finally {
      lock.unlock();
    }
  }

  private void awaitRoom() {
    long begun = System.nanoTime();
    StorageException reason = failure;
    while (filling.size() >= FULL && !closed && (reason == null || reason.kind() != Kind.FULL)) {
      long waited = System.nanoTime() - begun;
      if (waited > (reason == null ? PATIENCE : PATIENCE_AFTER_FAILURE).toNanos()) {
        throw new StorageException(
            Kind.UNAVAILABLE, "The analytics store does not take rows as fast as they come");
      }
      try {
        changed.awaitNanos(BETWEEN_LOOKS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StorageException(Kind.UNAVAILABLE, "Interrupted while waiting to insert", e);
      }
      reason = failure;
    }
    if (reason != null && reason.kind() == Kind.FULL) {
      throw new StorageException(Kind.FULL, String.valueOf(reason.getMessage()), reason);
    }
    if (closed) {
      throw new StorageException(Kind.UNAVAILABLE, "The analytics store is closed.");
    }
  }

  /** To be called with the lock held. */
  private void startEmptying() {
    if (!emptying && !closed && inserted < written) {
      Thread.ofVirtual().name("write-ahead " + table).start(this::empty);
      emptying = true;
    }
  }

  /** Inserts file after file until there is nothing left. */
  private void empty() {
    lock.lock();
    try {
      Duration pause = SHORTEST_PAUSE;
      while (inserted < written) {
        takeFile();
        failure = insertPending();
        changed.signalAll();
        if (failure == null) {
          pause = SHORTEST_PAUSE;
        } else if (closed) {
          return;
        } else {
          pause(pause);
          pause = min(pause.multipliedBy(2), LONGEST_PAUSE);
        }
      }
    } finally {
      emptying = false;
      changed.signalAll();
      lock.unlock();
    }
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** Returns when there is a pending file and no insert. */
  private void takeFile() {
    if (pending == null) {
      gather();
      LogFile full = filling;
      pending = full;
      pendingUpTo = written;
      filling = spare;
      spare = full;
    }
    while (inserting) {
      changed.awaitUninterruptibly();
    }
  }

  private void gather() {
    long left = GATHERING.toNanos();
    try {
      while (waiting == 0 && filling.size() < ENOUGH && left > 0 && !closed) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Called and left with the lock held; gives it up during the insert. */
  private @Nullable StorageException insertPending() {
    LogFile file = pending;
    if (file == null) {
      return null;
    }
    inserting = true;
    changed.signalAll();
    lock.unlock();
    StorageException refusal;
    try {
      refusal = attempt(file);
    } finally {
      lock.lock();
      inserting = false;
    }
    if (refusal == null) {
      if (failure != null) {
        LOG.info("Acknowledged rows of {} are inserted", table);
      }
      pending = null;
      inserted = pendingUpTo;
      oldest = fillingSince;
    } else if (failure == null) {
      LOG.warn("Acknowledged rows of {} wait to be inserted: {}", table, refusal.getMessage());
    }
    return refusal;
  }

  private @Nullable StorageException attempt(LogFile file) {
    try {
      fileInsert.insert(file, table, columns);
      return null;
    } catch (StorageException refusal) {
      return refusal;
    } catch (IOException | RuntimeException | Error defect) {
      // Whatever it was, the rows are there and those who wait for them have to hear of it.
      return new StorageException(Kind.INTERNAL, String.valueOf(defect), defect);
    }
  }

  private void pause(Duration pause) {
    long left = pause.toNanos();
    try {
      while (left > 0 && !closed) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
