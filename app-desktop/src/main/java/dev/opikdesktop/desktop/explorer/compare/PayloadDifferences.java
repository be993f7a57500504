package dev.opikdesktop.desktop.explorer.compare;

import dev.opikdesktop.desktop.client.OpikClient;
import dev.opikdesktop.desktop.client.Payload;
import dev.opikdesktop.desktop.client.Span;
import dev.opikdesktop.desktop.explorer.diff.DiffPart;
import dev.opikdesktop.desktop.explorer.diff.Sources;
import dev.opikdesktop.desktop.explorer.trace.SpanNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * In which payloads the pairs of an alignment differ. All spans are read by pages, with long
 * payloads cut, and a number is kept for each payload alone; only pairs with a cut one are read
 * whole, one pair at a time. So it holds no more than a page, however large the traces are.
 */
final class PayloadDifferences {
  private static final int PAGE = 500;

  private final OpikClient client;
  private final String projectId;
  private final Comparison comparison;

  private PayloadDifferences(OpikClient client, String projectId, Comparison comparison) {
    this.client = client;
    this.projectId = projectId;
    this.comparison = comparison;
  }

  /**
   * Bits of {@link Difference} by row; takes its time, an interrupt ends it.
   *
   * @param projectId of both traces
   */
  static int[] of(OpikClient client, String projectId, Comparison comparison) {
    return new PayloadDifferences(client, projectId, comparison).compare();
  }

  /** Stands for the payloads of a span. */
  private record Print(long input, long output, long metadata, boolean cut) {
    static Print of(Span span) {
      boolean cut = span.input().cut() || span.output().cut() || span.metadata().cut();
      return cut
          ? new Print(0, 0, 0, true)
          : new Print(number(span.input()), number(span.output()), number(span.metadata()), false);
    }

    private static long number(Payload payload) {
      String json = DiffPart.sorted(payload.json());
      long number = json.length();
      for (int i = 0; i < json.length(); i++) {
        number = (number ^ json.charAt(i)) * 0x100000001b3L;
        number ^= number >>> 32;
      }
      return number;
    }
  }

  private int[] compare() {
    Alignment alignment = comparison.alignment();
    Map<String, Print> lefts = prints(comparison.left());
    Map<String, Print> rights = prints(comparison.right());
    int[] bits = new int[alignment.size()];
    bits[0] = whole(Sources.of(comparison.left().trace()), Sources.of(comparison.right().trace()));
    for (int row = 1; row < bits.length; row++) {
      SpanNode one = alignment.leftNode(row);
      SpanNode other = alignment.rightNode(row);
      if (one != null && other != null) {
        bits[row] = compare(lefts.get(one.id()), one, rights.get(other.id()), other);
      }
    }
    return bits;
  }

  private int compare(@Nullable Print one, SpanNode left, @Nullable Print other, SpanNode right) {
    if (one == null || other == null) {
      return 0;
    }
    if (one.cut() || other.cut()) {
      return whole(Sources.of(client.span(left.id())), Sources.of(client.span(right.id())));
    }
    return (one.input() == other.input() ? 0 : Difference.INPUT.bit())
        | (one.output() == other.output() ? 0 : Difference.OUTPUT.bit())
        | (one.metadata() == other.metadata() ? 0 : Difference.METADATA.bit());
  }

  private static int whole(Sources left, Sources right) {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException();
    }
    return (DiffPart.INPUT.isEqual(left, right) ? 0 : Difference.INPUT.bit())
        | (DiffPart.OUTPUT.isEqual(left, right) ? 0 : Difference.OUTPUT.bit())
        | (DiffPart.METADATA.isEqual(left, right) ? 0 : Difference.METADATA.bit());
  }

  private Map<String, Print> prints(Side side) {
    Map<String, Print> prints = HashMap.newHashMap(side.tree().size());
    Instant reached = Instant.EPOCH;
    int page = 1;
    while (true) {
      List<Span> spans =
          client.spans().payloadsFrom(projectId, side.trace().id(), reached, page, PAGE);
      spans.forEach(span -> prints.put(span.id(), Print.of(span)));
      if (spans.size() < PAGE) {
        return prints;
      }
      Instant last = spans.getLast().startTime();
      // As many as a page holds may have begun at the same moment.
      page = last.equals(reached) ? page + 1 : 1;
      reached = last;
    }
  }
}
