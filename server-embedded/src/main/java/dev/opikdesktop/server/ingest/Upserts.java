package dev.opikdesktop.server.ingest;

import dev.opikdesktop.server.ids.TimeOrderedIds;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.RowBinaryWriter;
import dev.opikdesktop.storage.coordination.Coordination;
import dev.opikdesktop.storage.coordination.HeldLock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes creates and patches of one table's rows, which arrive from many connections in any order,
 * so that the outcome depends on their versions alone (Opik contract 2.4 to 2.8):
 *
 * <ul>
 *   <li>Of several creates of one id, the one with the greatest version counts, whole.
 *   <li>A patch changes the fields it names, on top of any create with a lesser version, whether
 *       that came before or comes after.
 * </ul>
 *
 * <p>Creates are written without reading, except those of ids that carry patches.
 *
 * @param <R> the row type
 */
public final class Upserts<R extends VersionedRow> {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private final String table;
  private final Rows<R> rows;
  private final SharedReads<R> reads;
  private final SharedReads<R> settledReads;
  private final GroupCommit commits;
  private final Coordination coordination;
  private final Deletions deletions;
  private final PatchedIds patched = new PatchedIds();
  private final InFlight inFlight = new InFlight();
  private final RecentIds recent = new RecentIds(Analytics.SETTLED);
  private final UnseenIds unseen;

  /**
   * Learns which stored rows carry patches.
   *
   * @param table names the locks
   * @param deletions of this table's rows
   */
  public Upserts(
      String table,
      Rows<R> rows,
      GroupCommit commits,
      Coordination coordination,
      Deletions deletions) {
    this.table = table;
    this.rows = rows;
    this.reads = new SharedReads<>(ids -> rows.load(ids, false));
    this.settledReads = new SharedReads<>(ids -> rows.load(ids, true));
    this.commits = commits;
    this.coordination = coordination;
    this.deletions = deletions;
    this.unseen = UnseenIds.of(rows.store(), table, this::latestStored);
    rows.forEachPatched(
        Instant.now().minus(PatchedIds.KEPT),
        (id, isPartial) -> {
          patched.add(id);
          patched.stored(id, true, isPartial);
        });
  }

  /**
   * No stored id is later: that of now, unless ids came from a clock that is ahead, or unless
   * others write too. Milliseconds since 1970.
   */
  private long latestStored() {
    if (rows.store().hasOtherWriters()) {
      return Long.MAX_VALUE;
    }
    Instant now = Instant.now();
    return rows.greatestId(TimeOrderedIds.firstOf(now))
        .map(TimeOrderedIds::timeOf)
        .orElse(now)
        .toEpochMilli();
  }

  /** Writes creates, at most one of each id. Returns when they are durable. */
  public void create(Collection<R> creates) {
    List<R> careful = new ArrayList<>();
    try (InFlight.Write ignored = inFlight.enter(ids(creates))) {
      boolean anyPatched = !patched.isEmpty();
      RowBinaryWriter blind = new RowBinaryWriter(creates.size() * 512);
      for (R row : creates) {
        if (anyPatched && patched.contains(row.id())) {
          careful.add(row);
        } else {
          rows.write(row, blind);
          blind.endRow();
        }
      }
      commit(blind, creates);
    }
    if (!careful.isEmpty()) {
      createOverPatches(careful);
    }
  }

  /**
   * Changes rows under their locks: the change sees what is stored and answers the rows to store.
   * Their versions must be greater than those of what they replace.
   *
   * @param change may throw to refuse
   */
  public void change(Collection<UUID> ids, Function<StoredRows<R>, List<R>> change) {
    try (HeldLock ignored = lock(ids)) {
      for (UUID id : ids) {
        patched.add(id);
      }
      List<R> known = new ArrayList<>();
      try {
        inFlight.await(ids);
        changeStored(ids, change, known);
      } finally {
        remember(ids, known);
      }
    }
  }

  /** The least version that is greater than the stored row's and not before the given time. */
  public static Instant versionAfter(@Nullable VersionedRow stored, Instant time) {
    return stored == null
        ? time.truncatedTo(ChronoUnit.MICROS)
        : later(stored.audit().lastUpdatedAt(), time);
  }

  /** The least version that is greater than another and not before the given time. */
  public static Instant later(Instant version, Instant time) {
    Instant micros = time.truncatedTo(ChronoUnit.MICROS);
    return micros.isAfter(version) ? micros : version.plus(1, ChronoUnit.MICROS);
  }

  private void createOverPatches(List<R> creates) {
    List<UUID> ids = ids(creates);
    try (HeldLock ignored = lock(ids)) {
      List<R> known = new ArrayList<>();
      changeStored(ids, stored -> merged(creates, stored), known);
      remember(ids, known);
    }
  }

  private List<R> merged(List<R> creates, StoredRows<R> stored) {
    List<R> result = new ArrayList<>();
    for (R create : creates) {
      R below = stored.in(create.projectId(), create.id());
      if (below == null) {
        result.add(create);
      } else if (!create.audit().lastUpdatedAt().isBefore(below.createVersion())) {
        Instant version = versionAfter(below, create.audit().lastUpdatedAt());
        result.add(rows.merge(create, below, version));
      }
    }
    return result;
  }

  /**
   * To be called under the locks of the ids.
   *
   * @param known takes the rows that are there, and after them those that were written
   */
  private void changeStored(
      Collection<UUID> ids, Function<StoredRows<R>, List<R>> change, List<R> known) {
    while (true) {
      Optional<Deletions.Deletion> deletion;
      try (Deletions.Change underWay = deletions.change()) {
        StoredRows<R> stored = new StoredRows<>(stored(ids));
        deletion = underWay.endangered(stored.all());
        if (deletion.isEmpty()) {
          known.addAll(stored.all());
          List<R> changed = change.apply(stored);
          commit(changed);
          known.addAll(changed);
          return;
        }
      }
      deletion.get().await();
    }
  }

  private List<R> stored(Collection<UUID> ids) {
    if (unseen.areUnseen(ids)) {
      return List.of();
    }
    SharedReads<R> read = recent.mayHave(ids) ? reads : settledReads;
    return read.load(ids);
  }

  private void commit(List<R> changed) {
    RowBinaryWriter out = new RowBinaryWriter(changed.size() * 1024);
    for (R row : changed) {
      rows.write(row, out);
      out.endRow();
    }
    commit(out, changed);
  }

  private void commit(RowBinaryWriter out, Collection<R> of) {
    try {
      commits.commit(out);
    } finally {
      // Also if it failed: who knows what the store has of it.
      List<UUID> ids = ids(of);
      recent.add(ids);
      unseen.add(ids);
    }
  }

  /** Keeps in mind which of the ids carry patches, as the last known rows of each say. */
  private void remember(Collection<UUID> ids, List<R> known) {
    Map<List<UUID>, R> last = new HashMap<>();
    for (R row : known) {
      last.put(List.of(row.projectId(), row.id()), row);
    }
    for (UUID id : ids) {
      boolean isPatched = false;
      boolean isPartial = false;
      for (R row : last.values()) {
        if (row.id().equals(id)) {
          isPatched |= !row.patches().times().isEmpty();
          isPartial |= row.isPartial();
        }
      }
      patched.stored(id, isPatched, isPartial);
    }
  }

  private List<UUID> ids(Collection<R> of) {
    List<UUID> ids = new ArrayList<>(of.size());
    for (R row : of) {
      ids.add(row.id());
    }
    return ids;
  }

  private HeldLock lock(Collection<UUID> ids) {
    List<String> names = new ArrayList<>(ids.size());
    for (UUID id : ids) {
      names.add(table + ":" + id);
    }
    return coordination.lock(names, LONGEST_WAIT);
  }

  /**
   * What this needs of a table.
   *
   * @param <R> the row type
   */
  public interface Rows<R> {
    /** Appends a row's columns. */
    void write(R row, RowBinaryWriter out);

    /**
     * A create on top of what is stored: the fields that were patched later than the create keep
     * their stored values.
     *
     * @param version the version of the result
     */
    R merge(R create, R stored, Instant version);

    /**
     * The newest stored row of each id in each project that has it.
     *
     * @param settled whether rows of the last {@link Analytics#SETTLED} may be missing
     */
    List<R> load(Collection<UUID> ids, boolean settled);

    /** Where the rows are. */
    Analytics store();

    /** The greatest stored id, unless it is less than the given one. */
    Optional<UUID> greatestId(UUID least);

    /** Names each row that was patched since the given time, and each that was never created. */
    void forEachPatched(Instant since, PatchedRow each);
  }

  /** Takes one row's id at a time. */
  @FunctionalInterface
  public interface PatchedRow {
    void accept(UUID id, boolean isPartial);
  }
}
