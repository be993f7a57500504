package dev.opikdesktop.server.attachments;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A set of ids in 512 KB, however many they are: a few others are taken for members, one in a
 * hundred where there are 40,000 (a Bloom filter of one hash). For several threads.
 */
final class IdFilter {
  private static final int BITS = 1 << 22;

  private final AtomicLongArray words = new AtomicLongArray(BITS / Long.SIZE);

  void add(UUID id) {
    int bit = bit(id);
    words.accumulateAndGet(bit / Long.SIZE, 1L << bit, (had, more) -> had | more);
  }

  boolean mayHave(UUID id) {
    int bit = bit(id);
    return (words.get(bit / Long.SIZE) & 1L << bit) != 0;
  }

  /** The second half of an id is random. */
  private static int bit(UUID id) {
    long mixed = (id.getLeastSignificantBits() ^ id.getMostSignificantBits()) * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 42) & (BITS - 1);
  }
}
