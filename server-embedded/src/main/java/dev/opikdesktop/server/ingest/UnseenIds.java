package dev.opikdesktop.server.ingest;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * Knows of some ids that the store cannot have them: of time-ordered ones that are younger than the
 * last start, and that nobody has written since. A create of such an id need not look for it.
 *
 * <p>Only for a store that nobody else writes to.
 */
final class UnseenIds {
  private static final int MOST = 10_000;

  /** All stored ids whose time is later are in one of the sets. Milliseconds since 1970. */
  private long since;

  private Set<UUID> younger = new HashSet<>();
  private Set<UUID> older = new HashSet<>();
  private long latestOfYounger;
  private long latestOfOlder;

  /**
   * @param since no stored id has a later time. Milliseconds since 1970
   */
  UnseenIds(long since) {
    this.since = since;
  }

  /** To be called before others may take it that these are stored. */
  synchronized void add(Collection<UUID> ids) {
    for (UUID id : ids) {
      if (younger.size() == MOST) {
        forgetOlder();
      }
      if (isTimeOrdered(id) && time(id) > since) {
        younger.add(id);
        latestOfYounger = Math.max(latestOfYounger, time(id));
      }
    }
  }

  /** Whether none of these is in the store. False where it is not known. */
  synchronized boolean areUnseen(Collection<UUID> ids) {
    for (UUID id : ids) {
      if (!isTimeOrdered(id) || time(id) <= since || younger.contains(id) || older.contains(id)) {
        return false;
      }
    }
    return true;
  }

  private void forgetOlder() {
    since = Math.max(since, latestOfOlder);
    older = younger;
    latestOfOlder = latestOfYounger;
    younger = new HashSet<>();
    latestOfYounger = 0;
  }

  private static boolean isTimeOrdered(UUID id) {
    return id.version() == 7;
  }

  private static long time(UUID id) {
    return id.getMostSignificantBits() >>> 16;
  }
}
