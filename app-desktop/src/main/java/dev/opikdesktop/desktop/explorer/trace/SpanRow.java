package dev.opikdesktop.desktop.explorer.trace;

/**
 * A node where the tree shows it.
 *
 * @param place where it is in its tree
 * @param depth 0 for the trace
 * @param number 1 for the first span in the tree's order, those that are not shown counted; 0 for
 *     the trace
 * @param canFold whether rows are shown below it, or would be if it were not folded
 * @param sums of the node with everything below it
 */
public record SpanRow(
    SpanNode node,
    int place,
    int depth,
    int number,
    boolean canFold,
    boolean folded,
    boolean critical,
    Mark mark,
    Sums sums) {

  /** What a search or a filter makes of a row. */
  public enum Mark {
    NONE,
    /** The words that are searched for stand in it. */
    HIT,
    /** Shown for what is below it. */
    WAY
  }
}
