package dev.opikdesktop.server.ingest;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * The ids that were written in the last while. A read for others need not wait until the rows of
 * these are in the store. When many are written it remembers none, and says of every id that it may
 * be one of them.
 */
final class RecentIds {
  private static final int MOST = 20_000;

  private final long nanos;
  private Set<UUID> younger = new HashSet<>();
  private Set<UUID> older = new HashSet<>();
  private long youngerSince = System.nanoTime();

  /** Until when ids are missing here because there were too many. */
  private long incompleteUntil = youngerSince;

  RecentIds(Duration remembered) {
    this.nanos = remembered.toNanos();
  }

  synchronized void add(Collection<UUID> ids) {
    forget();
    if (younger.size() + ids.size() > MOST) {
      incompleteUntil = System.nanoTime() + nanos;
      younger.clear();
      older.clear();
    } else {
      younger.addAll(ids);
    }
  }

  synchronized boolean mayHave(Collection<UUID> ids) {
    forget();
    if (incompleteUntil - System.nanoTime() > 0) {
      return true;
    }
    for (UUID id : ids) {
      if (younger.contains(id) || older.contains(id)) {
        return true;
      }
    }
    return false;
  }

  /** Those of {@link #older} are as old as all of {@link #younger} at least, and a while more. */
  private void forget() {
    long now = System.nanoTime();
    if (now - youngerSince > nanos) {
      Set<UUID> forgotten = older;
      older = now - youngerSince > 2 * nanos ? new HashSet<>() : younger;
      forgotten.clear();
      younger = new HashSet<>();
      youngerSince = now;
    }
  }
}
