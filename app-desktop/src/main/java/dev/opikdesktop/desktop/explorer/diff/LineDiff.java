package dev.opikdesktop.desktop.explorer.diff;

import com.github.difflib.algorithm.Change;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.DeltaType;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.concurrent.CancellationException;

/**
 * Which lines of two texts have no counterpart in the other one.
 *
 * <p>Equal lines at both ends are left out first. Up to {@value #AT_ONCE} lines are compared by
 * Myers' algorithm in linear space; more are cut first at the lines that occur once on each side,
 * which takes as long as a pass over them. All stretches together may compare {@value #BUDGET}
 * times: what is not decided by then counts as changed as a whole. So a text of millions of lines
 * takes a second or two however much of it changed, and some bytes a line.
 */
final class LineDiff {
  private static final int AT_ONCE = 20_000;
  private static final int BUDGET = 60_000_000;

  /** Most that one stretch may take of it. */
  private static final int A_STRETCH = 20_000_000;

  private final long[] left;
  private final long[] right;
  private final BitSet leftChanged = new BitSet();
  private final BitSet rightChanged = new BitSet();
  private long budget = BUDGET;

  private LineDiff(long[] left, long[] right) {
    this.left = left;
    this.right = right;
  }

  /**
   * @param left a number for each line, the same for equal lines
   */
  static LineDiff of(long[] left, long[] right) {
    LineDiff diff = new LineDiff(left, right);
    diff.compare(0, left.length, 0, right.length, true);
    return diff;
  }

  /** Lines of the left that are not in the right. */
  BitSet leftChanged() {
    return leftChanged;
  }

  BitSet rightChanged() {
    return rightChanged;
  }

  private void compare(int leftFrom, int leftTo, int rightFrom, int rightTo, boolean mayCut) {
    int l = leftFrom;
    int r = rightFrom;
    int lEnd = leftTo;
    int rEnd = rightTo;
    while (l < lEnd && r < rEnd && left[l] == right[r]) {
      l++;
      r++;
    }
    while (l < lEnd && r < rEnd && left[lEnd - 1] == right[rEnd - 1]) {
      lEnd--;
      rEnd--;
    }
    boolean few = lEnd - l + rEnd - r <= AT_ONCE;
    if (l == lEnd || r == rEnd || (few && decided(l, lEnd, r, rEnd))) {
      if (l == lEnd || r == rEnd) {
        leftChanged.set(l, lEnd);
        rightChanged.set(r, rEnd);
      }
    } else if (!mayCut || !cut(l, lEnd, r, rEnd)) {
      leftChanged.set(l, lEnd);
      rightChanged.set(r, rEnd);
    }
  }

  /** Compares by Myers' algorithm; false if that would take too long. */
  private boolean decided(int l, int lEnd, int r, int rEnd) {
    long[] allowed = {Math.min(budget, A_STRETCH)};
    budget -= allowed[0];
    MyersDiffWithLinearSpace<Long> myers =
        new MyersDiffWithLinearSpace<>(
            (one, other) -> {
              if (--allowed[0] < 0) {
                throw new TooLong();
              }
              if ((allowed[0] & 0xffff) == 0 && Thread.currentThread().isInterrupted()) {
                throw new CancellationException();
              }
              return one.equals(other);
            });
    List<Change> changes;
    try {
      changes = myers.computeDiff(new Lines(left, l, lEnd), new Lines(right, r, rEnd), null);
    } catch (TooLong tooLong) {
      return false;
    }
    budget += allowed[0];
    for (Change change : changes) {
      if (change.deltaType != DeltaType.INSERT) {
        leftChanged.set(l + change.startOriginal, l + change.endOriginal);
      }
      if (change.deltaType != DeltaType.DELETE) {
        rightChanged.set(r + change.startRevised, r + change.endRevised);
      }
    }
    return true;
  }

  /** Compares what is between lines that occur once on each side; false if there are none. */
  private boolean cut(int l, int lEnd, int r, int rEnd) {
    Map<Long, int[]> places = HashMap.newHashMap(lEnd - l);
    for (int at = l; at < lEnd; at++) {
      int place = at;
      places.merge(left[at], new int[] {place, 1, -1, 0}, LineDiff::again);
    }
    for (int at = r; at < rEnd; at++) {
      int[] place = places.get(right[at]);
      if (place != null) {
        place[2] = at;
        place[3]++;
      }
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException();
    }
    int[][] once =
        places.values().stream()
            .filter(place -> place[1] == 1 && place[3] == 1)
            .sorted((one, other) -> Integer.compare(one[0], other[0]))
            .toArray(int[][]::new);
    if (once.length == 0) {
      return false;
    }
    int lFrom = l;
    int rFrom = r;
    for (int index : growing(once)) {
      compare(lFrom, once[index][0], rFrom, once[index][2], false);
      lFrom = once[index][0] + 1;
      rFrom = once[index][2] + 1;
    }
    compare(lFrom, lEnd, rFrom, rEnd, false);
    return true;
  }

  private static int[] again(int[] before, int[] now) {
    before[1]++;
    return before;
  }

  /** Indices of the longest row of places that grows on both sides. */
  private static int[] growing(int[][] places) {
    int[] tops = new int[places.length];
    int[] below = new int[places.length];
    int piles = 0;
    for (int i = 0; i < places.length; i++) {
      int low = 0;
      int high = piles;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (places[tops[middle]][2] < places[i][2]) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      below[i] = low == 0 ? -1 : tops[low - 1];
      tops[low] = i;
      piles = Math.max(piles, low + 1);
    }
    int[] row = new int[piles];
    int at = tops[piles - 1];
    for (int i = piles - 1; i >= 0; i--) {
      row[i] = at;
      at = below[at];
    }
    return row;
  }

  private static final class TooLong extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooLong() {
      super("more changed than can be compared", null, false, false);
    }
  }

  private static final class Lines extends AbstractList<Long> implements RandomAccess {
    private final long[] lines;

    Lines(long[] all, int from, int to) {
      lines = Arrays.copyOfRange(all, from, to);
    }

    @Override
    public Long get(int index) {
      return lines[index];
    }

    @Override
    public int size() {
      return lines.length;
    }
  }
}
