package dev.opikdesktop.storage.migration;

import dev.opikdesktop.storage.analytics.Analytics;
import java.sql.Connection;
import java.time.Duration;
import java.util.Map;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.changelog.ChangeLogHistoryServiceFactory;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.executor.ExecutorService;
import liquibase.logging.core.NoOpLogService;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The only class that loads Liquibase. */
final class LiquibaseRun {
  private static final Logger log = LoggerFactory.getLogger(LiquibaseRun.class);

  /** Nothing on the console, nothing sent anywhere. */
  private static final Map<String, Object> QUIET =
      Map.of(
          Scope.Attr.logService.name(),
          new NoOpLogService(),
          Scope.Attr.ui.name(),
          new LoggerUIService(),
          "liquibase.analytics.enabled",
          false);

  private LiquibaseRun() {}

  /** Runs the changesets that the database has not seen. The connection stays open. */
  static void update(Connection connection, Changelog changelog) {
    update(
        changelog,
        () ->
            DatabaseFactory.getInstance()
                .findCorrectDatabaseImplementation(new JdbcConnection(connection)));
  }

  /** Runs the changesets that ClickHouse has not seen. */
  static void update(Analytics analytics, Changelog changelog) {
    update(
        changelog,
        () -> {
          ClickHouseDatabase database = new ClickHouseDatabase();
          database.setConnection(new ClickHouseConnection());
          Scope.getCurrentScope()
              .getSingleton(ExecutorService.class)
              .setExecutor("jdbc", database, executor(analytics, database));
          ClickHouseHistory history = new ClickHouseHistory(analytics);
          history.setDatabase(database);
          ChangeLogHistoryServiceFactory.getInstance().register(history);
          return database;
        });
  }

  private static ClickHouseExecutor executor(Analytics analytics, ClickHouseDatabase database) {
    ClickHouseExecutor executor = new ClickHouseExecutor(analytics);
    executor.setDatabase(database);
    return executor;
  }

  /** Liquibase keeps its registries for the whole process, so only one may run at a time. */
  private static void update(Changelog changelog, OpenDatabase open) {
    synchronized (LiquibaseRun.class) {
      long start = System.nanoTime();
      try {
        Scope.child(QUIET, () -> updateWithin(open.open(), changelog));
      } catch (LiquibaseException e) {
        throw new MigrationException(
            "A step of " + changelog.resource() + " failed: " + e.getMessage(), e);
      } catch (Exception e) {
        throw new MigrationException("Could not run " + changelog.resource() + ": " + e, e);
      } finally {
        ChangeLogHistoryServiceFactory.getInstance().resetAll();
      }
      log.info(
          "Migrated by {} in {} ms",
          changelog.resource(),
          Duration.ofNanos(System.nanoTime() - start).toMillis());
    }
  }

  private static void updateWithin(Database database, Changelog changelog)
      throws LiquibaseException {
    Liquibase liquibase =
        new Liquibase(
            changelog.resource(),
            new ClassLoaderResourceAccessor(LiquibaseRun.class.getClassLoader()),
            database);
    liquibase.setShowSummary(UpdateSummaryEnum.OFF);
    liquibase.update(new Contexts(), new LabelExpression());
  }

  /** Opens a database within Liquibase's scope. */
  @FunctionalInterface
  private interface OpenDatabase {
    Database open() throws LiquibaseException;
  }
}
