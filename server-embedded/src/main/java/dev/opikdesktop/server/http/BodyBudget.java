package dev.opikdesktop.server.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Bounds how much of all request bodies is in memory at once. A request that would go beyond waits
 * for others to finish, and is sent away after a while. One request at a time may be as large as it
 * likes: large ones that each hold a part would otherwise wait for one another.
 */
final class BodyBudget {
  private final long budget;
  private final Duration longestWait;
  private final ReentrantLock lock = new ReentrantLock(true);
  private final Condition freed = lock.newCondition();
  private long used;

  /** The one that may go beyond the budget. */
  private @Nullable Lease beyond;

  /**
   * @param budget bytes of all bodies together
   */
  BodyBudget(long budget, Duration longestWait) {
    this.budget = budget;
    this.longestWait = longestWait;
  }

  /** One request's part, nothing so far. */
  Lease lease() {
    return new Lease();
  }

  /** What one request holds until it is closed. Used by one thread. */
  final class Lease implements AutoCloseable {
    private long held;

    private Lease() {}

    /**
     * Takes more.
     *
     * @throws ApiException 503 when it was not free in time
     */
    void take(long bytes) {
      lock.lock();
      try {
        long left = longestWait.toNanos();
        while (used + bytes > budget && !mayGoBeyond()) {
          if (left <= 0) {
            throw busy();
          }
          left = freed.awaitNanos(left);
        }
        used += bytes;
        held += bytes;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw busy();
      } finally {
        lock.unlock();
      }
    }

    /** Who holds nothing yet keeps nobody waiting, and can wait itself. */
    private boolean mayGoBeyond() {
      if (beyond == null && (held > 0 || used == 0)) {
        beyond = this;
      }
      return beyond == this;
    }

    long held() {
      return held;
    }

    private ApiException busy() {
      return ApiException.coded(
          503,
          "Other requests fill the memory for request bodies at the moment: try again",
          "Waited %d s; send less at once, or give the server more memory"
              .formatted(TimeUnit.NANOSECONDS.toSeconds(longestWait.toNanos())));
    }

    @Override
    public void close() {
      if (held == 0) {
        return;
      }
      lock.lock();
      try {
        used -= held;
        held = 0;
        if (beyond == this) {
          beyond = null;
        }
        freed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }
}
