package dev.opikdesktop.server.attachments;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Which traces and spans may have files that stand in their payloads: nearly none, and for those
 * nothing is read. A few others are taken for such (a filter of one hash); none is forgotten.
 */
final class OwnersOfPlaceholders {
  private static final int BITS = 1 << 22;

  private final AtomicLongArray words = new AtomicLongArray(BITS / Long.SIZE);

  void add(UUID owner) {
    int bit = bit(owner);
    words.accumulateAndGet(bit / Long.SIZE, 1L << bit, (had, more) -> had | more);
  }

  boolean mayHave(UUID owner) {
    int bit = bit(owner);
    return (words.get(bit / Long.SIZE) & 1L << bit) != 0;
  }

  /** The second half of an id is random. */
  private static int bit(UUID owner) {
    long mixed =
        (owner.getLeastSignificantBits() ^ owner.getMostSignificantBits()) * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 42) & (BITS - 1);
  }
}
