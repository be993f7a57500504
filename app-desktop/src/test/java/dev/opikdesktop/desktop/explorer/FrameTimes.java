package dev.opikdesktop.desktop.explorer;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import javafx.animation.AnimationTimer;
import org.testfx.util.WaitForAsyncUtils;

/** How long the frames of the window take while something is done in each of them. */
final class FrameTimes {
  private static final int FRAMES = 300;

  private FrameTimes() {}

  /**
   * @param what the words for it in the line that is printed
   * @param move gets the number of the frame
   */
  static void print(String what, IntConsumer move) throws Exception {
    long[] took = new long[FRAMES];
    CountDownLatch done = new CountDownLatch(1);
    long busy = onFx(FrameTimes::processorNanos);
    onFx(
        () -> {
          new AnimationTimer() {
            private long before;
            private int frame = -1;

            @Override
            public void handle(long now) {
              if (frame >= 0) {
                took[frame] = now - before;
              }
              before = now;
              frame++;
              if (frame == FRAMES) {
                stop();
                done.countDown();
              } else {
                move.accept(frame);
              }
            }
          }.start();
          return true;
        });
    if (!done.await(2, TimeUnit.MINUTES)) {
      throw new IllegalStateException("no frames");
    }
    busy = onFx(FrameTimes::processorNanos) - busy;
    Arrays.sort(took);
    System.out.printf(
        Locale.ENGLISH,
        "%s: %.1f ms of JavaFX's thread a frame; a frame every %.1f ms, 99 of 100 within %.1f ms,"
            + " the longest %.1f ms%n",
        what,
        busy / 1e6 / FRAMES,
        took[FRAMES / 2] / 1e6,
        took[FRAMES * 99 / 100] / 1e6,
        took[FRAMES - 1] / 1e6);
  }

  private static long processorNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static <T> T onFx(Callable<T> action) throws Exception {
    return WaitForAsyncUtils.asyncFx(action).get(60, TimeUnit.SECONDS);
  }
}
