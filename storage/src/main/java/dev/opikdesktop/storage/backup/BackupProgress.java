package dev.opikdesktop.storage.backup;

import java.util.concurrent.CancellationException;

/** Is told how far a long copy is, in bytes. Any thread may ask. */
public final class BackupProgress {
  private volatile long total;
  private volatile long done;
  private volatile boolean cancelled;

  /** Ends the work soon: what it has written so far goes. */
  public void cancel() {
    cancelled = true;
  }

  public boolean isCancelled() {
    return cancelled;
  }

  /** How much there is to do; 0 as long as nobody knows. */
  public long total() {
    return total;
  }

  public long done() {
    return done;
  }

  void total(long bytes) {
    total = bytes;
  }

  /** Takes note of bytes that are done; called by one thread. */
  @SuppressWarnings("NonAtomicVolatileUpdate")
  void add(long bytes) {
    done += bytes;
    check();
  }

  /**
   * Does nothing as long as the work is wanted.
   *
   * @throws CancellationException if it is not any more
   */
  public void check() {
    if (cancelled) {
      throw new CancellationException("Cancelled");
    }
  }
}
