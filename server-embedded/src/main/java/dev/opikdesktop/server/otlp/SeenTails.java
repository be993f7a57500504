package dev.opikdesktop.server.otlp;

/**
 * A set of the tails of trace ids, which may take one for another that is not in it: a Bloom filter
 * of four bits a tail, wrong in one case of four hundred when it is full.
 */
final class SeenTails {
  /** Ids from which on every tail may be among them, so that memory stays bounded: 4 MB. */
  static final int MOST = 1_000_000;

  private static final int LEAST_ROOM = 16_384;
  private static final int BITS_EACH = 16;
  private static final int HASHES = 4;

  /** Digits of a tail before those of the less significant half of the id. */
  private static final int VERSION_DIGITS = 4;

  private final long[] bits;
  private final boolean isAll;
  private int room;

  private SeenTails(int room, boolean isAll) {
    this.room = room;
    this.isAll = isAll;
    this.bits = new long[isAll ? 0 : Integer.highestOneBit(room * BITS_EACH - 1) * 2 / Long.SIZE];
  }

  /**
   * Those of some ids, with room for as many more.
   *
   * @param ids their less significant halves
   */
  static SeenTails of(long[] ids) {
    boolean isAll = ids.length >= MOST;
    SeenTails tails = new SeenTails(Math.max(LEAST_ROOM, isAll ? 0 : 2 * ids.length), isAll);
    for (long id : ids) {
      tails.add(id);
    }
    return tails;
  }

  /** Whether it has as many as it was made for. */
  synchronized boolean isFull() {
    return room <= 0 && !isAll;
  }

  /**
   * Adds the last ten bytes of an id, as upper-case hex digits.
   *
   * @return whether they were certainly not in it before
   */
  boolean add(String tail) {
    return add(Long.parseUnsignedLong(tail, VERSION_DIGITS, tail.length(), 16));
  }

  /** The same by the less significant half of the id. */
  synchronized boolean add(long tail) {
    if (isAll) {
      return false;
    }
    int step = (int) (tail >>> Integer.SIZE) | 1;
    int at = (int) tail;
    boolean isNew = false;
    for (int i = 0; i < HASHES; i++) {
      int word = (at >>> 6) & (bits.length - 1);
      long bit = 1L << at;
      isNew |= (bits[word] & bit) == 0;
      bits[word] |= bit;
      at += step;
    }
    room -= isNew ? 1 : 0;
    return isNew;
  }
}
