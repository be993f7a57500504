package dev.opikdesktop.storage.writeahead;

import dev.opikdesktop.storage.StorageException;
import dev.opikdesktop.storage.StorageException.Kind;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.RowsWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
final class TableLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TableLog.class);

  /** How the names of the files end. */
  static final String SUFFIX = ".log";

  /** Bytes in the file at which writers wait for the insert that is under way. */
  private static final long FULL = 32L << 20;

  /** Bytes in the file that are inserted without waiting for more. */
  private static final long ENOUGH = 16L << 20;

  /** How long an insert waits for more rows if nobody waits for it. */
  private static final Duration GATHERING = Duration.ofMillis(300);

  /** How long a writer waits for room. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** How long closing waits for the last insert. What is not inserted then is at the next start. */
  private static final Duration LAST_INSERT = Duration.ofSeconds(5);

  private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(200);

  private final Analytics store;
  private final String table;
  private final List<String> columns;
  private final Path folder;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private LogFile filling;
  private LogFile other;

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
  private @Nullable StorageException failure;

  private long failures;

  TableLog(Analytics store, Path folder, String table, List<String> columns) throws IOException {
    this.store = store;
    this.folder = folder;
    this.table = table;
    this.columns = List.copyOf(columns);
    this.filling = LogFile.create(folder.resolve(table + "-0" + SUFFIX), table, columns);
    this.other = LogFile.create(folder.resolve(table + "-1" + SUFFIX), table, columns);
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
   * Returns when all rows are in the store that were acknowledged longer ago than the given time.
   *
   * @throws StorageException of kind UNAVAILABLE if the store is away; the rows are kept
   */
  void awaitInserts(Duration age) {
    if (inserted == written) {
      return;
    }
    lock.lock();
    try {
      if (System.nanoTime() - oldest < age.toNanos()) {
        return;
      }
      long last = written;
      long failuresBefore = failures;
      waiting++;
      changed.signalAll();
      try {
        while (inserted < last) {
          if (failures > failuresBefore && failure != null) {
            throw new StorageException(
                failure.kind(), String.valueOf(failure.getMessage()), failure);
          }
          changed.awaitUninterruptibly();
        }
      } finally {
        waiting--;
      }
    } finally {
      lock.unlock();
    }
  }

  /** Inserts what is left, if the store is there. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      waiting++;
      changed.signalAll();
      long left = LAST_INSERT.toNanos();
      while ((emptying || inserting) && left > 0) {
        left = changed.awaitNanos(left);
      }
      if (inserted < written) {
        LOG.warn("Rows of {} are kept in {} until the next start", table, folder);
      }
      filling.close();
      other.close();
    } catch (IOException e) {
      LOG.warn("The write-ahead log of {} was not closed: {}", table, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
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
      if (!emptying) {
        emptying = true;
        Thread.ofVirtual().name("write-ahead " + table).start(this::empty);
      } else if (filling.size() >= ENOUGH) {
        changed.signalAll();
      }
    } catch (IOException e) {
      throw new StorageException(
          Kind.INTERNAL, "The write-ahead log in " + folder + " cannot be written: " + e, e);
    } finally {
      lock.unlock();
    }
  }

  private void awaitRoom() {
    long left = PATIENCE.toNanos();
    long failuresBefore = failures;
    while (filling.size() >= FULL && !closed) {
      if (left <= 0 || failures > failuresBefore) {
        throw new StorageException(
            Kind.UNAVAILABLE, "The analytics store does not take rows as fast as they come");
      }
      try {
        left = changed.awaitNanos(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StorageException(Kind.UNAVAILABLE, "Interrupted while waiting to insert", e);
      }
    }
    if (closed) {
      throw new StorageException(Kind.UNAVAILABLE, "The analytics store is closed.");
    }
  }

  /** Inserts file after file until there is nothing left. */
  private void empty() {
    lock.lock();
    try {
      boolean going = true;
      while (going && inserted < written) {
        gather();
        while (inserting) {
          changed.awaitUninterruptibly();
        }
        going = insertFile();
      }
    } finally {
      emptying = false;
      changed.signalAll();
      lock.unlock();
    }
  }

  private void gather() {
    long left = GATHERING.toNanos();
    try {
      while (waiting == 0 && filling.size() < ENOUGH && left > 0) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Called and left with the lock held; gives it up during the insert.
   *
   * @return whether the file is done with; otherwise it is kept for the next start
   */
  private boolean insertFile() {
    LogFile full = filling;
    filling = other;
    other = full;
    long last = written;
    inserting = true;
    changed.signalAll();
    boolean done = false;
    while (!done) {
      lock.unlock();
      StorageException refusal;
      try {
        refusal = insert(full);
      } finally {
        lock.lock();
      }
      if (refusal == null || refusal.kind() == Kind.INVALID) {
        done = true;
      } else {
        failed(refusal);
        if (closed) {
          break;
        }
      }
    }
    inserting = false;
    if (done) {
      failure = null;
      inserted = last;
      oldest = fillingSince;
    }
    changed.signalAll();
    return done;
  }

  private void failed(StorageException reason) {
    if (failure == null) {
      LOG.warn("Acknowledged rows of {} wait to be inserted: {}", table, reason.getMessage());
    }
    failure = reason;
    failures++;
    changed.signalAll();
    long left = BETWEEN_ATTEMPTS.toNanos();
    try {
      while (left > 0 && !closed) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Inserts a file's rows and forgets them. */
  private @Nullable StorageException insert(LogFile file) {
    try {
      try {
        store.insert(table, columns, file.rows());
      } catch (StorageException refusal) {
        if (refusal.kind() == Kind.INVALID) {
          Path kept =
              file.copyTo(folder.resolve("refused-" + table + "-" + Instant.now().toEpochMilli()));
          LOG.error("The store refuses rows, which are kept in {}: {}", kept, refusal.getMessage());
          file.clear();
        }
        return refusal;
      }
      file.clear();
      return null;
    } catch (IOException e) {
      return new StorageException(
          Kind.INTERNAL, "The write-ahead log in " + folder + " cannot be read: " + e, e);
    } catch (RuntimeException defect) {
      return new StorageException(Kind.INTERNAL, String.valueOf(defect.getMessage()), defect);
    }
  }
}
