package dev.opikdesktop.desktop.explorer.diff;

import dev.opikdesktop.desktop.explorer.text.PayloadText;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Two texts and the stretches of their lines that differ; between them their lines are equal.
 *
 * @param stretches in the order of the texts
 */
record TextDiff(PayloadText left, PayloadText right, List<Stretch> stretches) {
  /** Lines {@code leftFrom} to before {@code leftTo} became those of the right. */
  record Stretch(int leftFrom, int leftTo, int rightFrom, int rightTo) {}

  TextDiff {
    stretches = List.copyOf(stretches);
  }

  /**
   * Takes its time with large texts; an interrupt ends it.
   *
   * @param left on lines as long as what they say
   */
  static TextDiff of(PayloadText left, PayloadText right) {
    LineDiff diff = LineDiff.of(hashes(left), hashes(right));
    return new TextDiff(left, right, stretches(diff.leftChanged(), diff.rightChanged()));
  }

  /** How many lines a text has; one without characters has none. */
  static int lines(PayloadText text) {
    return text.size() == 1 && text.end(0) == 0 ? 0 : text.size();
  }

  private static long[] hashes(PayloadText text) {
    long[] hashes = new long[lines(text)];
    for (int line = 0; line < hashes.length; line++) {
      hashes[line] = text.hash(line);
    }
    return hashes;
  }

  private static List<Stretch> stretches(BitSet leftChanged, BitSet rightChanged) {
    List<Stretch> stretches = new ArrayList<>();
    int l = 0;
    int r = 0;
    while (true) {
      int nextLeft = leftChanged.nextSetBit(l);
      int nextRight = rightChanged.nextSetBit(r);
      if (nextLeft < 0 && nextRight < 0) {
        return stretches;
      }
      // Lines before the next change are equal on both sides: so many on the one as on the other.
      int equal =
          Math.min(
              nextLeft < 0 ? Integer.MAX_VALUE : nextLeft - l,
              nextRight < 0 ? Integer.MAX_VALUE : nextRight - r);
      l += equal;
      r += equal;
      int lEnd = leftChanged.nextClearBit(l);
      int rEnd = rightChanged.nextClearBit(r);
      stretches.add(new Stretch(l, lEnd, r, rEnd));
      l = lEnd;
      r = rEnd;
    }
  }
}
