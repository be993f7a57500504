package dev.opikdesktop.desktop.explorer.compare;

import dev.opikdesktop.desktop.client.OpikClient;
import dev.opikdesktop.desktop.explorer.trace.SpanTree;
import dev.opikdesktop.desktop.explorer.trace.TraceReading;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** What has been read of two traces. Belongs to the work that is under way, as its parts do. */
final class PairReading {
  private final TraceReading left;
  private final TraceReading right;
  private TraceReading.@Nullable Read readLeft;
  private TraceReading.@Nullable Read readRight;
  private @Nullable Comparison comparison;

  PairReading(OpikClient client, String projectId, String left, String right, Clock clock) {
    this.left = new TraceReading(client, projectId, left, clock);
    this.right = new TraceReading(client, projectId, right, clock);
  }

  /**
   * How far it is.
   *
   * @param comparison null until both are read
   */
  record Step(long spans, long total, @Nullable Comparison comparison) {}

  /** Reads the next piece; once all is read, what has been written since. */
  Step next() {
    boolean again = comparison != null;
    TraceReading.Read one = readLeft;
    if (one == null || !one.whole() || again) {
      one = left.next(false);
      readLeft = one;
    }
    TraceReading.Read other = readRight;
    if (other == null || !other.whole() || again) {
      other = right.next(false);
      readRight = other;
    }
    if (one.whole() && other.whole()) {
      compare(one.tree(), other.tree());
    }
    return new Step(one.spans() + other.spans(), one.total() + other.total(), comparison);
  }

  private void compare(SpanTree one, SpanTree other) {
    Comparison before = comparison;
    if (before == null || before.left().tree() != one || before.right().tree() != other) {
      comparison = Comparison.of(one, other);
    }
  }
}
