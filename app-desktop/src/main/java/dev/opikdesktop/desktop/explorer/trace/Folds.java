package dev.opikdesktop.desktop.explorer.trace;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which nodes of a tree somebody has folded, by their ids: in the whole of it, and apart from that
 * among the hits of a search or filter, which begin unfolded.
 */
final class Folds {
  private final Set<String> ofAll = new HashSet<>();
  private final Set<String> ofHits = new HashSet<>();

  void clear() {
    ofAll.clear();
    ofHits.clear();
  }

  /** Other hits are shown. */
  void clearOfHits() {
    ofHits.clear();
  }

  /**
   * @param hits null while the whole tree is shown
   */
  Set<String> of(@Nullable Hits hits) {
    return hits == null ? ofAll : ofHits;
  }

  /** Whether that changed anything. */
  boolean fold(Outline shown, SpanNode node, boolean fold) {
    Set<String> folds = of(shown.hits());
    return fold ? folds.add(node.id()) : folds.remove(node.id());
  }

  /** Folds all that lies under the trace's own children, or unfolds everything. */
  void foldAll(Outline shown, boolean fold) {
    SpanTree tree = shown.tree();
    Set<String> folds = of(shown.hits());
    folds.clear();
    for (int place = 1; fold && place < tree.size(); place++) {
      if (tree.hasChildren(place)) {
        folds.add(tree.nodes[place].id());
      }
    }
  }

  /** Unfolds all that a node lies in; false when it was all unfolded. */
  boolean reveal(Outline shown, int place) {
    SpanTree tree = shown.tree();
    Set<String> folds = of(shown.hits());
    boolean unfolded = false;
    for (int above = tree.parentOf(place); above >= 0; above = tree.parentOf(above)) {
      unfolded |= folds.remove(tree.nodes[above].id());
    }
    return unfolded;
  }
}
