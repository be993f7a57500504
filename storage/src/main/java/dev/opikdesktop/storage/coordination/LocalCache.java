package dev.opikdesktop.storage.coordination;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * A cache in this process. It keeps futures instead of values: a key that is being computed is
 * taken by its future, so nobody else computes it and no other key waits, and an invalidation takes
 * the future away, so what it gives later is never served.
 */
final class LocalCache<V> implements Cache<V> {
  private final CacheSettings<V> settings;
  private final AsyncCache<String, V> entries;

  LocalCache(CacheSettings<V> settings, Ticker ticker) {
    this.settings = settings;
    this.entries =
        Caffeine.newBuilder()
            .expireAfterWrite(settings.timeToLive())
            .maximumSize(settings.maximumEntries())
            .executor(Runnable::run)
            .ticker(ticker)
            .recordStats()
            .buildAsync();
  }

  CacheSettings<V> settings() {
    return settings;
  }

  CacheUse use() {
    CacheStats stats = entries.synchronous().stats();
    return new CacheUse(
        settings.name(),
        stats.hitCount(),
        stats.missCount(),
        entries.synchronous().estimatedSize());
  }

  @Override
  public Optional<V> find(String key) {
    CompletableFuture<V> entry = entries.getIfPresent(key);
    if (entry == null || !entry.isDone() || entry.isCompletedExceptionally()) {
      return Optional.empty();
    }
    return Optional.of(entry.join());
  }

  @Override
  public V get(String key, Function<String, V> compute) {
    CompletableFuture<V> mine = new CompletableFuture<>();
    CompletableFuture<V> entry = entries.get(key, (absent, executor) -> mine);
    if (entry == mine) {
      try {
        mine.complete(Objects.requireNonNull(compute.apply(key), "A cache keeps no null"));
      } catch (Throwable e) {
        mine.completeExceptionally(quietly(e));
        throw e;
      }
    }
    try {
      return entry.join();
    } catch (CompletionException | CancellationException e) {
      throw unwrapped(e);
    }
  }

  /**
   * Caffeine logs a future that fails, unless it was cancelled; whoever asked reports it already.
   */
  private static CancellationException quietly(Throwable failure) {
    CancellationException quiet = new CancellationException();
    quiet.initCause(failure);
    return quiet;
  }

  private static RuntimeException unwrapped(RuntimeException wrapper) {
    Throwable failure = wrapper;
    while ((failure instanceof CompletionException || failure instanceof CancellationException)
        && failure.getCause() != null) {
      failure = failure.getCause();
    }
    if (failure instanceof Error error) {
      throw error;
    }
    return failure instanceof RuntimeException unchecked ? unchecked : wrapper;
  }

  @Override
  public void put(String key, V value) {
    entries.put(key, CompletableFuture.completedFuture(value));
  }

  @Override
  public void invalidate(String key) {
    entries.synchronous().invalidate(key);
  }

  @Override
  public void invalidateAll() {
    entries.synchronous().invalidateAll();
  }
}
