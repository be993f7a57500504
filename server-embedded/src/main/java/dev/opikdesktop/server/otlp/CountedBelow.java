package dev.opikdesktop.server.otlp;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.UUID;

/**
 * Spans that are still to come although one below them has come with usage. A run of an agent ends,
 * and is exported, after its calls of models, mostly in another request; what it says about usage
 * is the sum of theirs. Forgotten at a restart. Safe for any number of threads.
 */
final class CountedBelow {
  private static final Duration REMEMBERED = Duration.ofHours(3);
  private static final int MAXIMUM = 50_000;

  private record Awaited(UUID traceId, String spanId) {}

  private final Cache<Awaited, Boolean> awaited =
      Caffeine.newBuilder()
          .expireAfterWrite(REMEMBERED)
          .maximumSize(MAXIMUM)
          .executor(Runnable::run)
          .build();

  /** Notes that usage was counted below a span which is not here yet. */
  void await(UUID traceId, String spanId) {
    awaited.put(new Awaited(traceId, spanId), true);
  }

  /** Whether usage was counted below this span in an earlier request. */
  boolean contains(UUID traceId, String spanId) {
    return awaited.getIfPresent(new Awaited(traceId, spanId)) != null;
  }
}
