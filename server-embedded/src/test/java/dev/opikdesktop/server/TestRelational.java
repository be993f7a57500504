package dev.opikdesktop.server;

import dev.opikdesktop.storage.StoresSettings.RelationalPlace;
import dev.opikdesktop.storage.relational.MariaDbServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Where tests keep relational data: with H2, or, with the system property {@code
 * tests.relational=mariadb}, on a MariaDB server that all tests of a JVM share.
 */
public final class TestRelational implements ExecutionCondition {
  private static final boolean ON_MARIADB =
      System.getProperty("tests.relational", "h2").equals("mariadb");

  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static MariaDbServer server;

  /** An empty database. */
  static RelationalPlace fresh() {
    return ON_MARIADB
        ? new RelationalPlace.Server(server().settings("opik_" + DATABASES.incrementAndGet()))
        : new RelationalPlace.Embedded();
  }

  private static synchronized MariaDbServer server() {
    if (server == null) {
      try {
        server = MariaDbServer.start(Files.createTempDirectory("mariadb"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    return server;
  }

  /** Tests on MariaDB are left out where it is not installed. */
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return ON_MARIADB && !MariaDbServer.isInstalled()
        ? ConditionEvaluationResult.disabled(
            "MariaDB is not installed (Debian: apt-get install mariadb-server)")
        : ConditionEvaluationResult.enabled("The relational database is there");
  }
}
