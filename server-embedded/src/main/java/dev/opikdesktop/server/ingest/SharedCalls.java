package dev.opikdesktop.server.ingest;

import dev.opikdesktop.storage.StorageException;
import dev.opikdesktop.storage.StorageException.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Shares calls of a store among those who make the same one. A call costs several milliseconds
 * whether it is about one row or a thousand, so callers that come while one is under way share the
 * next. It begins when as many are there again as were before, or soon: whoever got an answer needs
 * a moment to come back with more, and without that moment callers would split into two halves that
 * wait for one another. A caller alone, or the first after a pause, goes at once.
 *
 * @param <M> what one caller brings
 */
public final class SharedCalls<M> {
  /** No longer than this part of the last call is waited for others. */
  private static final int PART_OF_CALL = 2;

  private static final long MOST_WAIT_NANOS = 25_000_000;

  private final long mostWeight;
  private final ToLongFunction<M> weight;
  private final Consumer<List<M>> call;

  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Waiting<M>> queue = new ArrayDeque<>();
  private final Condition arrival = lock.newCondition();
  private boolean underWay;

  /** How many callers there were at the end of the last call, those in it and those in line. */
  private int usual;

  private long lastEnded;
  private long lastNanos;

  /**
   * @param mostWeight at which a group ends, if it is of more than one
   * @param call what is done for a group, on the thread of one of its members
   */
  public SharedCalls(long mostWeight, ToLongFunction<M> weight, Consumer<List<M>> call) {
    this.mostWeight = mostWeight;
    this.weight = weight;
    this.call = call;
  }

  /**
   * Returns when a call that began after this one has ended and was for the member too.
   *
   * @throws StorageException if it failed
   */
  public void join(M member) {
    Waiting<M> mine = new Waiting<>(member, lock.newCondition());
    lock.lock();
    try {
      queue.add(mine);
      while (!mine.done) {
        if (underWay) {
          arrival.signal();
          mine.changed.awaitUninterruptibly();
        } else {
          callForNextGroup();
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

  /** Called and left with the lock held; gives it up during the call. */
  private void callForNextGroup() {
    underWay = true;
    awaitOthers();
    List<Waiting<M>> group = takeGroup();
    lock.unlock();
    long begun = System.nanoTime();
    StorageException failure;
    try {
      failure = call(group);
    } finally {
      lock.lock();
      underWay = false;
      lastEnded = System.nanoTime();
      lastNanos = lastEnded - begun;
      usual = group.size() + queue.size();
    }
    for (Waiting<M> member : group) {
      member.failure = failure;
      member.done = true;
      member.changed.signal();
    }
    Waiting<M> next = queue.peek();
    if (next != null) {
      next.changed.signal();
    }
  }

  private void awaitOthers() {
    long until = lastEnded + Math.min(lastNanos / PART_OF_CALL, MOST_WAIT_NANOS);
    while (queue.size() < usual) {
      long left = until - System.nanoTime();
      if (left <= 0) {
        return;
      }
      try {
        arrival.awaitNanos(left);
      } catch (InterruptedException e) {
        // Those in line are written all the same; the caller hears of it afterwards.
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private List<Waiting<M>> takeGroup() {
    List<Waiting<M>> group = new ArrayList<>();
    long sum = 0;
    while (!queue.isEmpty()) {
      long more = weight.applyAsLong(queue.element().member);
      if (!group.isEmpty() && sum + more > mostWeight) {
        break;
      }
      sum += more;
      group.add(queue.remove());
    }
    return group;
  }

  private @Nullable StorageException call(List<Waiting<M>> group) {
    try {
      call.accept(group.stream().map(waiting -> waiting.member).toList());
      return null;
    } catch (StorageException refused) {
      return refused;
    } catch (RuntimeException | Error defect) {
      // Whatever it was, those who wait for this group have to hear of it.
      return new StorageException(Kind.INTERNAL, String.valueOf(defect.getMessage()), defect);
    }
  }

  /** A caller in line. Its state is guarded by the lock. */
  private static final class Waiting<M> {
    private final M member;
    private final Condition changed;
    private boolean done;
    private @Nullable StorageException failure;

    Waiting(M member, Condition changed) {
      this.member = member;
      this.changed = changed;
    }
  }
}
