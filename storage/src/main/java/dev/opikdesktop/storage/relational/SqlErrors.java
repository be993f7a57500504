package dev.opikdesktop.storage.relational;

import dev.opikdesktop.storage.StorageException;
import dev.opikdesktop.storage.StorageException.Kind;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells whose fault an error of the database is. The one place that knows drivers' codes. */
final class SqlErrors {
  private static final String H2_DUPLICATE = "23505";
  private static final Set<Integer> MYSQL_DUPLICATE = Set.of(1062, 1169, 1586);

  /**
   * H2: lock timeout, closed or broken. MySQL: lock wait timeout, too many connections, shutdown.
   */
  private static final Set<Integer> AWAY =
      Set.of(50200, 90067, 90098, 90121, 1205, 1040, 1053, 1203);

  private SqlErrors() {}

  static StorageException translate(RuntimeException error) {
    SQLException cause = sqlCause(error);
    if (cause == null) {
      return new StorageException(
          Kind.INTERNAL, "The relational database could not be used: " + error, error);
    }
    return translate(cause);
  }

  static StorageException translate(SQLException error) {
    Kind kind = kind(error);
    String message =
        switch (kind) {
          case DUPLICATE -> "A row with the same unique key is there already";
          case UNAVAILABLE -> "The relational database does not answer now";
          case INVALID -> "The relational database refused the statement or a value";
          case FULL -> "The relational database has no room for more";
          case INTERNAL -> "The relational database failed";
        };
    return new StorageException(kind, message + ": " + error.getMessage(), error);
  }

  /** Whether the database ended the transaction so that another could go on. */
  static boolean isDeadlock(RuntimeException error) {
    SQLException cause = sqlCause(error);
    return cause != null && "40001".equals(cause.getSQLState());
  }

  private static Kind kind(SQLException error) {
    String state = error.getSQLState() == null ? "" : error.getSQLState();
    int code = error.getErrorCode();
    if (state.equals(H2_DUPLICATE) || MYSQL_DUPLICATE.contains(code)) {
      return Kind.DUPLICATE;
    }
    if (error instanceof SQLTransientConnectionException
        || error instanceof SQLNonTransientConnectionException
        || state.startsWith("08")
        || state.startsWith("40")
        || AWAY.contains(code)) {
      return Kind.UNAVAILABLE;
    }
    if (error instanceof SQLIntegrityConstraintViolationException
        || state.startsWith("21")
        || state.startsWith("22")
        || state.startsWith("23")
        || state.startsWith("42")
        || (state.equals("HY000") && code == 1366)) {
      return Kind.INVALID;
    }
    return Kind.INTERNAL;
  }

  private static @Nullable SQLException sqlCause(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return sql;
      }
    }
    return null;
  }
}
