package dev.opikdesktop.desktop.explorer.trace;

/**
 * A node where the tree shows it.
 *
 * @param depth 0 for the trace
 * @param number 1 for the first span in the tree's order, folded ones counted; 0 for the trace
 */
public record SpanRow(SpanNode node, int depth, int number, boolean folded) {
  public boolean canFold() {
    return !node.children().isEmpty();
  }
}
