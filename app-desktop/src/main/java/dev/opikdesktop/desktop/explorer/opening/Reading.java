package dev.opikdesktop.desktop.explorer.opening;

import dev.opikdesktop.desktop.explorer.text.Units;
import dev.opikdesktop.desktop.explorer.work.Background;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** What is being read: how far it is, told some times a second, and how it is given up. */
final class Reading implements FileOpener.Listener {
  private static final long BETWEEN_WORDS = Duration.ofMillis(100).toNanos();

  private final Offer offer;
  private final Background background;
  private final String what;
  private final long total;
  private long told = System.nanoTime();
  private @Nullable Thread worker;
  private boolean stopped;

  Reading(Offer offer, Background background, String what, long total) {
    this.offer = offer;
    this.background = background;
    this.what = what;
    this.total = total;
  }

  /**
   * Does the work. What it made is handed on even when it is given up: somebody has to close it.
   */
  <T> T on(Callable<T> work) throws Exception {
    begin();
    try {
      return work.call();
    } finally {
      end();
    }
  }

  private synchronized void begin() {
    worker = Thread.currentThread();
    if (stopped) {
      worker.interrupt();
    }
  }

  private synchronized void end() {
    worker = null;
  }

  synchronized void stop() {
    stopped = true;
    if (worker != null) {
      worker.interrupt();
    }
  }

  /** Whether nobody waits for it any more. */
  synchronized boolean isStopped() {
    return stopped;
  }

  @Override
  public void says(String sentence) {
    background.onDrawingThread(() -> offer.progressed(this, sentence));
  }

  @Override
  public void reached(long records) {
    long now = System.nanoTime();
    if (now - told < BETWEEN_WORDS) {
      return;
    }
    told = now;
    String count =
        total > 0
            ? "%s of %s records".formatted(Units.count(records), Units.count(total))
            : Units.count(records) + " records";
    double share = total > 0 ? Math.min(1, (double) records / total) : -1;
    background.onDrawingThread(
        () -> {
          offer.progressed(this, what + " " + count);
          offer.reached(this, share);
        });
  }
}
