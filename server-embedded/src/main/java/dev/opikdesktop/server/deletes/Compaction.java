package dev.opikdesktop.server.deletes;

import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.RowBinaryReader;
import dev.opikdesktop.storage.analytics.Statement;
import dev.opikdesktop.storage.observation.Observation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the bytes of deleted rows off the disk: some time after deletes by itself, and at once when
 * asked.
 */
public final class Compaction implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Compaction.class);

  /** How long after a start, or the last look, it looks whether there is something to do. */
  static final Duration PERIOD = Duration.ofMinutes(10);

  /** A deleted row costs the writing anew of its part: that may take this part of the time. */
  private static final int SHARE_OF_TIME = 10;

  private final Analytics analytics;
  private final Runnable leftovers;
  private final ReentrantLock running = new ReentrantLock();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Observation origin = Observation.current().origin();
  private final Thread background;

  /**
   * Begins to look.
   *
   * @param leftovers deletes files that a killed process left without a name: once some time after
   *     a start, and when asked
   */
  public Compaction(Analytics analytics, Runnable leftovers) {
    this.analytics = analytics;
    this.leftovers = leftovers;
    this.background = Thread.ofVirtual().name("compaction").start(this::run);
  }

  /**
   * What came of it.
   *
   * @param tables those that held bytes of deleted rows
   * @param bytesBefore of all tables on disk
   * @param bytesAfter the same afterwards
   */
  public record Result(List<String> tables, long bytesBefore, long bytesAfter) {}

  /** Returns when the bytes of everything that was deleted before this call are gone. */
  public Result now() {
    leftovers.run();
    return tables();
  }

  /** Does something while no compaction is under way; waits for one that is. */
  public void hold(Runnable work) {
    running.lock();
    try {
      work.run();
    } finally {
      running.unlock();
    }
  }

  private Result tables() {
    running.lock();
    try {
      long before = bytes();
      List<String> tables = analytics.tablesToCompact();
      tables.forEach(this::compact);
      return new Result(tables, before, bytes());
    } finally {
      running.unlock();
    }
  }

  private void compact(String table) {
    Observation asker = Observation.current();
    (asker.isWatched() ? asker : origin).whole("compact " + table, () -> analytics.compact(table));
  }

  /** Ends the looking. */
  @Override
  public void close() {
    closing.countDown();
    background.interrupt();
  }

  private void run() {
    Duration pause = PERIOD;
    boolean first = true;
    try {
      while (!closing.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
        long start = System.nanoTime();
        try {
          Result result = first ? now() : tables();
          first = false;
          if (!result.tables.isEmpty()) {
            LOG.info(
                "Took deleted rows of {} off the disk: {} of {} bytes are left",
                result.tables,
                result.bytesAfter,
                result.bytesBefore);
          }
        } catch (RuntimeException e) {
          LOG.warn("Deleted rows stay on disk until the next attempt: {}", e.getMessage());
        }
        Duration taken = Duration.ofNanos(System.nanoTime() - start).multipliedBy(SHARE_OF_TIME);
        pause = taken.compareTo(PERIOD) > 0 ? taken : PERIOD;
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  /** Parts that were replaced count as long as they are on disk. */
  private long bytes() {
    return analytics
        .query(
            Statement.of(
                """
                SELECT sum(bytes_on_disk)
                FROM system.parts
                WHERE database = currentDatabase()
                """),
            RowBinaryReader::int64)
        .getFirst();
  }
}
