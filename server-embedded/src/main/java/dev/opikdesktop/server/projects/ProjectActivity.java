package dev.opikdesktop.server.projects;

import dev.opikdesktop.storage.StorageException;
import dev.opikdesktop.storage.observation.LaterWork;
import dev.opikdesktop.storage.observation.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers when a trace or span of each project was written last, and puts that into the projects
 * table every few seconds, so that writers do not.
 */
public final class ProjectActivity implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ProjectActivity.class);
  private static final Duration PERIOD = Duration.ofSeconds(2);

  private final ProjectStore store;
  private final Map<UUID, Instant> latest = new ConcurrentHashMap<>();
  private final LaterWork later = new LaterWork();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread writer;

  ProjectActivity(ProjectStore store) {
    this.store = store;
    this.writer = Thread.ofVirtual().name("project-activity").start(this::run);
  }

  /** Notes a write of now. */
  public void touched(UUID project) {
    latest.put(project, Instant.now());
    later.want();
  }

  /** Writes what is left. */
  @Override
  public void close() {
    closing.countDown();
    try {
      writer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    boolean last = false;
    while (!last) {
      try {
        last = closing.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        last = true;
      }
      write();
    }
  }

  private void write() {
    Map<UUID, Instant> times = new HashMap<>(latest);
    if (times.isEmpty()) {
      return;
    }
    Observation note = later.begin("note project activity");
    try {
      note.during(() -> store.setLastTraceTimes(times));
      times.forEach(latest::remove);
    } catch (StorageException e) {
      note.failed(e);
      LOG.warn("The times of the last traces of projects wait: {}", e.getMessage());
    } finally {
      note.end();
    }
  }
}
