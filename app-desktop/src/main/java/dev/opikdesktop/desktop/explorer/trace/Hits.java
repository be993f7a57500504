package dev.opikdesktop.desktop.explorer.trace;

import java.util.BitSet;
import java.util.function.IntPredicate;

/** Which nodes of a tree are searched for, and which lie on the way to one. */
final class Hits {
  private final BitSet hits;
  private final BitSet kept;

  private final boolean byWords;

  private Hits(BitSet hits, BitSet kept, boolean byWords) {
    this.hits = hits;
    this.kept = kept;
    this.byWords = byWords;
  }

  /**
   * @param byWords whether words were searched for, or the spans only filtered
   * @param wanted asked of every place but the trace's and the orphans'
   */
  static Hits of(SpanTree tree, boolean byWords, IntPredicate wanted) {
    BitSet hits = new BitSet(tree.size());
    BitSet kept = new BitSet(tree.size());
    kept.set(0);
    for (int place = tree.size() - 1; place > 0; place--) {
      if (tree.nodes[place].span() != null && wanted.test(place)) {
        hits.set(place);
        kept.set(place);
      }
      if (kept.get(place)) {
        kept.set(tree.parentOf(place));
      }
    }
    return new Hits(hits, kept, byWords);
  }

  boolean byWords() {
    return byWords;
  }

  boolean isHit(int place) {
    return hits.get(place);
  }

  boolean keeps(int place) {
    return kept.get(place);
  }

  boolean keepsBetween(int from, int to) {
    int next = kept.nextSetBit(from);
    return next >= 0 && next < to;
  }

  int count() {
    return hits.cardinality();
  }

  /** How many hits there are up to a place, itself included. */
  int countTo(int place) {
    return hits.get(0, place + 1).cardinality();
  }

  /** The next hit behind a place, from the start again at the end; -1 without hits. */
  int next(int place) {
    int next = hits.nextSetBit(place + 1);
    return next >= 0 ? next : hits.nextSetBit(0);
  }

  /** The hit before a place, from the end again at the start; -1 without hits. */
  int previous(int place) {
    int previous = place > 0 ? hits.previousSetBit(place - 1) : -1;
    return previous >= 0 ? previous : hits.length() - 1;
  }
}
