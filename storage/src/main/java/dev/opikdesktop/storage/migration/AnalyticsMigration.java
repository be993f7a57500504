package dev.opikdesktop.storage.migration;

import dev.opikdesktop.storage.StorageException;
import dev.opikdesktop.storage.StorageException.Kind;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.Statement;

/**
 * Brings ClickHouse to the changelog. The caller sees to it that nobody else does.
 *
 * <p>ClickHouse takes nothing back, so what keeps old data readable is a rule for changesets: they
 * add tables and columns that the older program does not ask for, and never drop, rename or change
 * the type of anything. A migration that fails or is cut leaves everything that the older program
 * reads.
 */
public final class AnalyticsMigration {
  private AnalyticsMigration() {}

  /**
   * Whether the whole changelog was run. One SELECT.
   *
   * @throws StorageException of kind UNAVAILABLE if ClickHouse does not answer
   */
  public static boolean isApplied(Analytics analytics, Changelog changelog) {
    try {
      return !analytics
          .query(
              Statement.of(
                      """
                      SELECT fingerprint
                      FROM applied_changelogs
                      WHERE fingerprint = {fingerprint:String}
                      LIMIT 1
                      """)
                  .with("fingerprint", changelog.fingerprint()),
              row -> row.string())
          .isEmpty();
    } catch (StorageException e) {
      if (e.kind() == Kind.UNAVAILABLE) {
        throw e;
      }
      // No such database or table: nothing was run. Another trouble meets the migration too, and is
      // reported by it.
      return false;
    }
  }

  /**
   * Runs what the database has not seen yet, and notes that the whole changelog was run.
   *
   * @throws MigrationException if a changeset fails; those before it stay
   */
  public static void run(Analytics analytics, Changelog changelog) {
    LiquibaseRun.update(analytics, changelog);
    analytics.execute(
        Statement.of("INSERT INTO applied_changelogs (fingerprint) SELECT {fingerprint:String}")
            .with("fingerprint", changelog.fingerprint()));
  }
}
