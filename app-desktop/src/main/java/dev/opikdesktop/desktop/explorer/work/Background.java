package dev.opikdesktop.desktop.explorer.work;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries work off the thread that draws, and its result back. View models live on that one thread
 * and need no locks.
 */
public final class Background implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Background.class);

  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final Executor drawing;

  /**
   * @param drawing runs what it is given on the thread of the view models, in order; {@code
   *     Platform::runLater} in a window
   */
  public Background(Executor drawing) {
    this.drawing = drawing;
  }

  /**
   * Runs work on a virtual thread, then exactly one of the two others on the drawing thread.
   *
   * @param then takes the result and how many milliseconds it took
   */
  public <T> void run(Callable<T> work, BiConsumer<T, Long> then, Consumer<Exception> otherwise) {
    if (workers.isShutdown()) {
      return;
    }
    workers.execute(
        () -> {
          long started = System.nanoTime();
          try {
            T result = work.call();
            long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
            drawing.execute(() -> then.accept(result, took));
          } catch (Exception failure) {
            log.debug("work for the window failed", failure);
            drawing.execute(() -> otherwise.accept(failure));
          }
        });
  }

  /** Runs something on the drawing thread. */
  public void onDrawingThread(Runnable action) {
    drawing.execute(action);
  }

  /** Runs something on the drawing thread after a while. */
  public void later(Duration wait, Runnable action) {
    Executor afterwards =
        CompletableFuture.delayedExecutor(wait.toMillis(), TimeUnit.MILLISECONDS, drawing);
    afterwards.execute(
        () -> {
          if (!workers.isShutdown()) {
            action.run();
          }
        });
  }

  /** Gives up what still runs. */
  @Override
  public void close() {
    workers.shutdownNow();
  }
}
