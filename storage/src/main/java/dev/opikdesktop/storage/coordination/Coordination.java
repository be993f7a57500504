package dev.opikdesktop.storage.coordination;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * The coordination port: what the replicas of a server have in common besides their databases. The
 * local face lives in this process; the remote one is Redis.
 *
 * <p>Guarantees of every implementation:
 *
 * <ul>
 *   <li>Caches are caches: any entry may be gone at any time, and nothing may depend on one for its
 *       correctness.
 *   <li>A named lock has at most one holder among all replicas. Waiters get it in about the order
 *       in which they came. A holder that dies loses its locks within a minute.
 *   <li>Names that nobody uses take no memory.
 *   <li>A store that cannot be reached is a {@link dev.opikdesktop.storage.StorageException} of
 *       kind UNAVAILABLE.
 *   <li>Safe for use by many threads. Calls block; use virtual threads.
 * </ul>
 */
public interface Coordination extends AutoCloseable {
  /**
   * The cache of the given name. Asked for twice, it is the same cache.
   *
   * @throws IllegalArgumentException if the name is in use with another time to live, size or codec
   */
  <V> Cache<V> cache(CacheSettings<V> settings);

  /** {@link #lock(Collection, Duration)} of one name. */
  default HeldLock lock(String name, Duration longestWait) {
    return lock(List.of(name), longestWait);
  }

  /**
   * Takes the locks of all names, or none. They are taken in the order of the sorted names, so two
   * callers that each ask once for everything they need can never wait for one another. A thread
   * may ask again for a name that it holds.
   *
   * @throws dev.opikdesktop.storage.StorageException of kind UNAVAILABLE if they were not free
   *     within the longest wait, or the thread was interrupted
   */
  HeldLock lock(Collection<String> names, Duration longestWait);

  /** How the caches do that were asked for. */
  default List<CacheUse> cacheUses() {
    return List.of();
  }

  @Override
  void close();
}
