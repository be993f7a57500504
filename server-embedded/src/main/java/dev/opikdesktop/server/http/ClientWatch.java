package dev.opikdesktop.server.http;

import io.helidon.webserver.CloseConnectionException;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Work that is of use only as long as the client waits for it, and only for some time. */
public final class ClientWatch {
  private final Thread worker;
  private boolean ended;
  private @Nullable Reason interrupted;

  /** Why work is broken off. */
  private enum Reason {
    GONE,
    LATE
  }

  private ClientWatch(Thread worker) {
    this.worker = worker;
  }

  /**
   * Does the work on this thread, which is interrupted when the client closes its connection, or
   * when the time is over. The request's body has to be read before.
   *
   * @param late thrown if the work failed because its time was over
   * @throws CloseConnectionException if it failed because the client left
   */
  public static <T> T during(Duration time, Supplier<ApiException> late, Supplier<T> work) {
    ClientWatch watch = new ClientWatch(Thread.currentThread());
    if (ClientInput.CURRENT.isBound()) {
      ClientInput.CURRENT.get().whenGone(() -> watch.interrupt(Reason.GONE));
    }
    Thread clock = Thread.ofVirtual().name("client-watch").start(() -> watch.after(time));
    try {
      return work.get();
    } catch (RuntimeException e) {
      throw switch (watch.end()) {
        case GONE -> new CloseConnectionException("The client left before its answer", e);
        case LATE -> late.get();
        case null -> e;
      };
    } finally {
      watch.end();
      clock.interrupt();
    }
  }

  private void after(Duration time) {
    try {
      Thread.sleep(time);
      interrupt(Reason.LATE);
    } catch (InterruptedException e) {
      // The work was done in time.
    }
  }

  private synchronized void interrupt(Reason reason) {
    if (!ended && interrupted == null) {
      interrupted = reason;
      worker.interrupt();
    }
  }

  /** Returns why the work was interrupted, if it was, and takes the mark of it off the thread. */
  private synchronized @Nullable Reason end() {
    if (!ended && interrupted != null) {
      Thread.interrupted();
    }
    ended = true;
    return interrupted;
  }
}
