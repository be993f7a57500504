package dev.opikdesktop.benchmarks;

import java.util.Arrays;
import java.util.Locale;

/** How long each of several equal things took, in nanoseconds, sorted. */
record Times(long[] nanos) {
  Times {
    nanos = nanos.clone();
    Arrays.sort(nanos);
  }

  /** Runs something several times after some runs that do not count. */
  static Times of(int warmUp, int runs, Runnable what) {
    for (int run = 0; run < warmUp; run++) {
      what.run();
    }
    long[] nanos = new long[runs];
    for (int run = 0; run < runs; run++) {
      long start = System.nanoTime();
      what.run();
      nanos[run] = System.nanoTime() - start;
    }
    return new Times(nanos);
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

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.1f ms (p99 %.1f)", median(), p99());
  }
}
