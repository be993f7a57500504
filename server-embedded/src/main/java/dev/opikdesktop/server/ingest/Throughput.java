package dev.opikdesktop.server.ingest;

import java.time.Clock;
import java.util.concurrent.atomic.AtomicLongArray;

/** How many rows came in during the last minute. Safe for any number of threads. */
public final class Throughput {
  private static final int SECONDS = 60;

  private final Clock clock;

  /** The second that a slot counts, and its count, side by side. */
  private final AtomicLongArray slots = new AtomicLongArray(2 * (SECONDS + 1));

  public Throughput(Clock clock) {
    this.clock = clock;
  }

  /** Counts rows of now. */
  public void add(long rows) {
    long second = clock.millis() / 1_000;
    int slot = 2 * (int) (second % (SECONDS + 1));
    long counted = slots.get(slot);
    if (counted != second && slots.compareAndSet(slot, counted, second)) {
      slots.set(slot + 1, 0);
    }
    slots.addAndGet(slot + 1, rows);
  }

  /** Rows a second, over the last minute. */
  public double perSecond() {
    long now = clock.millis() / 1_000;
    long sum = 0;
    for (int slot = 0; slot < slots.length(); slot += 2) {
      if (slots.get(slot) > now - SECONDS) {
        sum += slots.get(slot + 1);
      }
    }
    return (double) sum / SECONDS;
  }
}
