package dev.opikdesktop.storage.relational;

import dev.opikdesktop.storage.StorageException;
import dev.opikdesktop.storage.StorageException.Kind;
import dev.opikdesktop.storage.migration.Changelog;
import dev.opikdesktop.storage.migration.MigrationException;
import dev.opikdesktop.storage.migration.RelationalMigration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.h2.jdbcx.JdbcDataSource;

/**
 * The relational store as one H2 file in MySQL mode. The caller holds the folder's lock, so this
 * process alone has it open.
 */
public final class H2Database implements Relational {
  private static final int CONNECTIONS = 10;

  private final JdbcDataSource source;
  private final ConnectionPool pool;

  private H2Database(JdbcDataSource source) {
    this.source = source;
    this.pool = new ConnectionPool("h2database", source, CONNECTIONS);
  }

  /**
   * Opens the database in the folder, or creates it, and migrates it. Before a migration the file
   * is copied to the backups, of which the last three are kept; after one that fails, or was cut by
   * the end of the process, the file is as it was before.
   *
   * @param beforeMigration is run before rows that are there already are migrated; if it throws,
   *     they are not
   * @throws MigrationException if a migration fails
   * @throws StorageException of kind INTERNAL if the file cannot be opened
   */
  public static H2Database open(Path folder, Path backups, Runnable beforeMigration) {
    return open(folder, backups, beforeMigration, Changelog.relational());
  }

  static H2Database open(Path folder, Path backups, Runnable beforeMigration, Changelog changelog) {
    H2Files files = new H2Files(folder.toAbsolutePath(), backups.toAbsolutePath());
    try {
      files.undoMigration();
      JdbcDataSource source = source(files);
      boolean isNew = !files.exist();
      if (isNew || !isApplied(source, changelog)) {
        if (!isNew) {
          shutDown(source);
          beforeMigration.run();
        }
        migrate(source, files, changelog);
      }
      return new H2Database(source);
    } catch (IOException | SQLException e) {
      throw new StorageException(
          Kind.INTERNAL,
          "The relational database in " + folder + " cannot be opened: " + e.getMessage(),
          e);
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
    try {
      shutDown(source);
    } catch (SQLException e) {
      throw SqlErrors.translate(e);
    }
  }

  /**
   * Writes the database as it is now into a folder, where {@link #open} finds it. Others go on
   * reading and writing meanwhile.
   */
  public void copyTo(Path folder) throws IOException {
    Path zip = folder.resolve("relational.zip");
    useHandle(handle -> handle.execute("BACKUP TO ?", zip.toString()));
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        Files.copy(in, folder.resolve(Path.of(entry.getName()).getFileName().toString()));
      }
    }
    Files.delete(zip);
  }

  private static void migrate(JdbcDataSource source, H2Files files, Changelog changelog)
      throws IOException, SQLException {
    files.beginMigration();
    try {
      try (Connection connection = source.getConnection()) {
        RelationalMigration.run(connection, changelog);
      }
      files.endMigration();
    } catch (MigrationException | SQLException e) {
      shutDown(source);
      files.undoMigration();
      throw e;
    }
  }

  private static boolean isApplied(JdbcDataSource source, Changelog changelog) throws SQLException {
    try (Connection connection = source.getConnection()) {
      return RelationalMigration.isApplied(connection, changelog);
    }
  }

  /** Closes the file. Without it the file stays open until the process ends (DB_CLOSE_DELAY). */
  private static void shutDown(JdbcDataSource source) throws SQLException {
    try (Connection connection = source.getConnection();
        java.sql.Statement statement = connection.createStatement()) {
      statement.execute("SHUTDOWN");
    }
  }

  /**
   * WRITE_DELAY=0: a commit is in the file before it returns, where the default leaves it in memory
   * for half a second. No trace file: its errors come to us as exceptions anyway. The cache is 16
   * MB, where the default takes a share of the machine's memory.
   */
  private static JdbcDataSource source(H2Files files) {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL(
        "jdbc:h2:file:"
            + files.urlPath()
            + ";MODE=MySQL"
            + ";CASE_INSENSITIVE_IDENTIFIERS=TRUE"
            + ";WRITE_DELAY=0"
            + ";DB_CLOSE_DELAY=-1"
            + ";DB_CLOSE_ON_EXIT=FALSE"
            + ";DEFAULT_LOCK_TIMEOUT=5000"
            + ";CACHE_SIZE=16384"
            + ";TRACE_LEVEL_FILE=0"
            + ";TRACE_LEVEL_SYSTEM_OUT=0");
    source.setUser("opik");
    source.setPassword("");
    return source;
  }
}
