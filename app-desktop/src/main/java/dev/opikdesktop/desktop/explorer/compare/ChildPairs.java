package dev.opikdesktop.desktop.explorer.compare;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;

/**
 * Pairs the children of two nodes, keeping their order: those pairs that are alike the most
 * together.
 *
 * <p>Equal children at both ends are paired at once. What is left between is aligned by dynamic
 * programming (Needleman and Wunsch) when it has at most {@value #CELLS} cells, a byte each. Longer
 * lists are cut first at the children whose form occurs once on each side, which takes as long as
 * sorting does; a stretch that is too long even then is aligned in a band of {@value #BAND} cells
 * on both sides of its diagonal. So n children cost n log n, and n times 2 {@value #BAND}
 * comparisons at most.
 */
final class ChildPairs {
  private static final int CELLS = 1 << 18;
  private static final int BAND = 128;
  private static final byte PAIR = 1;
  private static final byte SKIP_SHORT = 2;
  private static final byte SKIP_LONG = 3;

  private final Forms shortForms;
  private final Forms longForms;
  private final int[] shorter;
  private final int[] longer;
  private final int[] partners;

  private ChildPairs(Forms shortForms, int[] shorter, Forms longForms, int[] longer) {
    this.shortForms = shortForms;
    this.shorter = shorter;
    this.longForms = longForms;
    this.longer = longer;
    this.partners = new int[shorter.length];
    Arrays.fill(partners, -1);
  }

  /**
   * Which child of the right stands for each of the left.
   *
   * @return indices into {@code rights}, growing; -1 for none
   */
  static int[] of(Forms leftForms, int[] lefts, Forms rightForms, int[] rights) {
    // The same question asked the other way round has the same answer the other way round.
    boolean turned =
        lefts.length == rights.length
            ? sum(leftForms, lefts) > sum(rightForms, rights)
            : lefts.length > rights.length;
    if (!turned) {
      ChildPairs pairs = new ChildPairs(leftForms, lefts, rightForms, rights);
      pairs.pair(0, lefts.length, 0, rights.length);
      return pairs.partners;
    }
    ChildPairs pairs = new ChildPairs(rightForms, rights, leftForms, lefts);
    pairs.pair(0, rights.length, 0, lefts.length);
    int[] partners = new int[lefts.length];
    Arrays.fill(partners, -1);
    for (int i = 0; i < rights.length; i++) {
      if (pairs.partners[i] >= 0) {
        partners[pairs.partners[i]] = i;
      }
    }
    return partners;
  }

  private static long sum(Forms forms, int[] places) {
    long sum = 0;
    for (int place : places) {
      sum = sum * 31 + forms.form[place];
    }
    return sum;
  }

  private boolean equal(int i, int j) {
    return shortForms.form[shorter[i]] == longForms.form[longer[j]];
  }

  /** Pairs the children from {@code i} to before {@code iEnd} with those from {@code j} on. */
  private void pair(int iFrom, int iTo, int jFrom, int jTo) {
    int i = iFrom;
    int j = jFrom;
    int iEnd = iTo;
    int jEnd = jTo;
    while (i < iEnd && j < jEnd && equal(i, j)) {
      partners[i++] = j++;
    }
    while (i < iEnd && j < jEnd && equal(iEnd - 1, jEnd - 1)) {
      partners[--iEnd] = --jEnd;
    }
    if (i == iEnd || j == jEnd) {
      return;
    }
    if ((long) (iEnd - i) * (jEnd - j) <= CELLS) {
      align(i, iEnd, j, jEnd, jEnd - j);
      return;
    }
    int[] anchors = anchors(i, iEnd, j, jEnd);
    int before = i;
    int beforeLong = j;
    boolean anchored = false;
    for (int at = i; at < iEnd; at++) {
      int anchor = anchors[at - i];
      if (anchor >= 0) {
        anchored = true;
        pair(before, at, beforeLong, anchor);
        partners[at] = anchor;
        before = at + 1;
        beforeLong = anchor + 1;
      }
    }
    if (anchored) {
      pair(before, iEnd, beforeLong, jEnd);
    } else {
      align(i, iEnd, j, jEnd, BAND + (jEnd - j) / (iEnd - i));
    }
  }

  /**
   * The longest growing row of partners among children whose form occurs once on each side (a
   * patience diff); -1 where there is none.
   */
  private int[] anchors(int i, int iEnd, int j, int jEnd) {
    int[] found = new int[iEnd - i];
    Arrays.fill(found, -1);
    Map<Long, Integer> once = HashMap.newHashMap(jEnd - j);
    for (int at = j; at < jEnd; at++) {
      once.merge(longForms.form[longer[at]], at, (one, other) -> -1);
    }
    Map<Long, Integer> here = HashMap.newHashMap(iEnd - i);
    for (int at = i; at < iEnd; at++) {
      here.merge(shortForms.form[shorter[at]], 1, Integer::sum);
    }
    int[] tops = new int[found.length];
    int[] below = new int[found.length];
    int piles = 0;
    int[] targets = new int[found.length];
    for (int at = 0; at < found.length; at++) {
      long form = shortForms.form[shorter[i + at]];
      targets[at] = here.getOrDefault(form, 0) == 1 ? once.getOrDefault(form, -1) : -1;
      if (targets[at] >= 0) {
        int pile = pile(tops, targets, piles, targets[at]);
        below[at] = pile == 0 ? -1 : tops[pile - 1];
        tops[pile] = at;
        piles = Math.max(piles, pile + 1);
      }
    }
    for (int at = piles == 0 ? -1 : tops[piles - 1]; at >= 0; at = below[at]) {
      found[at] = targets[at];
    }
    return found;
  }

  private static int pile(int[] tops, int[] targets, int piles, int target) {
    int low = 0;
    int high = piles;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (targets[tops[middle]] < target) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /**
   * Dynamic programming over two stretches.
   *
   * @param band how far from the diagonal a pair may be, in children of the longer list
   */
  private void align(int iFrom, int iTo, int jFrom, int jTo, int band) {
    int rows = iTo - iFrom;
    int columns = jTo - jFrom;
    int width = Math.min(columns, 2 * band) + 1;
    byte[][] steps = new byte[rows + 1][];
    int[] above = new int[columns + 1];
    int[] current = new int[columns + 1];
    for (int row = 0; row <= rows; row++) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException();
      }
      int low = low(row, rows, columns, band);
      int high = Math.min(columns, low + width - 1);
      int lowAbove = row == 0 ? 0 : low(row - 1, rows, columns, band);
      int highAbove = row == 0 ? -1 : Math.min(columns, lowAbove + width - 1);
      byte[] taken = new byte[high - low + 1];
      for (int column = low; column <= high; column++) {
        int best = row == 0 && column == 0 ? 0 : -1;
        byte step = 0;
        boolean hasAbove = column >= lowAbove && column <= highAbove;
        if (row > 0 && column > lowAbove && column - 1 <= highAbove) {
          int similarity =
              shortForms.similarity(
                  shorter[iFrom + row - 1], longForms, longer[jFrom + column - 1]);
          if (similarity > 0) {
            best = above[column - 1] + similarity;
            step = PAIR;
          }
        }
        if (hasAbove && above[column] > best) {
          best = above[column];
          step = SKIP_SHORT;
        }
        if (column > low && current[column - 1] > best) {
          best = current[column - 1];
          step = SKIP_LONG;
        }
        current[column] = best;
        taken[column - low] = step;
      }
      steps[row] = taken;
      int[] swap = above;
      above = current;
      current = swap;
    }
    follow(steps, iFrom, jFrom, rows, columns, band);
  }

  private void follow(byte[][] steps, int iFrom, int jFrom, int rows, int columns, int band) {
    int row = rows;
    int column = columns;
    while (row > 0 || column > 0) {
      switch (steps[row][column - low(row, rows, columns, band)]) {
        case PAIR -> partners[iFrom + --row] = jFrom + --column;
        case SKIP_SHORT -> row--;
        default -> column--;
      }
    }
  }

  /** The first column of a row's band; the last row's reaches the last column. */
  private static int low(int row, int rows, int columns, int band) {
    int middle = (int) ((long) row * columns / rows);
    return Math.clamp((long) middle - band, 0, Math.max(0, columns - 2 * band));
  }
}
