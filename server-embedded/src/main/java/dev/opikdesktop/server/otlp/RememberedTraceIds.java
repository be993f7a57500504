package dev.opikdesktop.server.otlp;

import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.storage.coordination.Cache;
import dev.opikdesktop.storage.coordination.CacheSettings;
import dev.opikdesktop.storage.coordination.Codec;
import dev.opikdesktop.storage.coordination.Coordination;
import dev.opikdesktop.storage.coordination.HeldLock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * Remembers for three hours which trace is which, and asks the stored spans after that. The time in
 * a trace's id is that of the batch which came first, so it cannot be computed again from a later
 * one; but all the rest of the id is a hash of the trace's OpenTelemetry id, and by that the spans
 * that are there already tell. No table of its own has to be written or cleaned.
 *
 * <p>A trace whose spans start more than a day apart may get a second id once it is forgotten.
 */
public final class RememberedTraceIds implements TraceIds {
  private static final Duration REMEMBERED = Duration.ofHours(3);
  private static final int MAXIMUM = 20_000;
  private static final Duration LONGEST_TRACE = Duration.ofDays(1);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  private final Coordination coordination;
  private final Cache<UUID> remembered;
  private final StoredTraceIds stored;

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
      // One batch at a time gives new ids, so that two batches of one trace agree.
      try (HeldLock lock = coordination.lock("otlp-trace-ids/" + scope, LONGEST_WAIT)) {
        unknown = recall(scope, unknown, ids);
        if (!unknown.isEmpty()) {
          learn(caller, project, scope, unknown, ids);
        }
      }
    }
    return ids;
  }

  private Map<String, Instant> recall(
      String scope, Map<String, Instant> wanted, Map<String, UUID> ids) {
    Map<String, Instant> unknown = new HashMap<>();
    wanted.forEach(
        (otelId, start) ->
            remembered
                .find(scope + otelId)
                .ifPresentOrElse(id -> ids.put(otelId, id), () -> unknown.put(otelId, start)));
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
    for (UUID id : stored.find(caller, project, byTail.keySet(), from, to)) {
      String otelId = byTail.get(OpikIds.tail(id));
      if (otelId != null) {
        ids.merge(otelId, id, (a, b) -> OpikIds.epochMilli(a) <= OpikIds.epochMilli(b) ? a : b);
      }
    }
    fresh.forEach(
        (otelId, id) -> remembered.put(scope + otelId, ids.computeIfAbsent(otelId, key -> id)));
  }
}
