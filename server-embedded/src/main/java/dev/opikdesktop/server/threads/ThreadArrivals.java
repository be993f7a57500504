package dev.opikdesktop.server.threads;

import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import dev.opikdesktop.server.traces.TraceListener;
import dev.opikdesktop.storage.StorageException;
import dev.opikdesktop.storage.observation.LaterWork;
import dev.opikdesktop.storage.observation.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the rows of threads up to their traces, off the path of those who write traces. Readers
 * first {@link #settle}, so that they see the threads of every trace that was answered. What waits
 * here when the server is killed is found in the traces at its next start.
 */
final class ThreadArrivals implements TraceListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ThreadArrivals.class);

  private static final int BATCH = 1_000;

  /** More than these are not kept: they are looked for in the traces. */
  private static final int MOST_WAITING = 50_000;

  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

  private final ThreadTable table;
  private final ThreadModels models;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private final Map<ThreadKey, Arrival> waiting = new LinkedHashMap<>();
  private final LaterWork later = new LaterWork();
  private boolean unfinished = true;
  private boolean working;
  private boolean closed;

  /** Held by the one who works. */
  private final ReentrantLock work = new ReentrantLock();

  private final Thread worker;

  ThreadArrivals(ThreadTable table, ThreadModels models) {
    this.table = table;
    this.models = models;
    this.worker = Thread.ofVirtual().name("thread-arrivals").start(this::run);
  }

  @Override
  public void written(Caller caller, Collection<WrittenTrace> traces) {
    Instant now = Instant.now();
    Map<ThreadKey, Arrival> arrived = new HashMap<>();
    for (WrittenTrace trace : traces) {
      if (!trace.threadId().isEmpty() && !models.isOpen(trace.projectId(), trace.threadId())) {
        arrived.merge(
            new ThreadKey(caller.workspaceId(), trace.projectId(), trace.threadId()),
            new Arrival(
                TimeOrderedIds.timeOf(trace.id()),
                trace.isCreate() ? now : Instant.EPOCH,
                caller.userName()),
            Arrival::and);
      }
    }
    if (!arrived.isEmpty()) {
      later.want();
      enqueue(arrived);
    }
  }

  private void enqueue(Map<ThreadKey, Arrival> arrived) {
    lock.lock();
    try {
      arrived.forEach((key, arrival) -> waiting.merge(key, arrival, Arrival::and));
      if (waiting.size() > MOST_WAITING) {
        waiting.clear();
        unfinished = true;
      }
      news.signal();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Returns when the rows hold what was announced before. What is announced meanwhile is left to
   * the next one: writers of new threads must not keep a reader here.
   *
   * @throws StorageException if they could not be written
   */
  void settle() {
    int left = behind();
    if (left == 0) {
      return;
    }
    work.lock();
    try {
      while (left > 0 && takesUp()) {
        bringUp();
        left -= BATCH;
      }
    } finally {
      work.unlock();
    }
  }

  /** How many threads wait; at least 1 while any work is to be done or under way. */
  private int behind() {
    lock.lock();
    try {
      return unfinished || working ? Math.max(1, waiting.size()) : waiting.size();
    } finally {
      lock.unlock();
    }
  }

  /** Says that work begins, if there is any. */
  private boolean takesUp() {
    lock.lock();
    try {
      working = unfinished || !waiting.isEmpty();
      return working;
    } finally {
      lock.unlock();
    }
  }

  private void bringUp() {
    if (finishesOlder()) {
      try {
        finish();
      } catch (RuntimeException e) {
        setUnfinished();
        throw e;
      }
    }
    Map<ThreadKey, Arrival> batch = take();
    try {
      hand(batch);
    } catch (RuntimeException e) {
      enqueue(batch);
      throw e;
    }
  }

  /** Makes up for what no server got round to. */
  private void finish() {
    Map<ThreadKey, Arrival> batch = new HashMap<>();
    table.forEachUnfinished(
        thread -> {
          batch.put(
              thread.key(),
              new Arrival(
                  TimeOrderedIds.timeOf(thread.firstTrace()), thread.newest(), thread.creator()));
          if (batch.size() == BATCH) {
            hand(batch);
            batch.clear();
          }
          return true;
        });
    hand(batch);
  }

  private void hand(Map<ThreadKey, Arrival> batch) {
    record Project(UUID workspace, UUID id) {}
    Map<Project, Map<String, Arrival>> byProject = new HashMap<>();
    batch.forEach(
        (key, arrival) ->
            byProject
                .computeIfAbsent(
                    new Project(key.workspaceId(), key.projectId()), ignored -> new HashMap<>())
                .put(key.threadId(), arrival));
    byProject.forEach(
        (project, arrivals) -> models.arrived(project.workspace, project.id, arrivals));
  }

  private boolean finishesOlder() {
    lock.lock();
    try {
      boolean older = unfinished;
      unfinished = false;
      return older;
    } finally {
      lock.unlock();
    }
  }

  private void setUnfinished() {
    lock.lock();
    try {
      unfinished = true;
    } finally {
      lock.unlock();
    }
  }

  private Map<ThreadKey, Arrival> take() {
    lock.lock();
    try {
      Map<ThreadKey, Arrival> batch = new HashMap<>();
      Iterator<Map.Entry<ThreadKey, Arrival>> rest = waiting.entrySet().iterator();
      while (rest.hasNext() && batch.size() < BATCH) {
        Map.Entry<ThreadKey, Arrival> next = rest.next();
        batch.put(next.getKey(), next.getValue());
        rest.remove();
      }
      return batch;
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    while (awaitNews()) {
      Observation arrivals = later.begin("thread arrivals");
      try {
        arrivals.during(this::settle);
      } catch (RuntimeException e) {
        arrivals.failed(e);
        LOG.warn("The rows of threads wait: {}", e.getMessage());
        pause();
      } finally {
        arrivals.end();
      }
    }
  }

  /** False when there will be none any more. */
  private boolean awaitNews() {
    lock.lock();
    try {
      while (!closed && !unfinished && waiting.isEmpty()) {
        news.awaitUninterruptibly();
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  private void pause() {
    lock.lock();
    try {
      if (!closed) {
        boolean ignored = news.await(PAUSE_AFTER_FAILURE.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  /** Stops; what still waits is found at the next start. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      news.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      worker.join(PAUSE_AFTER_FAILURE.multipliedBy(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
