package dev.opikdesktop.desktop.explorer.logs;

import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.client.LogQuery;
import dev.opikdesktop.desktop.client.LogStats;
import dev.opikdesktop.desktop.client.OpikClient;
import dev.opikdesktop.desktop.client.Series;
import dev.opikdesktop.desktop.explorer.text.Units;
import dev.opikdesktop.desktop.explorer.work.Background;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongConsumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/**
 * What is counted over all rows of a query: the aggregates under the columns' titles, the key
 * figures with their change against the period before, and the bars of a chart.
 */
public final class FiguresModel {
  static final List<String> PERCENTILES = List.of("p50", "p90", "p99");

  private static final Duration CHART_OF_ALL_TIME = Duration.ofDays(30);

  private final OpikClient client;
  private final Background background;
  private final Clock clock;
  private final ObjectProperty<LogStats> stats = new SimpleObjectProperty<>(LogStats.NONE);
  private final ObjectProperty<LogStats> before = new SimpleObjectProperty<>(LogStats.NONE);
  private final ObjectProperty<List<Bar>> bars = new SimpleObjectProperty<>(List.of());
  private final StringProperty percentile = new SimpleStringProperty("p50");
  private Background.@Nullable Running asking;
  private LogKind kind = LogKind.TRACES;
  private TimeRange range = TimeRange.ALL;

  /**
   * One bar of the chart.
   *
   * @param count rows that began in it
   * @param failed those of them with an error
   */
  public record Bar(Instant from, Instant to, double count, double failed) {}

  private record Answer(LogStats now, LogStats before, List<Bar> bars) {}

  FiguresModel(OpikClient client, Background background, Clock clock) {
    this.client = client;
    this.background = background;
    this.clock = clock;
  }

  ReadOnlyObjectProperty<LogStats> statsProperty() {
    return stats;
  }

  ReadOnlyObjectProperty<List<Bar>> barsProperty() {
    return bars;
  }

  StringProperty percentileProperty() {
    return percentile;
  }

  void clear() {
    if (asking != null) {
      asking.cancel();
    }
    stats.set(LogStats.NONE);
    before.set(LogStats.NONE);
    bars.set(List.of());
  }

  /**
   * Asks for all of it.
   *
   * @param answered called when it is here, or has failed, with the milliseconds it took
   */
  void ask(LogQuery query, TimeRange asked, LongConsumer answered) {
    if (asking != null) {
      asking.cancel();
    }
    asking =
        background.run(
            () -> answer(query, asked),
            (answer, took) -> {
              kind = query.kind();
              range = asked;
              before.set(answer.before());
              bars.set(answer.bars());
              stats.set(answer.now());
              answered.accept(took);
            },
            // The list says why the server does not answer.
            problem -> answered.accept(1_000));
  }

  private Answer answer(LogQuery query, TimeRange asked) {
    LogStats now = client.logs().stats(query);
    Instant end = asked.to() == null ? clock.instant() : asked.to();
    Instant start = asked.start(end);
    LogStats earlier = LogStats.NONE;
    if (start != null) {
      Instant earliest = start.minus(Duration.between(start, end));
      earlier = client.logs().stats(query.within(earliest, start));
    }
    return new Answer(now, earlier, query.search().isEmpty() ? bars(query, start, end) : List.of());
  }

  private List<Bar> bars(LogQuery query, @Nullable Instant start, Instant end) {
    Instant from = start == null ? end.minus(CHART_OF_ALL_TIME) : start;
    Duration length = Duration.between(from, end);
    String interval = length.toDays() <= 3 ? "HOURLY" : length.toDays() <= 90 ? "DAILY" : "WEEKLY";
    Duration step =
        switch (interval) {
          case "HOURLY" -> Duration.ofHours(1);
          case "DAILY" -> Duration.ofDays(1);
          default -> Duration.ofDays(7);
        };
    String what =
        switch (query.kind()) {
          case THREADS -> "THREAD";
          case TRACES -> "TRACE";
          case SPANS -> "SPAN";
        };
    List<Series.Point> counts = points(query, what + "_COUNT", interval, from, end);
    List<Series.Point> errors =
        query.kind() == LogKind.THREADS
            ? List.of()
            : points(query, what + "_ERROR_RATE", interval, from, end);
    List<Bar> found = new ArrayList<>();
    for (int i = 0; i < counts.size(); i++) {
      Double count = counts.get(i).value();
      Double rate = i < errors.size() ? errors.get(i).value() : null;
      double number = count == null ? 0 : count;
      Instant time = counts.get(i).time();
      found.add(new Bar(time, time.plus(step), number, rate == null ? 0 : number * rate / 100));
    }
    return found;
  }

  private List<Series.Point> points(
      LogQuery query, String metric, String interval, Instant from, Instant to) {
    List<Series> series = client.logs().metric(query, metric, interval, from, to);
    return series.isEmpty() ? List.of() : series.getFirst().points();
  }

  /** What stands under a column's title; empty for nothing. */
  String aggregate(LogColumn column) {
    String name = column.aggregate();
    if (name == null) {
      return "";
    }
    if (name.equals("duration.p50")) {
      Double millis = stats.get().value("duration." + percentile.get());
      return millis == null ? "" : percentile.get() + " " + Units.duration(millis);
    }
    Double value = stats.get().value(name);
    if (value == null || value == 0) {
      return "";
    }
    if (name.equals("error_count")) {
      return Units.count(Math.round(value));
    }
    if (name.equals("total_estimated_cost")) {
      return "avg " + Units.cost(value);
    }
    if (name.startsWith("usage.")) {
      return "avg " + Units.shortCount(value);
    }
    return "avg " + String.format(Locale.ENGLISH, "%.2f", value);
  }

  /** The key figures, of those that this kind of row has. */
  List<Figure> figures() {
    List<Figure> figures = new ArrayList<>();
    String counted =
        switch (kind) {
          case THREADS -> "thread_count";
          case TRACES -> "trace_count";
          case SPANS -> "span_count";
        };
    Double count = stats.get().value(counted);
    String title =
        kind.plural().substring(0, 1).toUpperCase(Locale.ROOT) + kind.plural().substring(1);
    figures.add(
        new Figure(
            title, count == null ? "—" : Units.count(Math.round(count)), change(counted), false));
    if (kind != LogKind.THREADS) {
      Double failed = stats.get().value("error_count");
      Double share = share(failed, count);
      Double shareBefore = share(before.get().value("error_count"), before.get().value(counted));
      String points =
          share == null || shareBefore == null
              ? ""
              : String.format(Locale.ENGLISH, "%+.1f points", share - shareBefore);
      figures.add(
          new Figure(
              "Errors",
              share == null ? "—" : String.format(Locale.ENGLISH, "%.1f %%", share),
              points.equals("+0.0 points") || points.equals("-0.0 points") ? "" : points,
              true));
    }
    Double median = stats.get().value("duration.p50");
    figures.add(
        new Figure(
            "Median duration",
            median == null ? "—" : Units.duration(median),
            change("duration.p50"),
            true));
    Double cost = stats.get().value("total_estimated_cost_sum");
    figures.add(
        new Figure(
            "Cost",
            cost == null || cost == 0 ? "—" : Units.cost(cost),
            change("total_estimated_cost_sum"),
            true));
    return figures;
  }

  /**
   * A key figure.
   *
   * @param change against the period before; empty where there is none to compare with
   * @param moreIsWorse what the colour of the change says
   */
  public record Figure(String title, String value, String change, boolean moreIsWorse) {
    boolean isBad() {
      return !change.isEmpty() && moreIsWorse == change.startsWith("+");
    }
  }

  private String change(String name) {
    Double now = stats.get().value(name);
    Double then = before.get().value(name);
    if (range.start(clock.instant()) == null || now == null || then == null || then == 0) {
      return "";
    }
    long percent = Math.round(100 * (now - then) / then);
    return percent == 0 ? "" : String.format(Locale.ENGLISH, "%+d %%", percent);
  }

  private static @Nullable Double share(@Nullable Double part, @Nullable Double whole) {
    return whole == null || whole == 0
        ? null
        : Double.valueOf(100 * (part == null ? 0 : part) / whole);
  }
}
