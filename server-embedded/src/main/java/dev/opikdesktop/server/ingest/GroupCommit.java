package dev.opikdesktop.server.ingest;

import dev.opikdesktop.storage.StorageException;
import dev.opikdesktop.storage.StorageException.Kind;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.RowBinaryWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Shares inserts among the writers of one table. An insert costs the engine several milliseconds
 * whether it carries one row or a thousand, so writers that arrive while an insert is under way
 * share the next one. There is no timer: on an idle table a writer inserts at once.
 */
public final class GroupCommit {
  /** A group ends at this many bytes, so that memory and the time of one insert stay bounded. */
  private static final long GROUP_BYTES = 48L << 20;

  private final Analytics analytics;
  private final String table;
  private final List<String> columns;

  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Waiting> queue = new ArrayDeque<>();
  private boolean inserting;

  public GroupCommit(Analytics analytics, String table, List<String> columns) {
    this.analytics = analytics;
    this.table = table;
    this.columns = List.copyOf(columns);
  }

  /**
   * Makes the rows durable and visible, together with those of whoever else is writing.
   *
   * @param rows whole rows in the order of this table's columns; must not change until this returns
   * @throws StorageException if they were not written
   */
  public void commit(RowBinaryWriter rows) {
    if (rows.size() == 0) {
      return;
    }
    Waiting mine = new Waiting(rows, lock.newCondition());
    lock.lock();
    try {
      queue.add(mine);
      while (!mine.done) {
        if (inserting) {
          mine.changed.awaitUninterruptibly();
        } else {
          insertNextGroup();
        }
      }
    } finally {
      lock.unlock();
    }
    if (mine.failure != null) {
      throw new StorageException(
          mine.failure.kind(), String.valueOf(mine.failure.getMessage()), mine.failure);
    }
  }

  /** Called and left with the lock held; gives it up during the insert. */
  private void insertNextGroup() {
    List<Waiting> group = takeGroup();
    inserting = true;
    lock.unlock();
    StorageException failure;
    try {
      failure = insert(group);
    } finally {
      lock.lock();
      inserting = false;
    }
    for (Waiting member : group) {
      member.failure = failure;
      member.done = true;
      member.changed.signal();
    }
    Waiting next = queue.peek();
    if (next != null) {
      next.changed.signal();
    }
  }

  private List<Waiting> takeGroup() {
    List<Waiting> group = new ArrayList<>();
    long bytes = 0;
    while (!queue.isEmpty()
        && (group.isEmpty() || bytes + queue.peek().rows.size() <= GROUP_BYTES)) {
      Waiting member = queue.remove();
      bytes += member.rows.size();
      group.add(member);
    }
    return group;
  }

  private @Nullable StorageException insert(List<Waiting> group) {
    try {
      analytics.insert(
          table,
          columns,
          out -> {
            for (Waiting member : group) {
              out.append(member.rows);
            }
          });
      return null;
    } catch (StorageException refused) {
      return refused;
    } catch (RuntimeException | Error defect) {
      // Whatever it was, those who wait for this group have to hear of it.
      return new StorageException(Kind.INTERNAL, String.valueOf(defect.getMessage()), defect);
    }
  }

  /** A writer in line. Its state is guarded by the lock. */
  private static final class Waiting {
    private final RowBinaryWriter rows;
    private final Condition changed;
    private boolean done;
    private @Nullable StorageException failure;

    Waiting(RowBinaryWriter rows, Condition changed) {
      this.rows = rows;
      this.changed = changed;
    }
  }
}
