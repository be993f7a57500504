package dev.opikdesktop.benchmarks;

import java.util.concurrent.locks.LockSupport;

/** The most memory that a process and those it started were seen to have together. */
final class Peak implements AutoCloseable {
  private static final long PAUSE_NANOS = 200_000_000L;

  private final ProcessHandle root;
  private final Thread watcher;
  private volatile long bytes;
  private volatile boolean closed;

  private Peak(ProcessHandle root) {
    this.root = root;
    this.watcher = Thread.ofPlatform().daemon().name("peak").unstarted(this::watch);
  }

  /** Begins to look, five times a second. */
  static Peak of(ProcessHandle root) {
    Peak peak = new Peak(root);
    peak.watcher.start();
    return peak;
  }

  long bytes() {
    return bytes;
  }

  private void watch() {
    while (!closed) {
      long now = Processes.tree(root).mapToLong(Processes::residentBytes).sum();
      bytes = Math.max(bytes, now);
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
