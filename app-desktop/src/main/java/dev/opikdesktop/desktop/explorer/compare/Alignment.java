package dev.opikdesktop.desktop.explorer.compare;

import dev.opikdesktop.desktop.explorer.trace.SpanNode;
import dev.opikdesktop.desktop.explorer.trace.SpanTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Two trees as one: each row is a node of both, or of one of them alone, and stands right before
 * what is below it. Never changes; made off the thread that draws.
 *
 * <p>From the traces down, the children of two nodes that stand for each other are paired by {@link
 * ChildPairs}; below equal {@link Forms} nothing needs to be compared. So what costs is the number
 * of children that differ, whatever the size and the depth of the trees. A child that moved to
 * another parent is one on the left and one on the right.
 */
public final class Alignment {
  private final SpanTree left;
  private final SpanTree right;
  private int[] lefts;
  private int[] rights;
  private int size;

  /** The row behind the last one below each. */
  private int[] ends = {};

  private int[] parents = {};

  private Alignment(SpanTree left, SpanTree right) {
    this.left = left;
    this.right = right;
    lefts = new int[left.size() + right.size()];
    rights = new int[lefts.length];
  }

  /** Takes its time with large trees; an interrupt ends it. */
  public static Alignment of(SpanTree left, SpanTree right) {
    Alignment alignment = new Alignment(left, right);
    alignment.fill(new Forms(left), new Forms(right));
    alignment.close();
    return alignment;
  }

  public SpanTree left() {
    return left;
  }

  public SpanTree right() {
    return right;
  }

  /** How many rows. */
  public int size() {
    return size;
  }

  public @Nullable SpanNode leftNode(int row) {
    return lefts[row] < 0 ? null : left.node(lefts[row]);
  }

  public @Nullable SpanNode rightNode(int row) {
    return rights[row] < 0 ? null : right.node(rights[row]);
  }

  /** The place in the left tree; -1 for a node of the right one alone. */
  public int leftPlace(int row) {
    return lefts[row];
  }

  /** The place in the right tree; -1 for a node of the left one alone. */
  public int rightPlace(int row) {
    return rights[row];
  }

  /** 0 for the traces. */
  public int depth(int row) {
    return lefts[row] < 0 ? right.depthOf(rights[row]) : left.depthOf(lefts[row]);
  }

  /** -1 for the traces' row. */
  public int parent(int row) {
    return parents[row];
  }

  /** The row behind the last one below this one. */
  public int end(int row) {
    return ends[row];
  }

  private void fill(Forms leftForms, Forms rightForms) {
    List<int[]> open = new ArrayList<>();
    open.add(new int[] {0, 0});
    while (!open.isEmpty()) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException();
      }
      int[] next = open.removeLast();
      int l = next[0];
      int r = next[1];
      if (r < 0) {
        for (int place = l; place < left.endOf(l); place++) {
          add(place, -1);
        }
      } else if (l < 0) {
        for (int place = r; place < right.endOf(r); place++) {
          add(-1, place);
        }
      } else if (leftForms.form[l] == rightForms.form[r]) {
        for (int below = 0; below < left.endOf(l) - l; below++) {
          add(l + below, r + below);
        }
      } else {
        add(l, r);
        openChildren(open, leftForms, children(left, l), rightForms, children(right, r));
      }
    }
  }

  /** What comes first is opened last, so that it is taken first. */
  private static void openChildren(
      List<int[]> open, Forms leftForms, int[] lefts, Forms rightForms, int[] rights) {
    int[] partners = ChildPairs.of(leftForms, lefts, rightForms, rights);
    int rest = rights.length - 1;
    for (int i = lefts.length - 1; i >= 0; i--) {
      if (partners[i] >= 0) {
        // Between two pairs the left one's own come first, then the right one's.
        int own = i + 1;
        for (; rest > partners[i]; rest--) {
          open.add(new int[] {-1, rights[rest]});
        }
        int last = own;
        while (last < lefts.length && partners[last] < 0) {
          last++;
        }
        for (int k = last - 1; k >= own; k--) {
          open.add(new int[] {lefts[k], -1});
        }
        open.add(new int[] {lefts[i], rights[rest--]});
      }
    }
    for (; rest >= 0; rest--) {
      open.add(new int[] {-1, rights[rest]});
    }
    int first = 0;
    while (first < lefts.length && partners[first] < 0) {
      first++;
    }
    for (int k = first - 1; k >= 0; k--) {
      open.add(new int[] {lefts[k], -1});
    }
  }

  private static int[] children(SpanTree tree, int place) {
    int[] found = new int[4];
    int count = 0;
    for (int child = place + 1; child < tree.endOf(place); child = tree.endOf(child)) {
      if (count == found.length) {
        found = Arrays.copyOf(found, count * 2);
      }
      found[count++] = child;
    }
    return Arrays.copyOf(found, count);
  }

  private void add(int l, int r) {
    lefts[size] = l;
    rights[size] = r;
    size++;
  }

  private void close() {
    lefts = Arrays.copyOf(lefts, size);
    rights = Arrays.copyOf(rights, size);
    parents = new int[size];
    ends = new int[size];
    int[] path = new int[Math.max(left.levels(), right.levels()) + 2];
    for (int row = 0; row < size; row++) {
      int depth = depth(row);
      parents[row] = depth == 0 ? -1 : path[depth - 1];
      path[depth] = row;
    }
    for (int row = size - 1; row >= 0; row--) {
      ends[row] = Math.max(ends[row], row + 1);
      if (row > 0) {
        ends[parents[row]] = Math.max(ends[parents[row]], ends[row]);
      }
    }
  }
}
