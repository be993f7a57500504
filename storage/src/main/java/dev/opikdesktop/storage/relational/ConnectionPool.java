package dev.opikdesktop.storage.relational;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.opikdesktop.storage.StorageException;
import dev.opikdesktop.storage.observation.Observation;
import dev.opikdesktop.storage.observation.Observation.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** What the two relational faces have in common: pooled connections lent as handles. */
final class ConnectionPool implements Relational {
  private static final int ATTEMPTS = 4;

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private final HikariDataSource pool;
  private final Jdbi jdbi;
  private final String system;

  /**
   * @param system what OpenTelemetry's conventions call the database
   */
  ConnectionPool(String system, DataSource connections, int size) {
    this.system = system;
    HikariConfig config = new HikariConfig();
    config.setPoolName("relational");
    config.setDataSource(connections);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(LONGEST_WAIT.toMillis());
    config.setValidationTimeout(Duration.ofSeconds(1).toMillis());
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    // Opening has already talked to the database; one that is away later must not end the program.
    config.setInitializationFailTimeout(-1);
    pool = new HikariDataSource(config);
    jdbi = ValueMapping.install(Jdbi.create(pool));
    jdbi.setSqlLogger(new ObservedStatements(system));
  }

  @Override
  public <T> T withHandle(Work<T> work) {
    try {
      return jdbi.withHandle(work::run);
    } catch (JdbiException e) {
      throw SqlErrors.translate(e);
    }
  }

  @Override
  public <T> T inTransaction(Work<T> work) {
    Observation transaction =
        Observation.current().part(Kind.ASKED, "TRANSACTION").with("db.system.name", system);
    try {
      return transaction.during(() -> attempted(work));
    } catch (RuntimeException e) {
      transaction.failed(e);
      throw e;
    } finally {
      transaction.end();
    }
  }

  private <T> T attempted(Work<T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return jdbi.inTransaction(work::run);
      } catch (JdbiException e) {
        if (attempt == ATTEMPTS || !SqlErrors.isDeadlock(e)) {
          throw SqlErrors.translate(e);
        }
        pause(attempt);
      }
    }
  }

  @Override
  public boolean isReady() {
    try (Connection connection = pool.getConnection()) {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }

  @Override
  public void close() {
    pool.close();
  }

  /** Two that met in a deadlock must not meet again at once. */
  private static void pause(int attempt) {
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(5L * attempt, 20L * attempt));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageException(
          StorageException.Kind.UNAVAILABLE, "Interrupted before a transaction was done", e);
    }
  }
}
