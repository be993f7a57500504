package dev.opikdesktop.storage.relational;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jdbi.v3.core.statement.StatementContext;

/** Reads columns as every store here keeps them, for mappers of rows. */
public final class Columns {
  private Columns() {}

  /** A time in UTC, see {@link Relational}. */
  public static Instant instant(ResultSet row, String column, StatementContext context)
      throws SQLException {
    return context.findColumnMapperFor(Instant.class).orElseThrow().map(row, column, context);
  }
}
