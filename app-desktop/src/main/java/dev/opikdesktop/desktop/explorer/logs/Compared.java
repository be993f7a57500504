package dev.opikdesktop.desktop.explorer.logs;

import dev.opikdesktop.desktop.client.Kpi;
import dev.opikdesktop.desktop.client.LogQuery;
import dev.opikdesktop.desktop.client.LogStats;
import dev.opikdesktop.desktop.client.LogsApi;
import dev.opikdesktop.desktop.explorer.text.Units;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is counted over a stretch of time, beside the same over the one before it, of equal length.
 */
public record Compared(LogStats now, LogStats before) {
  public static final Compared NONE = new Compared(LogStats.NONE, LogStats.NONE);

  private static final String COST = "total_estimated_cost_sum";
  private static final String TOKENS = "usage_sum.total_tokens";

  /**
   * Asks the server for both.
   *
   * @param query bound to the stretch of time
   * @param start where it begins; null for all time, which has none before it
   */
  public static Compared ask(LogsApi logs, LogQuery query, @Nullable Instant start, Instant end) {
    LogStats now = logs.stats(query);
    if (start == null) {
      return new Compared(now, LogStats.NONE);
    }
    Instant earliest = start.minus(Duration.between(start, end));
    return new Compared(now, logs.stats(query.within(earliest, start)));
  }

  /** How many there are. */
  public Figure count(String title, String name) {
    Double count = now.value(name);
    return new Figure(
        title, count == null ? "—" : Units.count(Math.round(count)), change(name), false);
  }

  /** How many of a hundred failed. */
  public Figure errors(String counted) {
    Double share = share(now.value("error_count"), now.value(counted));
    Double shareBefore = share(before.value("error_count"), before.value(counted));
    String points =
        share == null || shareBefore == null
            ? ""
            : String.format(Locale.ENGLISH, "%+.1f points", share - shareBefore);
    return new Figure(
        "Errors",
        share == null ? "—" : String.format(Locale.ENGLISH, "%.1f %%", share),
        points.equals("+0.0 points") || points.equals("-0.0 points") ? "" : points,
        true);
  }

  /** How long they took. */
  public Figure duration(String title, String name) {
    Double millis = now.value(name);
    return new Figure(title, millis == null ? "—" : Units.duration(millis), change(name), true);
  }

  /**
   * How long they took on average, which statistics do not tell.
   *
   * @param average over the stretch of time and the one before it
   */
  Figure duration(String title, Kpi average) {
    Double millis = average.current();
    boolean first = before == LogStats.NONE;
    return new Figure(
        title,
        millis == null ? "—" : Units.duration(millis),
        first ? "" : change(millis, average.previous()),
        true);
  }

  /** What they cost together. */
  public Figure cost() {
    Double cost = now.value(COST);
    return new Figure(
        "Cost", cost == null || cost == 0 ? "—" : Units.cost(cost), change(COST), true);
  }

  /** How many tokens they took together. */
  public Figure tokens() {
    Double tokens = now.value(TOKENS);
    return new Figure(
        "Tokens",
        tokens == null || tokens == 0 ? "—" : Units.shortCount(tokens),
        change(TOKENS),
        true);
  }

  private String change(String name) {
    return change(now.value(name), before.value(name));
  }

  private static String change(@Nullable Double current, @Nullable Double previous) {
    if (current == null || previous == null || previous == 0) {
      return "";
    }
    long percent = Math.round(100 * (current - previous) / previous);
    return percent == 0 ? "" : String.format(Locale.ENGLISH, "%+d %%", percent);
  }

  private static @Nullable Double share(@Nullable Double part, @Nullable Double whole) {
    return whole == null || whole == 0
        ? null
        : Double.valueOf(100 * (part == null ? 0 : part) / whole);
  }
}
