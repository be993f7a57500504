package dev.opikdesktop.storage.coordination;

import java.time.Duration;

/**
 * What a cache is like.
 *
 * @param name of the cache, the same in every replica
 * @param timeToLive how long a value may be served after it was kept
 * @param maximumEntries how many values one process keeps at most; a shared store may keep more
 * @param codec how a value becomes bytes where it leaves the process
 */
public record CacheSettings<V>(
    String name, Duration timeToLive, long maximumEntries, Codec<V> codec) {
  public CacheSettings {
    if (name.isBlank()) {
      throw new IllegalArgumentException("A cache needs a name");
    }
    if (!timeToLive.isPositive()) {
      throw new IllegalArgumentException("The time to live of cache " + name + " must be positive");
    }
    if (maximumEntries < 1) {
      throw new IllegalArgumentException("Cache " + name + " must hold at least one entry");
    }
  }
}
