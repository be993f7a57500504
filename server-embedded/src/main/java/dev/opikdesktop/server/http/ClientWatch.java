package dev.opikdesktop.server.http;

import io.helidon.webserver.CloseConnectionException;
import java.util.function.Supplier;

/** Work that is of use only as long as the client waits for it. */
public final class ClientWatch {
  private final Thread worker;
  private boolean ended;
  private boolean interrupted;

  private ClientWatch(Thread worker) {
    this.worker = worker;
  }

  /**
   * Does the work on this thread, which is interrupted when the client closes its connection. The
   * request's body has to be read before.
   *
   * @throws CloseConnectionException if that happened and the work failed of it
   */
  public static <T> T during(Supplier<T> work) {
    if (!ClientInput.CURRENT.isBound()) {
      return work.get();
    }
    ClientWatch watch = new ClientWatch(Thread.currentThread());
    ClientInput.CURRENT.get().whenGone(watch::interrupt);
    try {
      return work.get();
    } catch (RuntimeException e) {
      if (watch.end()) {
        throw new CloseConnectionException("The client left before its answer", e);
      }
      throw e;
    } finally {
      watch.end();
    }
  }

  private synchronized void interrupt() {
    if (!ended) {
      interrupted = true;
      worker.interrupt();
    }
  }

  /** Returns whether the work was interrupted, and takes the mark of it off the thread. */
  private synchronized boolean end() {
    ended = true;
    if (interrupted) {
      Thread.interrupted();
    }
    return interrupted;
  }
}
