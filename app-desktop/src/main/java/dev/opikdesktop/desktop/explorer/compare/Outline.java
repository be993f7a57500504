package dev.opikdesktop.desktop.explorer.compare;

import dev.opikdesktop.desktop.explorer.trace.SpanNode;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which rows of an alignment are shown: not what is folded away, and not what is filtered out. */
final class Outline {
  static final Outline NONE = new Outline();

  /**
   * What is to be shown.
   *
   * @param onlyDifferent rows whose sides differ, with the way to them
   * @param words that stand in a name, in any case; empty for any
   * @param folded keys of rows
   */
  record Wanted(boolean onlyDifferent, String words, Set<String> folded) {
    Wanted {
      folded = Set.copyOf(folded);
      words = words.strip().toLowerCase(Locale.ROOT);
    }

    boolean narrows() {
      return onlyDifferent || !words.isEmpty();
    }
  }

  private final @Nullable Alignment alignment;
  private final @Nullable Differences differences;
  private final Wanted wanted;
  private final BitSet matching;
  private final BitSet different;
  private final int[] visible;

  private Outline() {
    alignment = null;
    differences = null;
    wanted = new Wanted(false, "", Set.of());
    matching = new BitSet();
    different = new BitSet();
    visible = new int[0];
  }

  Outline(Alignment alignment, Differences differences, Wanted wanted) {
    this.alignment = alignment;
    this.differences = differences;
    this.wanted = wanted;
    int size = alignment.size();
    matching = new BitSet(size);
    different = new BitSet(size);
    BitSet shown = new BitSet(size);
    for (int row = size - 1; row >= 0; row--) {
      boolean differs = differences.of(row) != 0;
      boolean matches = isNamed(alignment, row, wanted.words());
      different.set(row, differs && matches);
      matching.set(row, matches && (differs || !wanted.onlyDifferent()));
      if (row > 0 && (matching.get(row) || shown.get(row))) {
        shown.set(row);
        shown.set(alignment.parent(row));
      }
    }
    shown.set(0);
    int[] found = new int[shown.cardinality()];
    int count = 0;
    for (int row = shown.nextSetBit(0); row >= 0; row = shown.nextSetBit(row + 1)) {
      found[count++] = row;
      if (!wanted.folded().isEmpty() && wanted.folded().contains(key(alignment, row))) {
        row = alignment.end(row) - 1;
      }
    }
    visible = Arrays.copyOf(found, count);
  }

  @Nullable Alignment alignment() {
    return alignment;
  }

  int size() {
    return visible.length;
  }

  ComparedRow row(int index) {
    return of(visible[index]);
  }

  /** Where a row of the alignment is among those that are shown; negative where it is not. */
  int indexOf(int row) {
    return Arrays.binarySearch(visible, row);
  }

  /** A row of the alignment, whether it is shown or not. */
  ComparedRow of(int row) {
    if (alignment == null || differences == null) {
      throw new IndexOutOfBoundsException(row);
    }
    return new ComparedRow(
        row,
        alignment.leftNode(row),
        alignment.rightNode(row),
        alignment.depth(row),
        alignment.end(row) > row + 1,
        !wanted.folded().isEmpty() && wanted.folded().contains(key(alignment, row)),
        differences.of(row),
        wanted.narrows() && !matching.get(row));
  }

  /** The next row with a difference below (or above) one, round and round; -1 for none. */
  int nextDifferent(int row, boolean forward) {
    if (forward) {
      int next = different.nextSetBit(row + 1);
      return next >= 0 ? next : different.nextSetBit(0);
    }
    int previous = row > 0 ? different.previousSetBit(row - 1) : -1;
    return previous >= 0 ? previous : different.length() - 1;
  }

  private static boolean isNamed(Alignment alignment, int row, String words) {
    return words.isEmpty()
        || isNamed(alignment.leftNode(row), words)
        || isNamed(alignment.rightNode(row), words);
  }

  private static boolean isNamed(@Nullable SpanNode node, String words) {
    return node != null && node.title().toLowerCase(Locale.ROOT).contains(words);
  }

  static String key(Alignment alignment, int row) {
    SpanNode left = alignment.leftNode(row);
    SpanNode right = alignment.rightNode(row);
    return (left == null ? "" : left.id()) + "/" + (right == null ? "" : right.id());
  }
}
