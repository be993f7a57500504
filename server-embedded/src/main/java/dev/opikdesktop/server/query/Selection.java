package dev.opikdesktop.server.query;

import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.query.Field.Reads;
import dev.opikdesktop.storage.analytics.Statement;
import java.util.Set;
import java.util.UUID;

/**
 * Which entities of one project are wanted. Lists and statistics choose through the same selection,
 * so that they are about the same entities.
 */
public interface Selection {
  /** The project that they are in. */
  UUID projectId();

  /** The time in their ids. */
  IdTimeRange times();

  /**
   * Fills in which rows to read.
   *
   * @param reads what the statement reads besides what the condition does
   * @param sql with %s for the tables and %s for the conditions; {@code {workspace:Id}} and {@code
   *     {project:Id}} are bound
   */
  Statement statement(Caller caller, Set<Reads> reads, String sql);

  /** A statement that reads nothing but ids, besides what the condition reads. */
  default Statement statement(Caller caller, String sql) {
    return statement(caller, Set.of(), sql);
  }
}
