package dev.opikdesktop.storage.migration;

import dev.opikdesktop.storage.StorageException;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.Statement;
import java.util.List;
import java.util.Map;
import liquibase.exception.DatabaseException;
import liquibase.executor.AbstractExecutor;
import liquibase.sql.visitor.SqlVisitor;
import liquibase.statement.SqlStatement;

/**
 * Runs Liquibase's statements through the analytics port. What Liquibase would ask a database by
 * itself is asked by {@link ClickHouseHistory}, so there are no queries here.
 */
final class ClickHouseExecutor extends AbstractExecutor {
  private final Analytics analytics;

  ClickHouseExecutor(Analytics analytics) {
    this.analytics = analytics;
  }

  @Override
  public String getName() {
    return "jdbc";
  }

  @Override
  public int getPriority() {
    return PRIORITY_SPECIALIZED;
  }

  @Override
  public boolean updatesDatabase() {
    return true;
  }

  @Override
  public void execute(SqlStatement statement) throws DatabaseException {
    execute(statement, List.of());
  }

  @Override
  public void execute(SqlStatement statement, List<SqlVisitor> visitors) throws DatabaseException {
    try {
      for (String sql : applyVisitors(statement, visitors)) {
        analytics.execute(Statement.of(sql));
      }
    } catch (StorageException e) {
      throw new DatabaseException(e.getMessage(), e);
    }
  }

  @Override
  public int update(SqlStatement statement) throws DatabaseException {
    return update(statement, List.of());
  }

  @Override
  public int update(SqlStatement statement, List<SqlVisitor> visitors) throws DatabaseException {
    execute(statement, visitors);
    return 0;
  }

  @Override
  public void comment(String message) {}

  @Override
  public <T> T queryForObject(SqlStatement statement, Class<T> type) throws DatabaseException {
    throw noQueries();
  }

  @Override
  public <T> T queryForObject(SqlStatement statement, Class<T> type, List<SqlVisitor> visitors)
      throws DatabaseException {
    throw noQueries();
  }

  @Override
  public long queryForLong(SqlStatement statement) throws DatabaseException {
    throw noQueries();
  }

  @Override
  public long queryForLong(SqlStatement statement, List<SqlVisitor> visitors)
      throws DatabaseException {
    throw noQueries();
  }

  @Override
  public int queryForInt(SqlStatement statement) throws DatabaseException {
    throw noQueries();
  }

  @Override
  public int queryForInt(SqlStatement statement, List<SqlVisitor> visitors)
      throws DatabaseException {
    throw noQueries();
  }

  @Override
  @SuppressWarnings("rawtypes") // as declared by Liquibase
  public List queryForList(SqlStatement statement, Class type) throws DatabaseException {
    throw noQueries();
  }

  @Override
  @SuppressWarnings("rawtypes") // as declared by Liquibase
  public List queryForList(SqlStatement statement, Class type, List<SqlVisitor> visitors)
      throws DatabaseException {
    throw noQueries();
  }

  @Override
  public List<Map<String, ?>> queryForList(SqlStatement statement) throws DatabaseException {
    throw noQueries();
  }

  @Override
  public List<Map<String, ?>> queryForList(SqlStatement statement, List<SqlVisitor> visitors)
      throws DatabaseException {
    throw noQueries();
  }

  private static DatabaseException noQueries() {
    return new DatabaseException("A changelog of ClickHouse cannot ask for rows (preconditions)");
  }
}
