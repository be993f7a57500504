package dev.opikdesktop.storage.coordination;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Caches and locks of one process, for an installation without replicas. */
public final class LocalCoordination implements Coordination {
  private final Ticker ticker;
  private final ConcurrentMap<String, LocalCache<?>> caches = new ConcurrentHashMap<>();
  private final LocalLocks locks = new LocalLocks();

  public LocalCoordination() {
    this(Ticker.systemTicker());
  }

  /** With a clock of the caller's own, in nanoseconds. */
  LocalCoordination(Ticker ticker) {
    this.ticker = ticker;
  }

  @Override
  public <V> Cache<V> cache(CacheSettings<V> settings) {
    LocalCache<?> cache =
        caches.computeIfAbsent(settings.name(), name -> new LocalCache<>(settings, ticker));
    if (!cache.settings().equals(settings)) {
      throw new IllegalArgumentException(
          "The cache %s is there already as %s".formatted(settings.name(), cache.settings()));
    }
    // Equal settings have the same codec, which is of V.
    @SuppressWarnings("unchecked")
    LocalCache<V> same = (LocalCache<V>) cache;
    return same;
  }

  @Override
  public HeldLock lock(Collection<String> names, Duration longestWait) {
    return locks.take(names, longestWait);
  }

  @Override
  public List<CacheUse> cacheUses() {
    return caches.values().stream().map(LocalCache::use).toList();
  }

  /** How many lock names are in use. */
  int lockedNames() {
    return locks.size();
  }

  @Override
  public void close() {
    caches.values().forEach(Cache::invalidateAll);
  }
}
