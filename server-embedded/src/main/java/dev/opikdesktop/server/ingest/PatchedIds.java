package dev.opikdesktop.server.ingest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The ids of rows that carry patches, and therefore must be read before a create of the same id is
 * written. All others, which is nearly all, are written blindly.
 *
 * <p>Ids that were patched and never created are kept as long as that is so. Ids that were created
 * and patched are kept for a day: a create that comes later than that with an older version than
 * the patch loses to the patched row, as any older row does.
 */
final class PatchedIds {
  /** How long an id is kept after its last patch. */
  static final Duration KEPT = Duration.ofDays(1);

  private static final long MOST = 500_000;

  private final Set<UUID> partial = ConcurrentHashMap.newKeySet();
  private final Cache<UUID, Boolean> patched =
      Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(MOST).build();

  void add(UUID id) {
    patched.put(id, true);
  }

  /** Says what is stored of an id now. To be called under its lock. */
  void stored(UUID id, boolean isPatched, boolean isPartial) {
    if (isPartial) {
      partial.add(id);
    } else {
      partial.remove(id);
      if (!isPatched) {
        patched.invalidate(id);
      }
    }
  }

  boolean contains(UUID id) {
    return patched.getIfPresent(id) != null || partial.contains(id);
  }

  boolean isEmpty() {
    return partial.isEmpty() && patched.estimatedSize() == 0;
  }
}
