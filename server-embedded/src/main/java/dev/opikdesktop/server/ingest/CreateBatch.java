package dev.opikdesktop.server.ingest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The rows of one batch request, at most one of each id (Opik contract 2.6): of several that say
 * when they were updated the last one counts, whichever project it names; of others the last one of
 * each project.
 *
 * @param <R> the row type
 */
public final class CreateBatch<R extends VersionedRow> {
  private final Map<UUID, R> rows = new LinkedHashMap<>();
  private final Set<UUID> dated = new HashSet<>();
  private final List<R> elsewhere = new ArrayList<>();

  /**
   * Adds a row.
   *
   * @param isDated whether its version is the client's
   */
  public void add(R row, boolean isDated) {
    R other = rows.get(row.id());
    boolean alsoDated = isDated && !dated.add(row.id());
    if (other == null) {
      rows.put(row.id(), row);
    } else if (!alsoDated && !other.projectId().equals(row.projectId())) {
      elsewhere.add(row);
    } else if (!row.audit().lastUpdatedAt().isBefore(other.audit().lastUpdatedAt())) {
      rows.put(row.id(), row);
    }
  }

  /** Writes them. Returns when they are durable. */
  public Collection<R> write(Upserts<R> upserts) {
    upserts.create(rows.values());
    if (!elsewhere.isEmpty()) {
      upserts.create(elsewhere);
    }
    return rows.values();
  }
}
