package dev.opikdesktop.server.query;

import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.http.Parameters;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import dev.opikdesktop.storage.analytics.Statement;
import java.time.Instant;
import java.util.Optional;

/**
 * A time range that rows are chosen by: it is the time in a row's id that counts, not its start
 * time (Opik contract 2.3).
 *
 * @param from inclusive
 * @param to inclusive, to the millisecond
 */
public record IdTimeRange(Optional<Instant> from, Optional<Instant> to) {
  /**
   * Reads the query parameters {@code from_time} and {@code to_time}.
   *
   * @throws ApiException 400 unless the first is before the second
   */
  public static IdTimeRange of(Parameters parameters) {
    return of(parameters.instant("from_time"), parameters.instant("to_time"));
  }

  /**
   * A range that a client asks for.
   *
   * @throws ApiException 400 unless the first is before the second
   */
  public static IdTimeRange of(Optional<Instant> from, Optional<Instant> to) {
    if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
      throw ApiException.badQuery("from_time", "must be before to_time");
    }
    return new IdTimeRange(from, to);
  }

  /** Conditions on the column id, each behind an AND; nothing for all times. */
  public String sql() {
    return sql("id");
  }

  /** Conditions on a column of ids, each behind an AND; nothing for all times. */
  public String sql(String column) {
    return (from.isPresent() ? "AND " + column + " >= {from:Id}\n" : "")
        + (to.isPresent() ? "AND " + column + " < {to:Id}\n" : "");
  }

  /** The statement with the values of {@link #sql}. */
  public Statement boundTo(Statement statement) {
    Statement bound = statement;
    if (from.isPresent()) {
      bound = bound.with("from", TimeOrderedIds.firstOf(from.get()));
    }
    if (to.isPresent()) {
      bound = bound.with("to", TimeOrderedIds.firstOf(to.get().plusMillis(1)));
    }
    return bound;
  }
}
