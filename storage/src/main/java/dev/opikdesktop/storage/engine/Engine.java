package dev.opikdesktop.storage.engine;

import dev.opikdesktop.storage.StorageException;
import dev.opikdesktop.storage.observation.Observation;
import dev.opikdesktop.storage.observation.Observation.Kind;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The embedded ClickHouse as the application sees it: an address that speaks ClickHouse's HTTP
 * protocol, kept alive. When the engine process dies, a new one takes its place on the same address
 * with the same password, at once the first time and then after 100 ms doubling to 10 s. One that
 * does not answer any more is ended, see {@link EnginePulse}.
 *
 * <p>Safe for use by many threads.
 */
public final class Engine implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
  private static final String USER = "default";
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LAST_PAUSE_MILLIS = 10_000;

  /** An engine that lived this long, in milliseconds, has earned a quick restart. */
  private static final long STABLE_MILLIS = 30_000;

  private final EngineSettings settings;
  private final String password;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Thread supervisor;
  private final Observation origin = Observation.current().origin();
  private EngineProcess process;
  private int port;
  private boolean ready;
  private boolean closed;
  private int restarts;

  private Engine(EngineSettings settings, String password, EngineProcess process) {
    this.settings = settings;
    this.password = password;
    this.process = process;
    this.port = process.port();
    this.ready = true;
    this.supervisor = Thread.ofVirtual().name("engine-supervisor").unstarted(this::supervise);
  }

  /**
   * Starts the engine and returns when it answers: usually within a second, but minutes when the
   * library has to be fetched first.
   *
   * @throws StorageException if it cannot start; the message says why and what to do
   */
  public static Engine start(EngineSettings settings) {
    Observation start = Observation.current().part(Kind.OWN, "engine start");
    try {
      return started(settings);
    } catch (StorageException e) {
      start.failed(e);
      throw e;
    } finally {
      start.end();
    }
  }

  private static Engine started(EngineSettings settings) {
    EngineSettings complete =
        settings.withLibrary(EngineLibrary.locate(settings.library(), settings.progress()));
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    String password = HexFormat.of().formatHex(random);
    Engine engine =
        new Engine(complete, password, EngineProcess.start(complete, USER, password, 0));
    engine.supervisor.start();
    engine.watchPulse(engine.process);
    return engine;
  }

  /**
   * The address, {@code http://127.0.0.1:port}; it changes only if the port was lost to another.
   */
  public URI endpoint() {
    lock.lock();
    try {
      return URI.create("http://127.0.0.1:" + port);
    } finally {
      lock.unlock();
    }
  }

  /** The only user. */
  public String user() {
    return USER;
  }

  /** The password, made anew for each {@link #start}. Not for logs. */
  public String password() {
    return password;
  }

  /** Whether the engine process is there and has said that it is ready. */
  public boolean isReady() {
    lock.lock();
    try {
      return ready;
    } finally {
      lock.unlock();
    }
  }

  /** How often the engine process had to be started again. */
  public int restarts() {
    lock.lock();
    try {
      return restarts;
    } finally {
      lock.unlock();
    }
  }

  /** The process id of the engine process, the last one if there is none now. */
  public long processId() {
    lock.lock();
    try {
      return process.pid();
    } finally {
      lock.unlock();
    }
  }

  /** The memory of the engine process, in bytes; empty where the system tells it to nobody. */
  public OptionalLong residentBytes() {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(processId()), "status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
          .findFirst();
    } catch (IOException elsewhere) {
      return OptionalLong.empty();
    }
  }

  /** Waits until the engine is ready. Returns false if it is not within the time. */
  public boolean awaitReady(Duration timeout) throws InterruptedException {
    long left = timeout.toNanos();
    lock.lock();
    try {
      while (!ready && !closed && left > 0) {
        left = changed.awaitNanos(left);
      }
      return ready;
    } finally {
      lock.unlock();
    }
  }

  private void supervise() {
    long pause = FIRST_PAUSE_MILLIS;
    long born = System.nanoTime();
    try {
      while (true) {
        int status = process.awaitEnd();
        if (!dead()) {
          return;
        }
        LOG.warn("The engine process ended with status {}; starting it again.", status);
        if (System.nanoTime() - born > TimeUnit.MILLISECONDS.toNanos(STABLE_MILLIS)) {
          pause = FIRST_PAUSE_MILLIS;
        }
        EngineProcess next = null;
        while (next == null) {
          if (!sleepUnlessClosed(pause)) {
            return;
          }
          pause = Math.min(LAST_PAUSE_MILLIS, pause * 2);
          next = restart();
        }
        born = System.nanoTime();
        if (!alive(next)) {
          next.stop();
          return;
        }
        watchPulse(next);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void watchPulse(EngineProcess watched) {
    EnginePulse.watch(watched, this::isReady);
  }

  private @Nullable EngineProcess restart() {
    Observation restart = origin.part(Kind.OWN, "engine restart");
    try {
      return EngineProcess.start(settings, USER, password, port);
    } catch (StorageException e) {
      LOG.error("The engine did not start again: {}", e.getMessage());
      restart.failed(e);
      return null;
    } finally {
      restart.end();
    }
  }

  private boolean dead() {
    lock.lock();
    try {
      ready = false;
      changed.signalAll();
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  private boolean alive(EngineProcess next) {
    lock.lock();
    try {
      if (closed) {
        return false;
      }
      process = next;
      port = next.port();
      ready = true;
      restarts++;
      changed.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  private boolean sleepUnlessClosed(long millis) throws InterruptedException {
    lock.lock();
    try {
      long left = TimeUnit.MILLISECONDS.toNanos(millis);
      while (!closed && left > 0) {
        left = changed.awaitNanos(left);
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  /** Stops the engine within three seconds; statements that still run are ended. */
  @Override
  public void close() {
    EngineProcess last;
    lock.lock();
    try {
      closed = true;
      ready = false;
      changed.signalAll();
      last = process;
    } finally {
      lock.unlock();
    }
    last.stop();
  }
}
