package dev.opikdesktop.storage.migration;

import java.sql.Driver;
import java.util.Properties;
import liquibase.database.Database;
import liquibase.database.DatabaseConnection;

/**
 * A connection in Liquibase's sense to a store that has none: the analytics port opens and keeps
 * what it needs by itself, and every statement commits.
 */
final class ClickHouseConnection implements DatabaseConnection {
  static final String PRODUCT = "ClickHouse";

  private static final int MAJOR_VERSION = 26;

  @Override
  public int getPriority() {
    return PRIORITY_DATABASE;
  }

  @Override
  public void open(String url, Driver driver, Properties properties) {}

  @Override
  public void close() {}

  @Override
  public void commit() {}

  @Override
  public boolean getAutoCommit() {
    return true;
  }

  @Override
  public void setAutoCommit(boolean autoCommit) {}

  @Override
  public String getCatalog() {
    return "";
  }

  @Override
  public String nativeSQL(String sql) {
    return sql;
  }

  @Override
  public void rollback() {}

  @Override
  public String getDatabaseProductName() {
    return PRODUCT;
  }

  @Override
  public String getDatabaseProductVersion() {
    return String.valueOf(MAJOR_VERSION);
  }

  @Override
  public int getDatabaseMajorVersion() {
    return MAJOR_VERSION;
  }

  @Override
  public int getDatabaseMinorVersion() {
    return 0;
  }

  @Override
  public String getURL() {
    return "clickhouse";
  }

  @Override
  public String getConnectionUserName() {
    return "";
  }

  @Override
  public boolean isClosed() {
    return false;
  }

  @Override
  public void attached(Database database) {}
}
