package dev.opikdesktop.storage.migration;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Brings a relational database to a changelog. The caller sees to it that nobody else does. */
public final class RelationalMigration {
  /** MySQL says 42S02, H2 42S03 or 42S04 where a name like it or none at all exists. */
  private static final String NO_SUCH_TABLE = "42S0";

  private RelationalMigration() {}

  /** Whether the whole changelog was run. One SELECT. */
  public static boolean isApplied(Connection connection, Changelog changelog) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT fingerprint FROM applied_changelogs WHERE fingerprint = ?")) {
      select.setString(1, changelog.fingerprint());
      try (ResultSet found = select.executeQuery()) {
        return found.next();
      }
    } catch (SQLException e) {
      if (String.valueOf(e.getSQLState()).startsWith(NO_SUCH_TABLE)) {
        return false;
      }
      throw e;
    }
  }

  /**
   * Runs what the database has not seen yet, and notes that the whole changelog was run.
   *
   * @throws MigrationException if a changeset fails; those before it stay
   */
  public static void run(Connection connection, Changelog changelog) throws SQLException {
    LiquibaseRun.update(connection, changelog);
    connection.setAutoCommit(true);
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO applied_changelogs VALUES (?, ?)")) {
      insert.setString(1, changelog.fingerprint());
      insert.setObject(2, LocalDateTime.now(ZoneOffset.UTC));
      insert.executeUpdate();
    }
  }
}
