package dev.opikdesktop.server.ingest;

import dev.opikdesktop.storage.analytics.Analytics;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Knows of some ids that the store cannot have them: of time-ordered ones that are younger than the
 * last start, and that nobody has written since. A create of such an id need not look for it.
 *
 * <p>Only for a store that nobody else writes to.
 */
final class UnseenIds {
  private static final int MOST = 10_000;

  private static final Map<Analytics, Map<String, UnseenIds>> BY_STORE =
      Collections.synchronizedMap(new WeakHashMap<>());

  /** All stored ids whose time is later are in one of the sets. Milliseconds since 1970. */
  private long since;

  private Set<UUID> younger = new HashSet<>();
  private Set<UUID> older = new HashSet<>();
  private long latestOfYounger;
  private long latestOfOlder;

  /**
   * The ids of one table: the same for all who write to it through one opened store, because each
   * must know of the others' rows.
   *
   * @param since see {@link #UnseenIds(long)}; asked for once
   */
  static UnseenIds of(Analytics store, String table, LongSupplier since) {
    return BY_STORE
        .computeIfAbsent(store, ignored -> new ConcurrentHashMap<>())
        .computeIfAbsent(table, ignored -> new UnseenIds(since.getAsLong()));
  }

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
