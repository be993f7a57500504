package dev.opikdesktop.server.ingest;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;

/**
 * Keeps deletions and changes of stored rows apart. A change reads a row and writes it back: were
 * the row deleted in between, it would come to life again.
 *
 * <p>A change announces itself before it reads, and looks afterwards whether a deletion covers what
 * it read: then it waits for that and reads again. A deletion announces itself first and then waits
 * for the changes that began earlier. So one of the two always sees the other. Blind writes need no
 * such care: they come before the deletion or after it, and a row that comes after it is new.
 *
 * <p>One for all tables whose rows are deleted together. Safe for any number of threads.
 */
public final class Deletions {
  private final Set<Deletion> deletions = ConcurrentHashMap.newKeySet();
  private final Set<Change> changes = ConcurrentHashMap.newKeySet();

  /**
   * Deletes rows. Changes of other rows go on meanwhile.
   *
   * @param covered whether a row is one of them
   */
  public void run(Predicate<VersionedRow> covered, Runnable deletion) {
    Deletion announced = new Deletion(covered);
    deletions.add(announced);
    try {
      for (Change change : changes) {
        Waits.forEnd(change.finished);
      }
      deletion.run();
    } finally {
      deletions.remove(announced);
      announced.finished.countDown();
    }
  }

  /** Deletes traces with their spans, see {@link #run}. */
  public void ofTraces(UUID project, Collection<UUID> traces, Runnable deletion) {
    Set<UUID> ids = Set.copyOf(traces);
    run(row -> row.projectId().equals(project) && ids.contains(row.traceId()), deletion);
  }

  /** Deletes all rows of projects, see {@link #run}. */
  public void ofProjects(Collection<UUID> projects, Runnable deletion) {
    Set<UUID> ids = Set.copyOf(projects);
    run(row -> ids.contains(row.projectId()), deletion);
  }

  /** Begins a change. */
  Change change() {
    Change change = new Change();
    changes.add(change);
    return change;
  }

  /** A change under way. Closed before a deletion is waited for: that waits for it. */
  final class Change implements AutoCloseable {
    private final CountDownLatch finished = new CountDownLatch(1);

    private Change() {}

    /** A deletion under way that covers one of the rows. */
    Optional<Deletion> endangered(Collection<? extends VersionedRow> rows) {
      return deletions.stream()
          .filter(deletion -> rows.stream().anyMatch(deletion.covered))
          .findAny();
    }

    @Override
    public void close() {
      changes.remove(this);
      finished.countDown();
    }
  }

  /** A deletion under way. */
  static final class Deletion {
    private final Predicate<VersionedRow> covered;
    private final CountDownLatch finished = new CountDownLatch(1);

    private Deletion(Predicate<VersionedRow> covered) {
      this.covered = covered;
    }

    void await() {
      Waits.forEnd(finished);
    }
  }
}
