package dev.opikdesktop.benchmarks;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Sends batches of spans at a steady pace while something else is measured. */
final class Writer implements AutoCloseable {
  /** A batch of a thousand so often makes 5,000 spans a second. */
  private static final long PACE_NANOS = 200_000_000L;

  private final int port;
  private final List<Request> batches;
  private final Thread thread;
  private final long begin = System.nanoTime();
  private final AtomicInteger sent = new AtomicInteger();
  private volatile boolean closed;

  private Writer(int port, List<Request> batches) {
    this.port = port;
    this.batches = batches;
    this.thread = Thread.ofPlatform().name("writer").unstarted(this::write);
  }

  /**
   * Begins to send, one after the other, until all are sent or it is closed.
   *
   * @param batches each of a thousand spans
   */
  static Writer start(int port, List<Request> batches) {
    Writer writer = new Writer(port, batches);
    writer.thread.start();
    return writer;
  }

  /** Spans a second that were acknowledged. */
  double perSecond() {
    return sent.get() * (double) Workload.BATCH / ((System.nanoTime() - begin) / 1e9);
  }

  /** How many were acknowledged so far. */
  int spans() {
    return sent.get() * Workload.BATCH;
  }

  private void write() {
    try (Wire wire = Wire.to(port)) {
      while (!closed && sent.get() < batches.size()) {
        long wait = begin + sent.get() * PACE_NANOS - System.nanoTime();
        if (wait > 0) {
          LockSupport.parkNanos(wait);
        } else {
          wire.send(batches.get(sent.get()));
          sent.incrementAndGet();
        }
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
