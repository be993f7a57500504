package dev.opikdesktop.desktop.explorer.work;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries work off the thread that draws, and its result back. View models live on that one thread
 * and need no locks.
 *
 * <p>A screen has a {@link #part} of its own: what it asked for is given up when it goes away.
 */
public final class Background implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Background.class);

  private final ExecutorService workers;
  private final Executor drawing;
  private final boolean ownsWorkers;
  private final Set<Work<?>> underWay = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * @param drawing runs what it is given on the thread of the view models, in order; {@code
   *     Platform::runLater} in a window
   */
  public Background(Executor drawing) {
    this(Executors.newVirtualThreadPerTaskExecutor(), drawing, true);
  }

  private Background(ExecutorService workers, Executor drawing, boolean ownsWorkers) {
    this.workers = workers;
    this.drawing = drawing;
    this.ownsWorkers = ownsWorkers;
  }

  /** A part whose work can be given up without that of the others. */
  public Background part() {
    return new Background(workers, drawing, false);
  }

  /** Something that runs, or has run. */
  public interface Running {
    /** Stops it; neither its result nor its failure is told any more. */
    void cancel();
  }

  /**
   * Runs work on a virtual thread, then exactly one of the two others on the drawing thread, unless
   * it is cancelled.
   *
   * @param then takes the result and how many milliseconds it took
   */
  public <T> Running run(
      Callable<T> work, BiConsumer<T, Long> then, Consumer<Exception> otherwise) {
    Work<T> started = new Work<>(work, then, otherwise);
    if (!closed && !workers.isShutdown()) {
      underWay.add(started);
      workers.execute(started);
    }
    return started;
  }

  /** Runs something on the drawing thread. */
  public void onDrawingThread(Runnable action) {
    drawing.execute(action);
  }

  /** Runs something on the drawing thread after a while, unless this is closed by then. */
  public void later(Duration wait, Runnable action) {
    Executor afterwards =
        CompletableFuture.delayedExecutor(wait.toMillis(), TimeUnit.MILLISECONDS, drawing);
    afterwards.execute(
        () -> {
          if (!closed && !workers.isShutdown()) {
            action.run();
          }
        });
  }

  /** Gives up what runs now; more can be asked for. */
  public void cancelAll() {
    underWay.forEach(Work::cancel);
  }

  /** Gives up what still runs, and refuses more. */
  @Override
  public void close() {
    closed = true;
    cancelAll();
    if (ownsWorkers) {
      workers.shutdownNow();
    }
  }

  private final class Work<T> implements Running, Runnable {
    private final Callable<T> work;
    private final BiConsumer<T, Long> then;
    private final Consumer<Exception> otherwise;
    private @Nullable Thread worker;
    private boolean cancelled;

    Work(Callable<T> work, BiConsumer<T, Long> then, Consumer<Exception> otherwise) {
      this.work = work;
      this.then = then;
      this.otherwise = otherwise;
    }

    @Override
    public void run() {
      if (!begin()) {
        return;
      }
      long started = System.nanoTime();
      try {
        T result = work.call();
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
        tell(() -> then.accept(result, took));
      } catch (Exception failure) {
        log.debug("work for the window failed", failure);
        tell(() -> otherwise.accept(failure));
      } finally {
        end();
      }
    }

    private synchronized boolean begin() {
      worker = Thread.currentThread();
      return !cancelled;
    }

    private synchronized void end() {
      worker = null;
      underWay.remove(this);
    }

    private void tell(Runnable action) {
      drawing.execute(
          () -> {
            if (!isCancelled()) {
              action.run();
            }
          });
    }

    private synchronized boolean isCancelled() {
      return cancelled;
    }

    @Override
    public synchronized void cancel() {
      cancelled = true;
      underWay.remove(this);
      if (worker != null) {
        worker.interrupt();
      }
    }
  }
}
