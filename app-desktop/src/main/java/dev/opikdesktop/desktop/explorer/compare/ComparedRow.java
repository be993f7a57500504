package dev.opikdesktop.desktop.explorer.compare;

import dev.opikdesktop.desktop.explorer.trace.SpanKind;
import dev.opikdesktop.desktop.explorer.trace.SpanNode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A row of the aligned trees.
 *
 * @param index its row in the alignment
 * @param left null for a node of the right trace alone, as {@code right}
 * @param differences bits of {@link Difference}
 * @param way shown for what is below it alone
 */
public record ComparedRow(
    int index,
    @Nullable SpanNode left,
    @Nullable SpanNode right,
    int depth,
    boolean canFold,
    boolean folded,
    int differences,
    boolean way) {

  /** The one there is; the left one of two. */
  public SpanNode node() {
    return left != null ? left : Objects.requireNonNull(right);
  }

  /** Both names where they differ. */
  public String title() {
    String title = node().title();
    return left == null || right == null || left.title().equals(right.title())
        ? title
        : title + " → " + right.title();
  }

  Measure duration() {
    return Measure.duration("Duration", millis(left), millis(right));
  }

  Measure tokens() {
    return Measure.count(
        "Tokens",
        left == null ? null : left.tokens(),
        right == null ? null : right.tokens(),
        Measure.Wish.LESS);
  }

  Measure cost() {
    return Measure.cost(
        "Cost", left == null ? null : left.cost(), right == null ? null : right.cost());
  }

  private static @Nullable Double millis(@Nullable SpanNode node) {
    if (node == null || node.ending() != SpanNode.Ending.ENDED) {
      return null;
    }
    return node.kind() == SpanKind.ORPHANS ? null : node.endMillis() - node.startMillis();
  }
}
