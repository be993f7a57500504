package dev.opikdesktop.server.ingest;

import dev.opikdesktop.storage.StorageException;
import dev.opikdesktop.storage.StorageException.Kind;
import java.util.concurrent.CountDownLatch;

/** Waiting for what others have under way. */
final class Waits {
  private Waits() {}

  /**
   * Returns when it has ended.
   *
   * @throws StorageException of kind UNAVAILABLE if the thread is interrupted
   */
  static void forEnd(CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageException(Kind.UNAVAILABLE, "Interrupted while others were writing", e);
    }
  }
}
