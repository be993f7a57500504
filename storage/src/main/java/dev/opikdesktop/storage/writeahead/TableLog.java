package dev.opikdesktop.storage.writeahead;

import dev.opikdesktop.storage.StorageException;
import dev.opikdesktop.storage.StorageException.Kind;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.Backlog;
import dev.opikdesktop.storage.analytics.RowsWriter;
import dev.opikdesktop.storage.observation.Observation;
import dev.opikdesktop.storage.writeahead.LogFiles.Full;
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
 * The inserts into one table. Whoever comes while none is under way inserts at once. Whoever comes
 * while one is has its rows written to a file instead, which is soon done, and goes on; the next
 * insert takes them all. When rows come faster than one insert after the other takes them, two
 * files are inserted side by side, whose rows come into the store in their order all the same.
 */
final class TableLog {
  private static final Logger LOG = LoggerFactory.getLogger(TableLog.class);

  /** How the names of the files end. */
  static final String SUFFIX = ".log";

  /** Bytes in the file at which writers wait for the insert that is under way. */
  private static final long FULL = 32L << 20;

  /** Bytes in the file that are inserted without waiting for more. */
  private static final long ENOUGH = 16L << 20;

  /** The same for an insert beside another, if somebody waits for the rows. */
  private static final long ENOUGH_IF_AWAITED = 4L << 20;

  /** Files that are inserted at a time: an insert alone keeps one processor busy. */
  private static final int SIDE_BY_SIDE = 2;

  /** How long an insert waits for more rows if nobody waits for it. */
  private static final Duration GATHERING = Duration.ofSeconds(1);

  /** How long anybody waits. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** How long somebody waits who knows that the last attempt failed. */
  private static final Duration PATIENCE_AFTER_FAILURE = Duration.ofSeconds(5);

  /** Those who wait look at the clock so often, beside being told. */
  private static final long BETWEEN_LOOKS = Duration.ofMillis(500).toNanos();

  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final Analytics store;
  private final String table;
  private final List<String> columns;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final LogFiles files;

  /** Whether a writer inserts its rows itself. */
  private boolean insertingAtOnce;

  /** How many threads insert files, and whether one of them waits for more rows. */
  private int emptiers;

  private boolean gathering;
  private int waiting;
  private boolean closed;

  /** Why the last attempt to insert the oldest file failed. */
  private volatile @Nullable StorageException failure;

  TableLog(Analytics store, Path folder, String table, List<String> columns) throws IOException {
    this.store = store;
    this.table = table;
    this.columns = List.copyOf(columns);
    this.files = LogFiles.create(store, folder, table, this.columns, SIDE_BY_SIDE);
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
    if (files.isEmpty()) {
      return;
    }
    lock.lock();
    try {
      long begun = System.nanoTime();
      if (!files.isEmpty() && begun - files.oldest() >= age.toNanos()) {
        long last = files.written();
        Observation.current().whole("await inserts " + table, () -> await(last, begun));
      }
    } finally {
      lock.unlock();
    }
  }

  /** Whether the last attempt to insert what was acknowledged failed. */
  boolean isFailing() {
    return failure != null;
  }

  Backlog backlog() {
    lock.lock();
    try {
      return new Backlog(table, files.bytesWaiting(), files.filesWaiting(), isFailing());
    } finally {
      lock.unlock();
    }
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
      while ((emptiers > 0 || insertingAtOnce) && deadline - System.nanoTime() > 0) {
        changed.awaitNanos(deadline - System.nanoTime());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      if (!files.isEmpty()) {
        LOG.warn("Some rows of {} are inserted at the next start", table);
      }
      closeFiles();
      lock.unlock();
    }
  }

  private void closeFiles() {
    try {
      files.close();
    } catch (IOException e) {
      LOG.warn("The write-ahead log of {} was not closed: {}", table, e.getMessage());
    }
  }

  private void await(long last, long begun) {
    waiting++;
    try {
      changed.signalAll();
      while (files.inserted() < last) {
        startEmptying();
        long waited = System.nanoTime() - begun;
        StorageException reason = failure;
        if (reason != null && reason.kind() == Kind.FULL) {
          return;
        }
        if (reason != null && waited > PATIENCE_AFTER_FAILURE.toNanos()) {
          throw new StorageException(reason.kind(), String.valueOf(reason.getMessage()), reason);
        }
        if (waited > PATIENCE.toNanos() || (closed && emptiers == 0)) {
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
      if (insertingAtOnce || !files.isEmpty() || closed) {
        return false;
      }
      insertingAtOnce = true;
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void endInsert() {
    lock.lock();
    try {
      insertingAtOnce = false;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void write(RowsWriter rows) {
    Observation.current().with("opik_desktop.write_ahead", "true");
    lock.lock();
    try {
      awaitRoom();
      files.append(rows);
      startEmptying();
      if (files.bytesFilling() >= ENOUGH) {
        changed.signalAll();
      }
    } catch (IOException e) {
      throw new StorageException(
          Kind.FULL, "The write-ahead log " + files.pathFilling() + " cannot be written: " + e, e);
    } finally {
      lock.unlock();
    }
  }

  private void awaitRoom() {
    long begun = System.nanoTime();
    StorageException reason = failure;
    while (files.bytesFilling() >= FULL
        && !closed
        && (reason == null || reason.kind() != Kind.FULL)) {
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
    if (closed || files.isEmpty()) {
      return;
    }
    boolean another = emptiers < SIDE_BY_SIDE && !gathering && failure == null && isWorthAnother();
    if (emptiers == 0 || another) {
      Thread.ofVirtual().name("write-ahead " + table).start(this::empty);
      emptiers++;
    }
  }

  /** Whether there are rows enough for an insert beside the one that is under way. */
  private boolean isWorthAnother() {
    return files.bytesFilling() >= worthAnother();
  }

  private long worthAnother() {
    return waiting > 0 ? ENOUGH_IF_AWAITED : ENOUGH;
  }

  /** Inserts file after file until there is nothing left, or another thread sees to the rest. */
  private void empty() {
    lock.lock();
    try {
      Duration pause = SHORTEST_PAUSE;
      for (Full next = next(); next != null; next = next()) {
        StorageException refusal = insert(next);
        if (refusal == null) {
          pause = SHORTEST_PAUSE;
        } else if (closed || !files.isFirst(next)) {
          // Whoever has the oldest file goes on with this one.
          return;
        } else {
          pause(pause);
          pause = min(pause.multipliedBy(2), LONGEST_PAUSE);
        }
      }
    } finally {
      emptiers--;
      changed.signalAll();
      lock.unlock();
    }
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** Returns when there is a file to insert and no writer inserts; null if there is none. */
  private @Nullable Full next() {
    if (gathering || files.isEmpty()) {
      return null;
    }
    boolean isAlone = !files.anyFull();
    if (isAlone) {
      gather();
    }
    Full next = files.take(isAlone ? 0 : worthAnother());
    while (next != null && insertingAtOnce) {
      changed.awaitUninterruptibly();
    }
    return next;
  }

  private void gather() {
    long left = GATHERING.toNanos();
    gathering = true;
    try {
      while (waiting == 0 && files.bytesFilling() < ENOUGH && left > 0 && !closed) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      gathering = false;
    }
  }

  /** Called and left with the lock held; gives it up during the insert. */
  private @Nullable StorageException insert(Full file) {
    changed.signalAll();
    lock.unlock();
    StorageException refusal;
    Observation group =
        file.later().begin("group insert").with("opik_desktop.group.bytes", file.insert().bytes());
    try {
      refusal = group.during(() -> attempt(file));
      if (refusal != null) {
        group.failed(refusal);
      }
    } finally {
      group.end();
      lock.lock();
      files.giveBack(file);
      changed.signalAll();
    }
    if (refusal == null) {
      if (failure != null) {
        LOG.info("Acknowledged rows of {} are inserted", table);
      }
      store.insertCounts().addGroup(table, files.insertsIn(file));
      files.done(file);
      failure = null;
    } else if (files.isFirst(file)) {
      if (failure == null) {
        LOG.warn("Acknowledged rows of {} wait to be inserted: {}", table, refusal.getMessage());
      }
      failure = refusal;
    }
    return refusal;
  }

  private @Nullable StorageException attempt(Full file) {
    try {
      file.insert().insert(() -> awaitTurn(file));
      return null;
    } catch (StorageException refusal) {
      return refusal;
    } catch (IOException | RuntimeException | Error defect) {
      // Whatever it was, the rows are there and those who wait for them have to hear of it.
      return new StorageException(Kind.INTERNAL, String.valueOf(defect), defect);
    }
  }

  /**
   * Returns when the rows that were written before those of a file are in the store. Of two rows
   * with the same key and the same version the later one counts, so they have to come in order.
   */
  private void awaitTurn(Full file) {
    lock.lock();
    try {
      while (!files.isFirst(file)) {
        if (!files.isFirstUnderWay()) {
          throw new LostTurnException();
        }
        changed.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
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
