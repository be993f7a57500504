package dev.opikdesktop.storage.migration;

import liquibase.database.AbstractJdbcDatabase;
import liquibase.database.DatabaseConnection;

/**
 * What Liquibase asks of a database, answered for ClickHouse: there are no transactions, sequences,
 * tablespaces or generated keys, and statements are SQL as it is written.
 */
final class ClickHouseDatabase extends AbstractJdbcDatabase {
  /** The name in {@code dbms} attributes of a changelog. */
  static final String SHORT_NAME = "clickhouse";

  private static final int DEFAULT_PORT = 8123;

  @Override
  public boolean isCorrectDatabaseImplementation(DatabaseConnection connection) {
    return connection instanceof ClickHouseConnection;
  }

  @Override
  public String getDefaultDriver(String url) {
    return "";
  }

  @Override
  public String getShortName() {
    return SHORT_NAME;
  }

  @Override
  protected String getDefaultDatabaseProductName() {
    return ClickHouseConnection.PRODUCT;
  }

  @Override
  public Integer getDefaultPort() {
    return DEFAULT_PORT;
  }

  @Override
  public int getPriority() {
    return PRIORITY_DATABASE;
  }

  @Override
  public boolean supportsDDLInTransaction() {
    return false;
  }

  @Override
  public boolean supportsInitiallyDeferrableColumns() {
    return false;
  }

  @Override
  public boolean supportsSequences() {
    return false;
  }

  @Override
  public boolean supportsTablespaces() {
    return false;
  }

  @Override
  public boolean supportsAutoIncrement() {
    return false;
  }

  @Override
  public boolean supportsSchemas() {
    return false;
  }
}
