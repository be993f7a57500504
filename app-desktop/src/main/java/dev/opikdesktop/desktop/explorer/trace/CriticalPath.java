package dev.opikdesktop.desktop.explorer.trace;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;

/**
 * What a trace waited for: make a span on this path faster, and the trace ends earlier.
 *
 * <p>Walks back from the end. Of the children of a node the one that ended last was waited for; one
 * that reaches beyond its parent's end counts as ended with it. Before that child began, the last
 * of the others to have ended by then was waited for, and so on to the node's start. A sibling that
 * still ran when the next on the path began is a parallel branch: nothing waited for its end. Of
 * two that ended together the one that began first is on the path. Below each child on the path the
 * same holds again.
 */
final class CriticalPath {
  private CriticalPath() {}

  /** Places of the nodes on the path; the trace itself and orphans are not on it. */
  static BitSet of(SpanTree tree) {
    BitSet path = new BitSet(tree.size());
    Deque<Waited> open = new ArrayDeque<>();
    open.push(new Waited(0, tree.lengthMillis()));
    while (!open.isEmpty()) {
      Waited waited = open.pop();
      double cursor = waited.until();
      boolean first = true;
      for (Child child : lastEndedFirst(tree, waited)) {
        if (child.start() <= cursor && (first || child.end() <= cursor)) {
          path.set(child.place());
          if (tree.hasChildren(child.place())) {
            open.push(new Waited(child.place(), child.end()));
          }
          cursor = child.start();
          first = false;
        }
      }
    }
    return path;
  }

  private static Child[] lastEndedFirst(SpanTree tree, Waited waited) {
    int end = tree.ends[waited.place()];
    int count = 0;
    for (int place = waited.place() + 1; place < end; place = tree.ends[place]) {
      count++;
    }
    Child[] children = new Child[count];
    int next = 0;
    for (int place = waited.place() + 1; place < end; place = tree.ends[place]) {
      SpanNode node = tree.nodes[place];
      boolean orphans = node.kind() == SpanKind.ORPHANS;
      double reach = Math.min(node.endMillis(tree.lengthMillis()), waited.until());
      children[next++] =
          new Child(place, orphans ? Double.POSITIVE_INFINITY : node.startMillis(), reach);
    }
    Arrays.sort(children);
    return children;
  }

  /**
   * A node that was waited for.
   *
   * @param until when it was over, as far as the wait goes
   */
  private record Waited(int place, double until) {}

  private record Child(int place, double start, double end) implements Comparable<Child> {
    @Override
    public int compareTo(Child other) {
      int byEnd = Double.compare(other.end, end);
      return byEnd != 0 ? byEnd : Double.compare(start, other.start);
    }
  }
}
