package dev.opikdesktop.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** How long each of several equal things took, in nanoseconds, sorted. */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares times as wholes.
record Times(long[] nanos) {
  private static final int FEWEST_RUNS = 10;

  Times {
    nanos = nanos.clone();
    Arrays.sort(nanos);
  }

  /**
   * Runs something several times after some runs that do not count.
   *
   * @param seconds no further runs after this time, but ten at least
   */
  static Times of(int warmUp, int runs, double seconds, Runnable what) {
    return of(warmUp, FEWEST_RUNS, runs, seconds, what);
  }

  /**
   * The same for what may take long.
   *
   * @param fewest how many runs there are whatever their time
   */
  static Times of(int warmUp, int fewest, int runs, double seconds, Runnable what) {
    long begin = System.nanoTime();
    for (int run = 0; run < warmUp && (run < 2 || since(begin) < seconds / 4); run++) {
      what.run();
    }
    long[] nanos = new long[runs];
    int done = 0;
    while (done < runs && (done < fewest || since(begin) < seconds)) {
      long start = System.nanoTime();
      what.run();
      nanos[done++] = System.nanoTime() - start;
    }
    return new Times(Arrays.copyOf(nanos, done));
  }

  /** Does something once with each; the first quarter does not count. */
  static <T> Times each(List<T> things, Consumer<T> what) {
    int warmUp = things.size() / 4;
    things.subList(0, warmUp).forEach(what);
    long[] nanos = new long[things.size() - warmUp];
    for (int number = 0; number < nanos.length; number++) {
      long start = System.nanoTime();
      what.accept(things.get(warmUp + number));
      nanos[number] = System.nanoTime() - start;
    }
    return new Times(nanos);
  }

  private static double since(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }

  /** Milliseconds below which the given share of the runs stayed. */
  double quantile(double share) {
    int index = (int) Math.ceil(share * nanos.length) - 1;
    return nanos[Math.clamp(index, 0, nanos.length - 1)] / 1e6;
  }

  double median() {
    return quantile(0.5);
  }

  double p99() {
    return quantile(0.99);
  }

  int runs() {
    return nanos.length;
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.1f ms (p99 %.1f)", median(), p99());
  }
}
