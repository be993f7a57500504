package dev.opikdesktop.server.otlp;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.ingest.SharedCalls;
import dev.opikdesktop.storage.coordination.Cache;
import dev.opikdesktop.storage.coordination.CacheSettings;
import dev.opikdesktop.storage.coordination.Codec;
import dev.opikdesktop.storage.coordination.Coordination;
import dev.opikdesktop.storage.coordination.HeldLock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Remembers for three hours which trace is which, and asks the stored traces after that. The time
 * in a trace's id is that of the batch which came first, so it cannot be computed again from a
 * later one; but all the rest of the id is a hash of the trace's OpenTelemetry id, and by that the
 * traces that are there already tell. No table of its own has to be written or cleaned.
 *
 * <p>A trace whose spans start more than a day apart may get a second id once it is forgotten.
 */
public final class RememberedTraceIds implements TraceIds {
  private static final Duration REMEMBERED = Duration.ofHours(3);
  private static final int MAXIMUM = 20_000;
  private static final long MOST_AT_ONCE = 1_000;
  private static final Duration LONGEST_TRACE = Duration.ofDays(1);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  /** Longer than it takes until the rows of a trace can be found. */
  private static final Duration RECENT = Duration.ofSeconds(30);

  private static final int MOST_RECENT = 100_000;

  private final Coordination coordination;
  private final Cache<UUID> remembered;

  /** All of the last half minute, unless they are too many. */
  private final com.github.benmanes.caffeine.cache.Cache<String, UUID> recent =
      Caffeine.newBuilder()
          .expireAfterWrite(RECENT)
          .maximumSize(MOST_RECENT)
          .executor(Runnable::run)
          .evictionListener(this::evicted)
          .build();

  /** Until when some of the last half minute are missing. */
  private volatile long incompleteUntil = System.nanoTime();

  private final StoredTraceIds stored;
  private final SharedCalls<Lookup> lookups =
      new SharedCalls<>(MOST_AT_ONCE, lookup -> lookup.unknown.size(), this::lookUp);

  public RememberedTraceIds(Coordination coordination, StoredTraceIds stored) {
    this.coordination = coordination;
    this.remembered =
        coordination.cache(new CacheSettings<>("otlp-trace-ids", REMEMBERED, MAXIMUM, Codec.ID));
    this.stored = stored;
  }

  @Override
  public Map<String, UUID> of(Caller caller, String project, Map<String, Instant> earliestStarts) {
    // Project names compare without case (Opik contract 2.2).
    String scope = caller.workspaceId() + "/" + project.strip().toLowerCase(Locale.ROOT) + "/";
    Map<String, UUID> ids = HashMap.newHashMap(earliestStarts.size());
    Map<String, Instant> unknown = recall(scope, earliestStarts, ids);
    if (!unknown.isEmpty()) {
      Lookup mine = new Lookup(caller, project, scope, unknown);
      lookups.join(mine);
      Map<String, UUID> found = mine.result();
      unknown
          .keySet()
          .forEach(otelId -> ids.put(otelId, Objects.requireNonNull(found.get(otelId))));
    }
    return ids;
  }

  /** What one batch does not know. */
  private static final class Lookup {
    private final Caller caller;
    private final String project;
    private final String scope;
    private final Map<String, Instant> unknown;
    private Map<String, UUID> found = Map.of();
    private @Nullable RuntimeException failure;

    Lookup(Caller caller, String project, String scope, Map<String, Instant> unknown) {
      this.caller = caller;
      this.project = project;
      this.scope = scope;
      this.unknown = unknown;
    }

    Map<String, UUID> result() {
      if (failure != null) {
        throw failure;
      }
      return found;
    }
  }

  private void lookUp(List<Lookup> all) {
    Map<String, List<Lookup>> byScope = new LinkedHashMap<>();
    for (Lookup lookup : all) {
      byScope.computeIfAbsent(lookup.scope, key -> new ArrayList<>()).add(lookup);
    }
    byScope.values().forEach(this::lookUpOfOneProject);
  }

  private void lookUpOfOneProject(List<Lookup> lookups) {
    Lookup first = lookups.getFirst();
    Map<String, Instant> wanted = new HashMap<>();
    for (Lookup lookup : lookups) {
      lookup.unknown.forEach(
          (otelId, start) -> wanted.merge(otelId, start, (a, b) -> a.isBefore(b) ? a : b));
    }
    Map<String, UUID> ids = HashMap.newHashMap(wanted.size());
    // One call at a time gives new ids, so that two batches of one trace agree.
    try (HeldLock lock = coordination.lock("otlp-trace-ids/" + first.scope, LONGEST_WAIT)) {
      Map<String, Instant> unknown = recall(first.scope, wanted, ids);
      if (!unknown.isEmpty()) {
        learn(first.caller, first.project, first.scope, unknown, ids);
      }
      lookups.forEach(lookup -> lookup.found = ids);
    } catch (RuntimeException e) {
      // A project that cannot be is no matter of the others.
      lookups.forEach(lookup -> lookup.failure = e);
    }
  }

  private Map<String, Instant> recall(
      String scope, Map<String, Instant> wanted, Map<String, UUID> ids) {
    Map<String, Instant> unknown = new HashMap<>();
    wanted.forEach(
        (otelId, start) -> {
          UUID mine = recent.getIfPresent(scope + otelId);
          if (mine != null) {
            ids.put(otelId, mine);
            return;
          }
          remembered
              .find(scope + otelId)
              .ifPresentOrElse(id -> ids.put(otelId, id), () -> unknown.put(otelId, start));
        });
    return unknown;
  }

  private void learn(
      Caller caller,
      String project,
      String scope,
      Map<String, Instant> unknown,
      Map<String, UUID> ids) {
    byte[] salt = scope.getBytes(StandardCharsets.UTF_8);
    Map<String, UUID> fresh = HashMap.newHashMap(unknown.size());
    Map<String, String> byTail = HashMap.newHashMap(unknown.size());
    unknown.forEach(
        (otelId, start) -> {
          UUID id = OpikIds.of(start.toEpochMilli(), salt, HexFormat.of().parseHex(otelId));
          fresh.put(otelId, id);
          byTail.put(OpikIds.tail(id), otelId);
        });
    Instant from = Collections.min(unknown.values()).minus(LONGEST_TRACE);
    Instant to = Collections.max(unknown.values()).plus(LONGEST_TRACE);
    boolean settled = System.nanoTime() - incompleteUntil >= 0;
    for (UUID id : stored.find(caller, project, byTail.keySet(), from, to, settled)) {
      String otelId = byTail.get(OpikIds.tail(id));
      if (otelId != null) {
        ids.merge(otelId, id, (a, b) -> OpikIds.epochMilli(a) <= OpikIds.epochMilli(b) ? a : b);
      }
    }
    fresh.forEach(
        (otelId, id) -> {
          UUID decided = ids.computeIfAbsent(otelId, key -> id);
          recent.put(scope + otelId, decided);
          remembered.put(scope + otelId, decided);
        });
  }

  private void evicted(@Nullable String key, @Nullable UUID id, RemovalCause cause) {
    if (cause == RemovalCause.SIZE) {
      incompleteUntil = System.nanoTime() + RECENT.toNanos();
    }
  }
}
