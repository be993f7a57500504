package dev.opikdesktop.server.ingest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is stored of some ids. An id is unique within a project only: nothing keeps a client from
 * sending it to two.
 *
 * @param <R> the row type
 */
public final class StoredRows<R extends VersionedRow> {
  private final Map<UUID, List<R>> byId = new LinkedHashMap<>();

  StoredRows(List<R> rows) {
    for (R row : rows) {
      byId.computeIfAbsent(row.id(), ignored -> new ArrayList<>()).add(row);
    }
  }

  /** The row of this project; where there is none, the newest of the others; null without any. */
  public @Nullable R find(UUID project, UUID id) {
    R own = in(project, id);
    return own == null ? newest(id) : own;
  }

  /** The row of this project. */
  @Nullable R in(UUID project, UUID id) {
    for (R row : byId.getOrDefault(id, List.of())) {
      if (row.projectId().equals(project)) {
        return row;
      }
    }
    return null;
  }

  /** The newest row of each id. */
  public Collection<R> newest() {
    List<R> newest = new ArrayList<>();
    for (UUID id : byId.keySet()) {
      R row = newest(id);
      if (row != null) {
        newest.add(row);
      }
    }
    return newest;
  }

  List<R> all() {
    return byId.values().stream().flatMap(List::stream).toList();
  }

  private @Nullable R newest(UUID id) {
    R newest = null;
    for (R row : byId.getOrDefault(id, List.of())) {
      if (newest == null || row.audit().lastUpdatedAt().isAfter(newest.audit().lastUpdatedAt())) {
        newest = row;
      }
    }
    return newest;
  }
}
