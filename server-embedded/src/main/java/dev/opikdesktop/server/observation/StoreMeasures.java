package dev.opikdesktop.server.observation;

import dev.opikdesktop.storage.Stores;
import dev.opikdesktop.storage.analytics.Backlog;
import dev.opikdesktop.storage.analytics.InsertCounts;
import dev.opikdesktop.storage.analytics.InsertCounts.OfTable;
import dev.opikdesktop.storage.coordination.CacheUse;
import dev.opikdesktop.storage.measures.Histogram;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The stores: what goes in, what waits, and how engine and caches do. Asks no store anything. */
final class StoreMeasures {
  private final Stores stores;

  StoreMeasures(Stores stores) {
    this.stores = stores;
  }

  void describe(Families families) {
    inserts(families, stores.analytics().insertCounts());
    backlogs(families, stores.analytics().backlogs());
    stores
        .engine()
        .ifPresent(
            engine -> {
              families.gauge(
                  "opik_desktop_engine_up",
                  "1 while the engine process is ready",
                  engine.isReady() ? 1 : 0);
              families.counter(
                  "opik_desktop_engine_restarts",
                  "How often the engine process had to be started again",
                  engine.restarts());
              engine
                  .residentBytes()
                  .ifPresent(
                      bytes ->
                          families.gauge(
                              "opik_desktop_engine_resident_memory_bytes",
                              "Memory of the engine process (Linux)",
                              bytes));
            });
    caches(families, stores.coordination().cacheUses());
  }

  private static void inserts(Families families, InsertCounts counts) {
    Set<Map.Entry<String, OfTable>> tables = counts.tables().entrySet();
    Function<Map.Entry<String, OfTable>, Labels> labels = each -> Labels.of("table", each.getKey());
    families.counter(
        "opik_desktop_ingest_inserts",
        "Acknowledged writes of rows",
        tables,
        labels,
        each -> each.getValue().inserts());
    families.counter(
        "opik_desktop_ingest_rows",
        "Rows of acknowledged writes; traces and spans are counted",
        tables.stream().filter(each -> each.getValue().rows() > 0).toList(),
        labels,
        each -> each.getValue().rows());
    families.counter(
        "opik_desktop_ingest_bytes",
        "Their bytes, as they go to the store",
        tables,
        labels,
        each -> each.getValue().bytes());
    Map<String, Histogram> groups =
        tables.stream()
            .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().groups()));
    families.histogram(
        "opik_desktop_ingest_group_writes",
        "How many writes shared one insert into the store, of those that waited for others",
        groups,
        table -> Labels.of("table", table));
  }

  private static void backlogs(Families families, List<Backlog> backlogs) {
    Function<Backlog, Labels> labels = each -> Labels.of("table", each.table());
    families.gauge(
        "opik_desktop_write_ahead_bytes",
        "Acknowledged bytes that wait to come into the store",
        backlogs,
        labels,
        Backlog::bytes);
    families.gauge(
        "opik_desktop_write_ahead_files", "Files that hold them", backlogs, labels, Backlog::files);
    families.gauge(
        "opik_desktop_write_ahead_failing",
        "1 when the last attempt to insert them failed",
        backlogs,
        labels,
        each -> each.failing() ? 1 : 0);
  }

  private static void caches(Families families, List<CacheUse> caches) {
    counter(families, "hits", "Lookups that found an entry", caches, CacheUse::hits);
    counter(families, "misses", "Lookups that found none", caches, CacheUse::misses);
    families.gauge(
        "opik_desktop_cache_entries",
        "About how many entries there are",
        caches,
        each -> Labels.of("cache", each.name()),
        CacheUse::entries);
  }

  private static void counter(
      Families families,
      String what,
      String help,
      List<CacheUse> caches,
      ToDoubleFunction<CacheUse> value) {
    families.counter(
        "opik_desktop_cache_" + what, help, caches, each -> Labels.of("cache", each.name()), value);
  }
}
