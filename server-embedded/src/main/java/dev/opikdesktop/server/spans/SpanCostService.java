package dev.opikdesktop.server.spans;

import dev.opikdesktop.server.events.Change;
import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.ingest.Audit;
import dev.opikdesktop.server.ingest.StoredRows;
import dev.opikdesktop.server.ingest.Upserts;
import dev.opikdesktop.server.projects.CommittedWrites;
import dev.opikdesktop.server.projects.ProjectService;
import dev.opikdesktop.server.spans.SpanCostStore.Basis;
import dev.opikdesktop.server.spans.SpanCostStore.Key;
import dev.opikdesktop.storage.analytics.Analytics;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Estimates the costs of spans anew that were estimated by other prices. A cost that a client sent
 * stays (Opik contract 2.11).
 *
 * <p>Reads little of all spans, and whole only those whose cost differs, a few megabytes at a time.
 */
final class SpanCostService {
  private static final int KEYS_AT_ONCE = 1000;
  private static final int ROWS_AT_ONCE = 200;
  private static final long BYTES_AT_ONCE = 8L << 20;

  private final SpanCostStore store;
  private final SpanCosts costs;
  private final Upserts<SpanRow> upserts;
  private final ProjectService projects;
  private final CommittedWrites news;

  SpanCostService(
      Analytics analytics,
      SpanCosts costs,
      Upserts<SpanRow> upserts,
      ProjectService projects,
      CommittedWrites news) {
    this.store = new SpanCostStore(analytics);
    this.costs = costs;
    this.upserts = upserts;
    this.projects = projects;
    this.news = news;
  }

  /**
   * Estimates all costs of a project anew. Spans that are written meanwhile have their cost by the
   * same prices anyway. Asked for twice at once, each span is changed once.
   *
   * @throws ApiException 404 for a project that is not there
   */
  Recomputation recompute(Caller caller, UUID project) {
    if (projects.name(caller, project).isEmpty()) {
      throw ApiException.notFoundErrors("Project not found: " + project);
    }
    long spans = 0;
    long changed = 0;
    List<Key> keys = store.keys(caller, project, Key.BEFORE_ALL, KEYS_AT_ONCE);
    while (!keys.isEmpty()) {
      spans += keys.size();
      for (List<UUID> ids : groups(caller, project, differing(caller, project, keys))) {
        changed += change(project, ids);
      }
      keys =
          keys.size() < KEYS_AT_ONCE
              ? List.of()
              : store.keys(caller, project, keys.getLast(), KEYS_AT_ONCE);
    }
    return new Recomputation(spans, changed);
  }

  /** Those whose cost is another now, or may be. */
  private List<Key> differing(Caller caller, UUID project, List<Key> keys) {
    List<UUID> ids =
        store.bases(caller, project, keys).stream().filter(this::differs).map(Basis::id).toList();
    Set<UUID> wanted = new HashSet<>(ids);
    return keys.stream().filter(key -> wanted.contains(key.id())).toList();
  }

  private boolean differs(Basis basis) {
    if (basis.cost() != null && basis.cost().manual()) {
      return false;
    }
    boolean unread = basis.speaksOfCost() && basis.metadata() == null;
    SpanCost estimate =
        costs.estimate(basis.provider(), basis.model(), basis.usage(), basis.metadata());
    return unread && estimate == null || !SpanCost.same(estimate, basis.cost());
  }

  /** As many at once as fit into the memory that this may take; never none. */
  private List<List<UUID>> groups(Caller caller, UUID project, List<Key> keys) {
    List<List<UUID>> groups = new ArrayList<>();
    if (keys.isEmpty()) {
      return groups;
    }
    Map<UUID, Long> sizes = store.sizes(caller, project, keys);
    List<UUID> group = new ArrayList<>();
    long bytes = 0;
    for (Key key : keys) {
      long size = sizes.getOrDefault(key.id(), 0L);
      if (!group.isEmpty() && (group.size() == ROWS_AT_ONCE || bytes + size > BYTES_AT_ONCE)) {
        groups.add(group);
        group = new ArrayList<>();
        bytes = 0;
      }
      group.add(key.id());
      bytes += size;
    }
    groups.add(group);
    return groups;
  }

  private int change(UUID project, List<UUID> ids) {
    List<SpanRow> changed = new ArrayList<>();
    upserts.change(
        ids,
        stored -> {
          changed.clear();
          for (UUID id : ids) {
            recomputed(stored, project, id).ifPresent(changed::add);
          }
          return changed;
        });
    news.announce(Change.Entity.SPAN, changed);
    return changed.size();
  }

  /**
   * The row with its new cost, if that differs. It gets the least version above its own, so that
   * whatever a client sends counts over it as it would have before; nobody has edited it.
   */
  private Optional<SpanRow> recomputed(StoredRows<SpanRow> stored, UUID project, UUID id) {
    SpanRow there = stored.find(project, id);
    if (there == null || !there.projectId().equals(project)) {
      return Optional.empty();
    }
    SpanRow fresh = costs.of(there);
    if (SpanCost.same(fresh.fields().cost(), there.fields().cost())) {
      return Optional.empty();
    }
    Audit was = there.audit();
    return Optional.of(
        fresh.with(
            new Audit(
                was.createdAt(),
                was.createdBy(),
                was.lastUpdatedAt().plus(1, ChronoUnit.MICROS),
                was.lastUpdatedBy())));
  }
}
