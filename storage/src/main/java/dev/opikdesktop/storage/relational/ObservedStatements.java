package dev.opikdesktop.storage.relational;

import dev.opikdesktop.storage.observation.Observation;
import dev.opikdesktop.storage.observation.SqlObservation;
import java.sql.SQLException;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;

/** Tells of the statements of handles, with their placeholders and without their values. */
final class ObservedStatements implements SqlLogger {
  private static final String ATTRIBUTE = "observation";

  private final String system;

  ObservedStatements(String system) {
    this.system = system;
  }

  @Override
  public void logBeforeExecution(StatementContext context) {
    if (Observation.current().isWatched()) {
      context.define(ATTRIBUTE, SqlObservation.begin(system, context.getRenderedSql()));
    }
  }

  @Override
  public void logAfterExecution(StatementContext context) {
    if (context.getAttribute(ATTRIBUTE) instanceof Observation statement) {
      statement.end();
    }
  }

  @Override
  public void logException(StatementContext context, SQLException failure) {
    if (context.getAttribute(ATTRIBUTE) instanceof Observation statement) {
      statement.failed(failure).end();
    }
  }
}
