package dev.opikdesktop.storage.measures;

import java.util.Arrays;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** Counts values by their size. Safe for any number of threads, none of which waits. */
public final class Histogram {
  private final double[] bounds;
  private final LongAdder[] counts;
  private final DoubleAdder sum = new DoubleAdder();

  /**
   * @param bounds the largest value of each bucket, ascending; greater ones go into one more bucket
   */
  public Histogram(double... bounds) {
    this.bounds = bounds.clone();
    this.counts =
        Stream.generate(LongAdder::new).limit(bounds.length + 1L).toArray(LongAdder[]::new);
  }

  public void add(double value) {
    int found = Arrays.binarySearch(bounds, value);
    counts[found < 0 ? -found - 1 : found].increment();
    sum.add(value);
  }

  /** The bounds, and infinity. */
  public double[] bounds() {
    double[] all = Arrays.copyOf(bounds, counts.length);
    all[bounds.length] = Double.POSITIVE_INFINITY;
    return all;
  }

  /** How many values each bucket has, not counting those of smaller buckets. */
  public long[] counts() {
    return Arrays.stream(counts).mapToLong(LongAdder::sum).toArray();
  }

  public double sum() {
    return sum.sum();
  }
}
