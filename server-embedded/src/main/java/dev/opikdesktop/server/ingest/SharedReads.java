package dev.opikdesktop.server.ingest;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Shares the reads that come before a write of single rows among the writers of one table, see
 * {@link SharedCalls}.
 *
 * @param <R> the row type
 */
final class SharedReads<R extends VersionedRow> {
  /** Rows can be large, and all of a group are in memory at once. */
  private static final long MOST_IDS = 64;

  private final Function<Collection<UUID>, List<R>> load;
  private final SharedCalls<Read<R>> reads =
      new SharedCalls<>(MOST_IDS, read -> read.ids.size(), this::loadAll);

  SharedReads(Function<Collection<UUID>, List<R>> load) {
    this.load = load;
  }

  /** The rows of some ids, no older than this call. */
  List<R> load(Collection<UUID> ids) {
    Read<R> mine = new Read<>(Set.copyOf(ids));
    reads.join(mine);
    return mine.found;
  }

  private void loadAll(List<Read<R>> group) {
    if (group.size() == 1) {
      Read<R> only = group.getFirst();
      only.found = load.apply(only.ids);
      return;
    }
    Set<UUID> all = new LinkedHashSet<>();
    group.forEach(read -> all.addAll(read.ids));
    List<R> rows = load.apply(all);
    for (Read<R> read : group) {
      read.found = rows.stream().filter(row -> read.ids.contains(row.id())).toList();
    }
  }

  /** What one caller wants, and gets. */
  private static final class Read<R> {
    private final Set<UUID> ids;
    private List<R> found = List.of();

    Read(Set<UUID> ids) {
      this.ids = ids;
    }
  }
}
