package dev.opikdesktop.storage.analytics;

import dev.opikdesktop.storage.StorageException;
import dev.opikdesktop.storage.StorageException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * How rows are deleted, and how their bytes leave the disk.
 *
 * <p>A delete writes a small patch part that marks the rows (ClickHouse's lightweight update of the
 * mask of deleted rows). A compaction applies the patches, writes the parts with masked rows anew,
 * and removes the old ones.
 *
 * <p>A mutation takes for granted that all patches with a lesser number than its own are there when
 * it starts. A delete takes its number first and writes its patch later: started in between, a
 * mutation would lose it. So no mutation starts while a delete is under way. Once it has started,
 * deletes go on beside it.
 */
final class DeletedRows {
  /** How long parts may be in the way of removal, held by long reads. */
  private static final Duration LONGEST_REMOVAL = Duration.ofMinutes(5);

  private static final long PAUSE_MILLIS = 50;

  /** Microsecond-exact times do not fit the columns of whole seconds that parts are compared by. */
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Analytics analytics;
  private final ReadWriteLock mutationStart = new ReentrantReadWriteLock();

  DeletedRows(Analytics analytics) {
    this.analytics = analytics;
  }

  void delete(Statement statement) {
    mutationStart.readLock().lock();
    try {
      analytics.execute(
          statement
              // Where a table does not allow it, the way of older releases, to its end.
              .setting("lightweight_delete_mode", "lightweight_update")
              .setting("lightweight_deletes_sync", "2"));
    } finally {
      mutationStart.readLock().unlock();
    }
  }

  List<String> tables() {
    return analytics.query(
        Statement.of(
            """
            SELECT DISTINCT table
            FROM system.parts
            WHERE database = currentDatabase() AND active AND has_lightweight_delete
            ORDER BY table
            """),
        RowBinaryReader::string);
  }

  void compact(String table) {
    String name = quoted(table);
    // Old parts are kept for some minutes because new ones may not have reached the disk before a
    // power cut. Here they have: so the old ones can go at once.
    alter(
        name,
        "MODIFY SETTING old_parts_lifetime = 1, min_rows_to_fsync_after_merge = 1,"
            + " fsync_part_directory = 1");
    try {
      mutate(table, "APPLY PATCHES");
      mutate(table, "APPLY DELETED MASK");
      removeOldParts(table);
    } finally {
      alter(
          name,
          "RESET SETTING old_parts_lifetime, min_rows_to_fsync_after_merge, fsync_part_directory");
    }
  }

  private void mutate(String table, String command) {
    mutationStart.writeLock().lock();
    try {
      analytics.execute(
          Statement.of("ALTER TABLE " + quoted(table) + " " + command)
              .setting("mutations_sync", "0"));
    } finally {
      mutationStart.writeLock().unlock();
    }
    while (isMutating(table)) {
      pause();
    }
  }

  private boolean isMutating(String table) {
    Statement statement =
        Statement.of(
                """
                SELECT latest_fail_reason
                FROM system.mutations
                WHERE database = currentDatabase() AND table = {table:String} AND NOT is_done
                """)
            .with("table", table);
    List<String> failures = analytics.query(statement, RowBinaryReader::string);
    for (String failure : failures) {
      if (!failure.isEmpty()) {
        throw new StorageException(
            Kind.INTERNAL, "ClickHouse cannot compact " + table + ": " + failure);
      }
    }
    return !failures.isEmpty();
  }

  /** What was replaced, and the patches that are a part of all rows by now. */
  private void removeOldParts(String table) {
    Statement replaced =
        Statement.of(
                """
                SELECT count()
                FROM system.parts
                WHERE database = currentDatabase() AND table = {table:String} AND NOT active
                  AND remove_time <= toDateTime({replaced:DateTime64(9, 'UTC')})
                """)
            .with("table", table)
            .with("replaced", Instant.now().plus(SECOND));
    Statement applied =
        Statement.of(
                """
                SELECT countIf(patch AND data_version < oldest)
                FROM (
                  SELECT startsWith(name, 'patch-') AS patch, data_version, minIf(data_version, NOT patch) OVER () AS oldest
                  FROM system.parts
                  WHERE database = currentDatabase() AND table = {table:String} AND active
                )
                """)
            .with("table", table);
    long deadline = System.nanoTime() + LONGEST_REMOVAL.toNanos();
    while (true) {
      // Wakes the thread that removes parts.
      analytics.execute(Statement.of("SYSTEM START CLEANUP " + quoted(table)));
      pause();
      if (count(replaced) == 0 && count(applied) == 0) {
        return;
      }
      if (System.nanoTime() > deadline) {
        throw new StorageException(
            Kind.UNAVAILABLE, "Reads hold on to old parts of " + table + ": try again later");
      }
    }
  }

  private long count(Statement statement) {
    return analytics.query(statement, RowBinaryReader::int64).getFirst();
  }

  private void alter(String name, String command) {
    analytics.execute(Statement.of("ALTER TABLE " + name + " " + command));
  }

  private static String quoted(String table) {
    return "`" + table.replace("\\", "\\\\").replace("`", "\\`") + "`";
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageException(Kind.UNAVAILABLE, "Interrupted while compacting", e);
    }
  }
}
