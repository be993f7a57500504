package dev.opikdesktop.desktop.explorer.compare;

import dev.opikdesktop.desktop.client.ErrorInfo;
import dev.opikdesktop.desktop.client.Span;
import dev.opikdesktop.desktop.explorer.trace.SpanNode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** In what the two sides of each row differ, as far as it is known. */
final class Differences {
  private final int[] bits;
  private final int count;

  private Differences(int[] bits) {
    this.bits = bits;
    int different = 0;
    for (int each : bits) {
      different += each == 0 ? 0 : 1;
    }
    this.count = different;
  }

  /** What is known without the payloads. */
  static Differences of(Alignment alignment) {
    int[] bits = new int[alignment.size()];
    for (int row = 0; row < bits.length; row++) {
      bits[row] = of(alignment.leftNode(row), alignment.rightNode(row));
    }
    return new Differences(bits);
  }

  /**
   * The same with what was found in the payloads.
   *
   * @param found bits by row
   */
  Differences with(int[] found) {
    int[] all = bits.clone();
    for (int row = 0; row < all.length; row++) {
      all[row] |= found[row];
    }
    return new Differences(all);
  }

  /** Bits of {@link Difference}. */
  int of(int row) {
    return bits[row];
  }

  /** How many rows differ. */
  int count() {
    return count;
  }

  private static int of(@Nullable SpanNode left, @Nullable SpanNode right) {
    if (left == null) {
      return Difference.ONLY_RIGHT.bit();
    }
    if (right == null) {
      return Difference.ONLY_LEFT.bit();
    }
    int differences = left.name().equals(right.name()) ? 0 : Difference.NAME.bit();
    if (!Objects.equals(model(left), model(right))) {
      differences |= Difference.MODEL.bit();
    }
    if (!said(left.error()).equals(said(right.error()))) {
      differences |= Difference.ERROR.bit();
    }
    return differences;
  }

  private static @Nullable String model(SpanNode node) {
    Span span = node.span();
    return span == null ? null : span.model();
  }

  /** Without the traceback, which has addresses and numbers of lines. */
  private static String said(@Nullable ErrorInfo error) {
    return error == null ? "" : error.exceptionType() + ": " + error.message();
  }
}
