package dev.opikdesktop.server.threads;

import dev.opikdesktop.server.events.Change;
import dev.opikdesktop.server.events.Events;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import dev.opikdesktop.server.ingest.Audit;
import dev.opikdesktop.storage.coordination.Cache;
import dev.opikdesktop.storage.coordination.CacheSettings;
import dev.opikdesktop.storage.coordination.Codec;
import dev.opikdesktop.storage.coordination.Coordination;
import dev.opikdesktop.storage.coordination.HeldLock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;

/**
 * Gives every thread its row, exactly one, and changes rows, under a lock of their project. Thread
 * ids are exact: those that differ by case alone are two.
 */
final class ThreadModels {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
  private static final Duration REMEMBERED = Duration.ofHours(1);
  private static final int MOST_REMEMBERED = 50_000;

  /** A longer thread id is looked up each time. */
  private static final int LONGEST_REMEMBERED = 200;

  private final ThreadTable table;
  private final Coordination coordination;
  private final Events events;

  /** The ids of rows of open threads, to which more traces bring nothing new. */
  private final Cache<UUID> open;

  ThreadModels(ThreadTable table, Coordination coordination, Events events) {
    this.table = table;
    this.coordination = coordination;
    this.events = events;
    this.open =
        coordination.cache(
            new CacheSettings<>("open-threads", REMEMBERED, MOST_REMEMBERED, Codec.ID));
  }

  /** Whether a thread is known to have a row and to be open. Never waits. */
  boolean isOpen(UUID project, String threadId) {
    return isShort(threadId) && open.find(key(project, threadId)).isPresent();
  }

  /**
   * Makes the rows that are missing, and opens closed threads to which a trace came since.
   *
   * @return all of their rows
   */
  Map<String, ThreadRow> arrived(UUID workspace, UUID project, Map<String, Arrival> arrivals) {
    List<ThreadRow> written = new ArrayList<>();
    Map<String, ThreadRow> rows = new HashMap<>();
    try (HeldLock ignored = lock(project)) {
      rows.putAll(table.find(workspace, project, arrivals.keySet()));
      arrivals.forEach(
          (threadId, arrival) -> {
            ThreadRow row = rows.get(threadId);
            if (row == null) {
              written.add(created(workspace, project, threadId, arrival));
            } else if (row.status() == ThreadStatus.INACTIVE
                && arrival.newest().isAfter(row.statusChangedAt())) {
              written.add(row.withStatus(ThreadStatus.ACTIVE, Instant.now(), arrival.user()));
            }
          });
      table.write(written);
      written.forEach(row -> rows.put(row.threadId(), row));
      remember(rows.values());
    }
    publish(project, written);
    return rows;
  }

  /**
   * Changes the rows of those threads that have one.
   *
   * @param change makes a new version of a row at the time it is given; a row as it was is not
   *     written
   */
  void change(
      UUID workspace,
      UUID project,
      Collection<String> threadIds,
      BiFunction<ThreadRow, Instant, ThreadRow> change) {
    List<ThreadRow> written;
    try (HeldLock ignored = lock(project)) {
      // Before the time is taken: a trace that comes after a close must not find its thread open.
      forget(project, threadIds);
      written = rewrite(workspace, project, threadIds, change);
    }
    publish(project, written);
  }

  /** Closes the open ones of these threads, except those to which something came since. */
  void closeIdle(UUID workspace, UUID project, Collection<String> threadIds, Instant since) {
    List<ThreadRow> written;
    try (HeldLock ignored = lock(project)) {
      // Whatever trace found its thread open until now is seen by the next statement.
      forget(project, threadIds);
      Set<String> busy = table.busy(workspace, project, threadIds, since);
      written =
          rewrite(
              workspace,
              project,
              threadIds.stream().filter(threadId -> !busy.contains(threadId)).toList(),
              (row, now) ->
                  row.status() == ThreadStatus.ACTIVE && row.statusChangedAt().isBefore(since)
                      ? row.withStatus(ThreadStatus.INACTIVE, now, row.audit().lastUpdatedBy())
                      : row);
    }
    publish(project, written);
  }

  /**
   * Writes rows as they were elsewhere. A thread that has its row already keeps its id, and what
   * was changed later.
   */
  void restore(UUID workspace, UUID project, List<ThreadRow> rows) {
    List<ThreadRow> written = new ArrayList<>();
    List<String> threadIds = rows.stream().map(ThreadRow::threadId).toList();
    try (HeldLock ignored = lock(project)) {
      forget(project, threadIds);
      Map<String, ThreadRow> there = table.find(workspace, project, threadIds);
      for (ThreadRow row : rows) {
        ThreadRow known = there.get(row.threadId());
        if (known == null) {
          written.add(row);
        } else if (row.audit().lastUpdatedAt().isAfter(known.audit().lastUpdatedAt())) {
          written.add(row.withId(known.id()));
        }
      }
      table.write(written);
    }
    publish(project, written);
  }

  /** Under the lock. */
  private List<ThreadRow> rewrite(
      UUID workspace,
      UUID project,
      Collection<String> threadIds,
      BiFunction<ThreadRow, Instant, ThreadRow> change) {
    Instant now = Instant.now();
    List<ThreadRow> written = new ArrayList<>();
    for (ThreadRow row : table.find(workspace, project, threadIds).values()) {
      ThreadRow changed = change.apply(row, now);
      if (!changed.equals(row)) {
        written.add(changed);
      }
    }
    table.write(written);
    return written;
  }

  /**
   * Deletes the rows of threads. One to which a trace came while its others were deleted is a new
   * thread from here on, with another id.
   */
  void delete(UUID workspace, UUID project, Collection<String> threadIds) {
    List<UUID> deleted;
    try (HeldLock ignored = lock(project)) {
      // Whatever trace found its thread open until now is seen by the look into the traces.
      forget(project, threadIds);
      deleted =
          table.find(workspace, project, threadIds).values().stream().map(ThreadRow::id).toList();
      if (!deleted.isEmpty()) {
        table.delete(workspace, project, threadIds);
      }
      Map<String, Arrival> left = table.used(workspace, project, threadIds);
      if (!left.isEmpty()) {
        arrived(workspace, project, left);
      }
    }
    events.publish(new Change(Change.Entity.THREAD, project, deleted));
  }

  /** Deletes the rows of all threads of projects. */
  void deleteAll(UUID workspace, Collection<UUID> projects) {
    try (HeldLock ignored =
        coordination.lock(projects.stream().map(ThreadModels::lockName).toList(), LONGEST_WAIT)) {
      open.invalidateAll();
      table.deleteAll(workspace, projects);
    }
  }

  private static ThreadRow created(UUID workspace, UUID project, String threadId, Arrival arrival) {
    Instant now = Instant.now();
    return new ThreadRow(
        workspace,
        project,
        threadId,
        TimeOrderedIds.next(arrival.firstTime()),
        ThreadStatus.ACTIVE,
        now,
        List.of(),
        new Audit(now, arrival.user(), ThreadRow.UNCHANGED, arrival.user()));
  }

  private void remember(Collection<ThreadRow> rows) {
    for (ThreadRow row : rows) {
      if (row.status() == ThreadStatus.ACTIVE && isShort(row.threadId())) {
        open.put(key(row.projectId(), row.threadId()), row.id());
      }
    }
  }

  private void forget(UUID project, Collection<String> threadIds) {
    for (String threadId : threadIds) {
      open.invalidate(key(project, threadId));
    }
  }

  private void publish(UUID project, List<ThreadRow> rows) {
    events.publish(
        new Change(Change.Entity.THREAD, project, rows.stream().map(ThreadRow::id).toList()));
  }

  private HeldLock lock(UUID project) {
    return coordination.lock(lockName(project), LONGEST_WAIT);
  }

  private static String lockName(UUID project) {
    return "threads:" + project;
  }

  private static boolean isShort(String threadId) {
    return threadId.length() <= LONGEST_REMEMBERED;
  }

  private static String key(UUID project, String threadId) {
    return project + "/" + threadId;
  }
}
