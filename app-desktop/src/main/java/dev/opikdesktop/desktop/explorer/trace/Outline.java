package dev.opikdesktop.desktop.explorer.trace;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which nodes of a tree are rows: not folded away, and a hit or on the way to one. */
final class Outline {
  private final SpanTree tree;
  private final @Nullable Hits hits;
  private final BitSet folded;
  private final int[] places;

  /**
   * @param hits null when nothing is searched for
   * @param folded ids of the folded nodes
   */
  Outline(SpanTree tree, @Nullable Hits hits, Set<String> folded) {
    this.tree = tree;
    this.hits = hits;
    this.folded = new BitSet();
    int[] shown = new int[tree.size()];
    int count = 0;
    int place = 0;
    while (place < shown.length) {
      if (hits == null || hits.keeps(place)) {
        shown[count++] = place;
        boolean closed = !folded.isEmpty() && folded.contains(tree.nodes[place].id());
        this.folded.set(place, closed);
        place = closed ? tree.ends[place] : place + 1;
      } else {
        place = tree.ends[place];
      }
    }
    places = Arrays.copyOf(shown, count);
  }

  SpanTree tree() {
    return tree;
  }

  @Nullable Hits hits() {
    return hits;
  }

  int size() {
    return places.length;
  }

  SpanRow row(int index) {
    return rowAt(places[index]);
  }

  /** The row of a node, whether it is among the rows or not. */
  SpanRow rowAt(int place) {
    SpanNode node = tree.nodes[place];
    return new SpanRow(
        node,
        place,
        tree.depths[place],
        tree.number(place),
        canFold(place),
        folded.get(place),
        tree.isCritical(place),
        mark(place),
        tree.sums(place));
  }

  /** Where a node is among the rows; {@code -(where it would be) - 1} if it is not. */
  int indexOf(int place) {
    return Arrays.binarySearch(places, place);
  }

  SpanNode node(int index) {
    return tree.nodes[places[index]];
  }

  /** Whether a row looks like one of another outline. */
  boolean isSame(int index, Outline other, int otherIndex) {
    int place = places[index];
    int otherPlace = other.places[otherIndex];
    SpanNode node = tree.nodes[place];
    return node == other.tree.nodes[otherPlace]
        && tree.depths[place] == other.tree.depths[otherPlace]
        && tree.number(place) == other.tree.number(otherPlace)
        && canFold(place) == other.canFold(otherPlace)
        && tree.isCritical(place) == other.tree.isCritical(otherPlace)
        && mark(place) == other.mark(otherPlace)
        && folded.get(place) == other.folded.get(otherPlace)
        && (tree == other.tree || tree.sums(place).equals(other.tree.sums(otherPlace)));
  }

  private boolean canFold(int place) {
    return hits == null ? tree.hasChildren(place) : hits.keepsBetween(place + 1, tree.ends[place]);
  }

  private SpanRow.Mark mark(int place) {
    if (hits == null) {
      return SpanRow.Mark.NONE;
    }
    if (!hits.isHit(place)) {
      return SpanRow.Mark.WAY;
    }
    return hits.byWords() ? SpanRow.Mark.HIT : SpanRow.Mark.NONE;
  }
}
