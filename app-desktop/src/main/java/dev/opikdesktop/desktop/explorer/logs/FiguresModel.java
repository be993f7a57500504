package dev.opikdesktop.desktop.explorer.logs;

import dev.opikdesktop.desktop.client.ClientException;
import dev.opikdesktop.desktop.client.Kpi;
import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.client.LogQuery;
import dev.opikdesktop.desktop.client.LogStats;
import dev.opikdesktop.desktop.client.OpikClient;
import dev.opikdesktop.desktop.client.Series;
import dev.opikdesktop.desktop.explorer.text.Units;
import dev.opikdesktop.desktop.explorer.theme.WindowState;
import dev.opikdesktop.desktop.explorer.work.Background;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

  private static final String DURATION_MEASURE = "duration-measure";

  /** An average of all time needs a beginning, with as much time before it. */
  private static final Instant BEFORE_ALL = Instant.parse("2000-01-01T00:00:00Z");

  /** The bars have a part of the page's width; of all time they are of the last days. */
  private static final Duration MOST_BY_DAY = Duration.ofDays(30);

  private final OpikClient client;
  private final Background background;
  private final Clock clock;
  private final ObjectProperty<LogStats> stats = new SimpleObjectProperty<>(LogStats.NONE);
  private final ObjectProperty<List<Bar>> bars = new SimpleObjectProperty<>(List.of());
  private final StringProperty percentile = new SimpleStringProperty("p50");
  private final ObjectProperty<Charted> charted = new SimpleObjectProperty<>(Charted.COUNT);
  private final WindowState memory;
  private final ObjectProperty<DurationMeasure> measure;
  private final ObjectProperty<@Nullable Kpi> average = new SimpleObjectProperty<>();
  private Background.@Nullable Running asking;
  private Background.@Nullable Running charting;
  private @Nullable LogQuery shown;
  private TimeRange shownRange = TimeRange.ALL;
  private LogKind kind = LogKind.TRACES;
  private LogStats before = LogStats.NONE;

  /**
   * One bar of the chart.
   *
   * @param value of the rows that began in it
   * @param failed of a count: those of them with an error
   */
  public record Bar(Instant from, Instant to, double value, double failed) {}

  private record Answer(Compared compared, @Nullable Kpi average, List<Bar> bars) {}

  FiguresModel(OpikClient client, Background background, Clock clock, WindowState memory) {
    this.client = client;
    this.background = background;
    this.clock = clock;
    this.memory = memory;
    this.measure =
        new SimpleObjectProperty<>(DurationMeasure.named(memory.text(DURATION_MEASURE, "")));
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

  /** Which duration stands for all of them. */
  ReadOnlyObjectProperty<DurationMeasure> measureProperty() {
    return measure;
  }

  /** What key figures tell of the durations; null while they do not. */
  ReadOnlyObjectProperty<@Nullable Kpi> averageProperty() {
    return average;
  }

  /** Shows another duration, of all projects. */
  void measure(DurationMeasure wanted) {
    measure.set(wanted);
    memory.put(DURATION_MEASURE, wanted.name().toLowerCase(Locale.ROOT));
    memory.save();
    LogQuery query = shown;
    if (query != null) {
      ask(query, shownRange, took -> {});
    }
  }

  /** What the bars are of. */
  ReadOnlyObjectProperty<Charted> chartedProperty() {
    return charted;
  }

  /** Shows bars of something else. */
  void chart(Charted wanted) {
    charted.set(wanted);
    LogQuery query = shown;
    if (query == null) {
      return;
    }
    TimeRange range = shownRange;
    DurationMeasure duration = measure.get();
    giveUp(charting);
    charting =
        background.run(
            () -> bars(query, range, wanted.of(query.kind()), duration),
            (found, took) -> bars.set(found),
            problem -> bars.set(List.of()));
  }

  private static void giveUp(Background.@Nullable Running running) {
    if (running != null) {
      running.cancel();
    }
  }

  void clear() {
    giveUp(asking);
    giveUp(charting);
    shown = null;
    stats.set(LogStats.NONE);
    before = LogStats.NONE;
    average.set(null);
    bars.set(List.of());
  }

  /**
   * Asks for all of it.
   *
   * @param answered called when it is here, or has failed, with the milliseconds it took
   */
  void ask(LogQuery query, TimeRange asked, LongConsumer answered) {
    giveUp(asking);
    giveUp(charting);
    shown = query;
    shownRange = asked;
    Charted of = charted.get().of(query.kind());
    DurationMeasure wanted = measure.get();
    asking =
        background.run(
            () -> answer(query, asked, of, wanted),
            (answer, took) -> {
              kind = query.kind();
              before = answer.compared().before();
              average.set(answer.average());
              if (of == charted.get().of(query.kind())) {
                bars.set(answer.bars());
              }
              stats.set(answer.compared().now());
              answered.accept(took);
            },
            // The list says why the server does not answer.
            problem -> answered.accept(1_000));
  }

  private Answer answer(LogQuery query, TimeRange asked, Charted of, DurationMeasure wanted) {
    Instant end = asked.to() == null ? clock.instant() : asked.to();
    Compared compared = Compared.ask(client.logs(), query, asked.start(end), end);
    return new Answer(
        compared, average(query, asked.start(end), end, wanted), bars(query, asked, of, wanted));
  }

  /** Null while words are searched for, which key figures do not look at. */
  private @Nullable Kpi average(
      LogQuery query, @Nullable Instant start, Instant end, DurationMeasure wanted) {
    if (wanted != DurationMeasure.AVERAGE || !query.search().isEmpty()) {
      return null;
    }
    List<Kpi> kpis;
    try {
      kpis = client.logs().kpis(query, start == null ? BEFORE_ALL : start, end);
    } catch (ClientException problem) {
      if (problem.status() == 404) {
        // Not served by older servers of Opik: the median stands for it.
        return null;
      }
      throw problem;
    }
    return kpis.stream().filter(kpi -> kpi.type().equals("avg_duration")).findFirst().orElse(null);
  }

  /** None while words are searched for, which metrics do not look at. */
  private List<Bar> bars(LogQuery query, TimeRange asked, Charted of, DurationMeasure wanted) {
    if (!query.search().isEmpty()) {
      return List.of();
    }
    Instant end = asked.to() == null ? clock.instant() : asked.to();
    Instant start = asked.start(end);
    Period period = new Period(start == null ? end.minus(MOST_BY_DAY) : start, end, MOST_BY_DAY);
    List<Series.Point> values = points(query, of, period, wanted);
    boolean split = of == Charted.COUNT && query.kind() != LogKind.THREADS;
    List<Series.Point> errors = split ? points(query, Charted.ERRORS, period, wanted) : List.of();
    List<Bar> found = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      Double value = values.get(i).value();
      Double rate = i < errors.size() ? errors.get(i).value() : null;
      double number = value == null ? 0 : value;
      Instant time = values.get(i).time();
      found.add(
          new Bar(time, time.plus(period.step()), number, rate == null ? 0 : number * rate / 100));
    }
    return found;
  }

  private List<Series.Point> points(
      LogQuery query, Charted of, Period period, DurationMeasure wanted) {
    List<Series> series =
        client
            .logs()
            .metric(query, of.metric(query.kind()), period.interval(), period.from(), period.to());
    return series.stream()
        .filter(each -> of.isShown(each.name(), wanted))
        .findFirst()
        .map(Series::points)
        .orElse(List.of());
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

  private Figure duration(Compared compared) {
    Kpi known = average.get();
    DurationMeasure wanted = measure.get();
    if (wanted == DurationMeasure.AVERAGE && known != null) {
      return compared.duration(wanted.title(), known);
    }
    if (compared.now() == LogStats.NONE) {
      return new Figure(wanted.title(), "—", "", true);
    }
    DurationMeasure told = wanted == DurationMeasure.AVERAGE ? DurationMeasure.MEDIAN : wanted;
    return compared.duration(told.title(), "duration." + told.percentile());
  }

  /** The key figures, of those that this kind of row has. */
  Map<Charted, Figure> figures() {
    Compared compared = new Compared(stats.get(), before);
    String counted = kind.singular() + "_count";
    Map<Charted, Figure> figures = new EnumMap<>(Charted.class);
    String title =
        kind.plural().substring(0, 1).toUpperCase(Locale.ROOT) + kind.plural().substring(1);
    figures.put(Charted.COUNT, compared.count(title, counted));
    if (kind != LogKind.THREADS) {
      figures.put(Charted.ERRORS, compared.errors(counted));
    }
    figures.put(Charted.DURATION, duration(compared));
    figures.put(Charted.COST, compared.cost());
    return figures;
  }
}
