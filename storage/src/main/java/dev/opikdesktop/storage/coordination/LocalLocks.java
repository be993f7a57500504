package dev.opikdesktop.storage.coordination;

import dev.opikdesktop.storage.StorageException;
import dev.opikdesktop.storage.StorageException.Kind;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Named locks of one process. A name is in the map only while somebody holds it or waits for it.
 */
final class LocalLocks {
  private final ConcurrentMap<String, NamedLock> inUse = new ConcurrentHashMap<>();

  HeldLock take(Collection<String> names, Duration longestWait) {
    long deadline = System.nanoTime() + longestWait.toNanos();
    Held held = new Held();
    try {
      for (String name : new TreeSet<>(names)) {
        NamedLock lock = enter(name);
        if (!tryLock(lock, deadline)) {
          leave(lock);
          throw new StorageException(
              Kind.UNAVAILABLE,
              "Waited %d ms for the lock %s".formatted(longestWait.toMillis(), name));
        }
        held.locks.push(lock);
      }
      return held;
    } catch (Throwable e) {
      held.close();
      throw e;
    }
  }

  int size() {
    return inUse.size();
  }

  private NamedLock enter(String name) {
    return inUse.compute(
        name,
        (key, present) -> {
          NamedLock lock = present == null ? new NamedLock(key) : present;
          lock.users++;
          return lock;
        });
  }

  private void leave(NamedLock lock) {
    inUse.compute(lock.name, (key, present) -> --lock.users == 0 ? null : lock);
  }

  private boolean tryLock(NamedLock lock, long deadline) {
    try {
      return lock.lock.tryLock(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      leave(lock);
      Thread.currentThread().interrupt();
      throw new StorageException(
          Kind.UNAVAILABLE, "Interrupted while waiting for the lock " + lock.name, e);
    }
  }

  /** A lock and how many hold it or wait for it; the count changes under the map's own lock. */
  private static final class NamedLock {
    final String name;
    final ReentrantLock lock = new ReentrantLock(true);
    int users;

    NamedLock(String name) {
      this.name = name;
    }
  }

  private final class Held implements HeldLock {
    private final Deque<NamedLock> locks = new ArrayDeque<>();

    @Override
    public void close() {
      while (!locks.isEmpty()) {
        NamedLock lock = locks.pop();
        lock.lock.unlock();
        leave(lock);
      }
    }
  }
}
