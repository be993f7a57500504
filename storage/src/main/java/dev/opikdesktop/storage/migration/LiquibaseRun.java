package dev.opikdesktop.storage.migration;

import java.sql.Connection;
import java.time.Duration;
import java.util.Map;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.logging.core.NoOpLogService;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The only class that loads Liquibase. */
final class LiquibaseRun {
  private static final Logger log = LoggerFactory.getLogger(LiquibaseRun.class);

  private LiquibaseRun() {}

  /** Runs the changesets that the database has not seen. The connection stays open. */
  static void update(Connection connection, Changelog changelog) {
    long start = System.nanoTime();
    Map<String, Object> quiet =
        Map.of(
            Scope.Attr.logService.name(),
            new NoOpLogService(),
            Scope.Attr.ui.name(),
            new LoggerUIService(),
            "liquibase.analytics.enabled",
            false,
            "liquibase.duplicateFileMode",
            "WARN");
    try {
      Scope.child(
          quiet,
          () -> {
            Database database =
                DatabaseFactory.getInstance()
                    .findCorrectDatabaseImplementation(new JdbcConnection(connection));
            Liquibase liquibase =
                new Liquibase(
                    changelog.resource(),
                    new ClassLoaderResourceAccessor(LiquibaseRun.class.getClassLoader()),
                    database);
            liquibase.setShowSummary(UpdateSummaryEnum.OFF);
            liquibase.update(new Contexts(), new LabelExpression());
          });
    } catch (LiquibaseException e) {
      throw new MigrationException(
          "A step of " + changelog.resource() + " failed: " + e.getMessage(), e);
    } catch (Exception e) {
      throw new MigrationException("Could not run " + changelog.resource() + ": " + e, e);
    }
    log.info(
        "Migrated by {} in {} ms",
        changelog.resource(),
        Duration.ofNanos(System.nanoTime() - start).toMillis());
  }
}
