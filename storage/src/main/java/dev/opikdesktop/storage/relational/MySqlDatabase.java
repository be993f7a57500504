package dev.opikdesktop.storage.relational;

import dev.opikdesktop.storage.StorageException;
import dev.opikdesktop.storage.StorageException.Kind;
import dev.opikdesktop.storage.migration.Changelog;
import dev.opikdesktop.storage.migration.MigrationException;
import dev.opikdesktop.storage.migration.RelationalMigration;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.mariadb.jdbc.MariaDbDataSource;

/** The relational store on a MySQL 8 or MariaDB server, which replicas may share. */
public final class MySqlDatabase implements Relational {
  private static final int LONGEST_MIGRATION_SECONDS = 120;

  private final ConnectionPool pool;

  private MySqlDatabase(ConnectionPool pool) {
    this.pool = pool;
  }

  /**
   * Connects, and migrates the database. Replicas that start together migrate one after the other,
   * by a lock of the session: it ends with the connection, so a killed replica leaves none behind.
   *
   * @throws MigrationException if a migration fails
   * @throws StorageException of kind UNAVAILABLE if the server does not answer
   */
  public static MySqlDatabase open(MySqlSettings settings) {
    return open(settings, Changelog.relational());
  }

  static MySqlDatabase open(MySqlSettings settings, Changelog changelog) {
    try {
      MariaDbDataSource source = source(settings);
      try (Connection connection = source.getConnection()) {
        if (!RelationalMigration.isApplied(connection, changelog)) {
          migrate(source, settings, changelog);
        }
      }
      return new MySqlDatabase(new ConnectionPool("mariadb", source, settings.connections()));
    } catch (SQLException e) {
      StorageException known = SqlErrors.translate(e);
      throw new StorageException(
          known.kind(), "Opening " + settings + ": " + known.getMessage(), e);
    }
  }

  /**
   * The server's version, once it has let us in, and the user may do what is needed to the
   * database; changes nothing.
   *
   * @throws StorageException if it does not, or may not
   */
  public static String probe(MySqlSettings settings) {
    String server =
        "jdbc:mariadb://%s:%d/?connectTimeout=5000".formatted(settings.host(), settings.port());
    try (Connection connection =
            DriverManager.getConnection(server, settings.user(), settings.password());
        PreparedStatement exists =
            connection.prepareStatement(
                "SELECT count(*) FROM information_schema.schemata WHERE schema_name = ?")) {
      List<String> missing = MySqlGrants.missing(connection, settings.database());
      if (!missing.isEmpty()) {
        String rights = String.join(", ", missing);
        String user = MySqlGrants.user(connection);
        throw new StorageException(
            Kind.INVALID,
            "%s: the user %s lacks %s on the database: GRANT %s ON `%s`.* TO %s"
                .formatted(settings, user, rights, rights, settings.database(), user));
      }
      exists.setString(1, settings.database());
      try (ResultSet answer = exists.executeQuery()) {
        boolean there = answer.next() && answer.getInt(1) == 1;
        return connection.getMetaData().getDatabaseProductVersion()
            + (there
                ? ", the database %s is there".formatted(settings.database())
                : ", the database %s is made at the first start".formatted(settings.database()));
      }
    } catch (SQLException e) {
      StorageException known = SqlErrors.translate(e);
      throw new StorageException(known.kind(), settings + ": " + known.getMessage(), e);
    }
  }

  @Override
  public <T> T withHandle(Work<T> work) {
    return pool.withHandle(work);
  }

  @Override
  public <T> T inTransaction(Work<T> work) {
    return pool.inTransaction(work);
  }

  @Override
  public boolean isReady() {
    return pool.isReady();
  }

  @Override
  public void close() {
    pool.close();
  }

  private static void migrate(MariaDbDataSource source, MySqlSettings settings, Changelog changelog)
      throws SQLException {
    try (Connection lock = source.getConnection();
        Connection connection = source.getConnection()) {
      takeMigrationLock(lock, settings);
      // Another replica may have done it while this one waited.
      if (!RelationalMigration.isApplied(connection, changelog)) {
        RelationalMigration.run(connection, changelog);
      }
    }
  }

  private static void takeMigrationLock(Connection connection, MySqlSettings settings)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT GET_LOCK(CONCAT('migrate ', LEFT(?, 50)), ?)")) {
      statement.setString(1, settings.database());
      statement.setInt(2, LONGEST_MIGRATION_SECONDS);
      try (ResultSet answer = statement.executeQuery()) {
        if (!answer.next() || answer.getInt(1) != 1) {
          throw new StorageException(
              Kind.UNAVAILABLE,
              "Another replica has been migrating " + settings + " for a long time");
        }
      }
    }
  }

  private static MariaDbDataSource source(MySqlSettings settings) throws SQLException {
    MariaDbDataSource source =
        new MariaDbDataSource(
            "jdbc:mariadb://%s:%d/%s?createDatabaseIfNotExist=true&connectTimeout=5000&tcpKeepAlive=true"
                .formatted(settings.host(), settings.port(), settings.database()));
    source.setUser(settings.user());
    source.setPassword(settings.password());
    return source;
  }
}
