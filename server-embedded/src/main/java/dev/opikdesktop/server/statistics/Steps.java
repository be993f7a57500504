package dev.opikdesktop.server.statistics;

import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.query.IdTimeRange;
import dev.opikdesktop.storage.analytics.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The steps that a time range falls into. The first may begin before the range and the last end
 * after it; what they count lies within the range.
 *
 * @param first the begin of the first step
 * @param width of each
 * @param times the range: its begin is inside, its end is not
 */
record Steps(Instant first, Duration width, int count, IdTimeRange times) {
  /** Five years of hours. A series of more is more than anybody looks at. */
  private static final int MOST = 45_000;

  /** Which step the time in an id lies in, from 0; %s is for the id. */
  private static final String SQL =
      """
      intDiv(toInt64(reinterpretAsUInt64(reverse(substring(%s, 1, 6)))) - {first_step:Int64},
        {step_width:Int64})\
      """;

  /**
   * The steps of a range.
   *
   * @throws ApiException 400 for a range that is empty, or of more steps than are answered
   */
  static Steps of(Interval interval, Instant from, Instant to) {
    Instant start = from.truncatedTo(ChronoUnit.MILLIS);
    Instant end = to.truncatedTo(ChronoUnit.MILLIS);
    if (!start.isBefore(end)) {
      throw ApiException.badRequest("'interval_start' must be before 'interval_end'");
    }
    Instant first = interval.begin(start);
    Duration whole = Duration.between(first, end);
    Duration width = interval.width().isZero() ? whole : interval.width();
    long count = Math.ceilDiv(whole.toMillis(), width.toMillis());
    if (count > MOST) {
      throw ApiException.badRequest(
          "From interval_start to interval_end there are more than "
              + MOST
              + " steps: choose a wider interval or a later start");
    }
    return new Steps(
        first,
        width,
        (int) count,
        new IdTimeRange(Optional.of(start), Optional.of(end.minusMillis(1))));
  }

  Instant begin(int step) {
    return first.plus(width.multipliedBy(step));
  }

  /**
   * An expression: which step the time in an id lies in, from 0.
   *
   * @param id a column of ids
   */
  static String sql(String id) {
    return SQL.formatted(id);
  }

  /** The statement with the values of {@link #sql}. */
  Statement boundTo(Statement statement) {
    return statement.with("first_step", first.toEpochMilli()).with("step_width", width.toMillis());
  }
}
