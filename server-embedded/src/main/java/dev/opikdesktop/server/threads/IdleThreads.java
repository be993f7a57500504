package dev.opikdesktop.server.threads;

import dev.opikdesktop.storage.observation.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes threads to which nothing came for a while (Opik contract 4.3). */
final class IdleThreads implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(IdleThreads.class);

  private static final int BATCH = 1_000;

  private final ThreadTable table;
  private final ThreadModels models;
  private final Duration period;
  private final Supplier<Duration> timeout;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Observation origin = Observation.current().origin();
  private final Thread worker;

  /**
   * Begins to look.
   *
   * @param period how long to wait between two looks
   * @param timeout how long a thread stays open after its last trace; asked anew at each look
   */
  IdleThreads(ThreadTable table, ThreadModels models, Duration period, Supplier<Duration> timeout) {
    this.table = table;
    this.models = models;
    this.period = period;
    this.timeout = timeout;
    this.worker = Thread.ofVirtual().name("idle-threads").start(this::run);
  }

  private void run() {
    try {
      while (!closing.await(period.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          closeIdle(Instant.now().minus(timeout.get()));
        } catch (RuntimeException e) {
          LOG.warn("Idle threads stay open until the next look: {}", e.getMessage());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void closeIdle(Instant since) {
    List<ThreadKey> batch = new ArrayList<>();
    table.forEachOpenBefore(
        since,
        key -> {
          if (batch.size() == BATCH || !(batch.isEmpty() || isBeside(key, batch.getLast()))) {
            closeIdle(batch, since);
            batch.clear();
          }
          return batch.add(key);
        });
    closeIdle(batch, since);
  }

  private static boolean isBeside(ThreadKey key, ThreadKey other) {
    return key.projectId().equals(other.projectId())
        && key.workspaceId().equals(other.workspaceId());
  }

  /** Closes those threads of one project that are idle. */
  private void closeIdle(List<ThreadKey> keys, Instant since) {
    if (keys.isEmpty()) {
      return;
    }
    UUID workspace = keys.getFirst().workspaceId();
    UUID project = keys.getFirst().projectId();
    List<String> threadIds = new ArrayList<>(keys.stream().map(ThreadKey::threadId).toList());
    threadIds.removeAll(table.busy(workspace, project, threadIds, since));
    if (!threadIds.isEmpty()) {
      origin.whole(
          "close idle threads", () -> models.closeIdle(workspace, project, threadIds, since));
    }
  }

  /** Stops to look. */
  @Override
  public void close() {
    closing.countDown();
    try {
      worker.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
