package dev.opikdesktop.desktop.explorer.compare;

import dev.opikdesktop.desktop.explorer.trace.SpanTree;
import java.util.List;

/** Two traces, what they measure, and their spans in pairs. */
public record Comparison(Side left, Side right, List<Measure> measures, Alignment alignment) {
  /** Takes its time with large trees. */
  static Comparison of(SpanTree left, SpanTree right) {
    Side one = Side.of(left);
    Side other = Side.of(right);
    return new Comparison(one, other, Side.measures(one, other), Alignment.of(left, right));
  }
}
