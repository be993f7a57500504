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
  private final ObjectProperty<List<Bar>> bars = new SimpleObjectProperty<>(List.of());
  private final StringProperty percentile = new SimpleStringProperty("p50");
  private Background.@Nullable Running asking;
  private LogKind kind = LogKind.TRACES;
  private LogStats before = LogStats.NONE;

  /**
   * One bar of the chart.
   *
   * @param count rows that began in it
   * @param failed those of them with an error
   */
  public record Bar(Instant from, Instant to, double count, double failed) {}

  private record Answer(Compared compared, List<Bar> bars) {}

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
    before = LogStats.NONE;
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
              before = answer.compared().before();
              bars.set(answer.bars());
              stats.set(answer.compared().now());
              answered.accept(took);
            },
            // The list says why the server does not answer.
            problem -> answered.accept(1_000));
  }

  private Answer answer(LogQuery query, TimeRange asked) {
    Instant end = asked.to() == null ? clock.instant() : asked.to();
    Instant start = asked.start(end);
    Compared compared = Compared.ask(client.logs(), query, start, end);
    return new Answer(compared, query.search().isEmpty() ? bars(query, start, end) : List.of());
  }

  private List<Bar> bars(LogQuery query, @Nullable Instant start, Instant end) {
    Period period = new Period(start == null ? end.minus(CHART_OF_ALL_TIME) : start, end);
    Duration step = period.step();
    String what =
        switch (query.kind()) {
          case THREADS -> "THREAD";
          case TRACES -> "TRACE";
          case SPANS -> "SPAN";
        };
    List<Series.Point> counts = points(query, what + "_COUNT", period);
    List<Series.Point> errors =
        query.kind() == LogKind.THREADS ? List.of() : points(query, what + "_ERROR_RATE", period);
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

  private List<Series.Point> points(LogQuery query, String metric, Period period) {
    List<Series> series =
        client.logs().metric(query, metric, period.interval(), period.from(), period.to());
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
    Compared compared = new Compared(stats.get(), before);
    String counted = kind.singular() + "_count";
    List<Figure> figures = new ArrayList<>();
    String title =
        kind.plural().substring(0, 1).toUpperCase(Locale.ROOT) + kind.plural().substring(1);
    figures.add(compared.count(title, counted));
    if (kind != LogKind.THREADS) {
      figures.add(compared.errors(counted));
    }
    figures.add(compared.duration("Median duration", "duration.p50"));
    figures.add(compared.cost());
    return figures;
  }
}
