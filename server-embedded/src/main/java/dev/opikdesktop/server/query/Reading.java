package dev.opikdesktop.server.query;

import dev.opikdesktop.storage.observation.Observation;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * A read that is under way on a thread of its own, so that statements which do not need each other
 * run side by side: each costs a few milliseconds before it touches a row.
 *
 * @param <T> what is read
 */
public final class Reading<T> {
  private final FutureTask<T> task;

  private Reading(FutureTask<T> task) {
    this.task = task;
  }

  /** Begins to read. */
  public static <T> Reading<T> start(Supplier<T> read) {
    Observation around = Observation.current();
    FutureTask<T> task = new FutureTask<>(() -> around.during(read::get));
    Thread.ofVirtual().name("reading").start(task);
    return new Reading<>(task);
  }

  /** What is known without reading. */
  public static <T> Reading<T> of(T known) {
    FutureTask<T> task = new FutureTask<>(() -> known);
    task.run();
    return new Reading<>(task);
  }

  /**
   * Waits for what was read.
   *
   * @throws RuntimeException what the read has thrown
   */
  public T result() {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          // The statement ends by itself soon; whoever interrupted hears of it afterwards.
          interrupted = true;
        } catch (ExecutionException e) {
          throw rethrown(e);
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static RuntimeException rethrown(ExecutionException failed) {
    return switch (failed.getCause()) {
      case Error error -> throw error;
      case RuntimeException known -> known;
      case null, default -> new IllegalStateException(failed);
    };
  }
}
