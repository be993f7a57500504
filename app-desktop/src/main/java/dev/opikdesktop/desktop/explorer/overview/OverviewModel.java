package dev.opikdesktop.desktop.explorer.overview;

import dev.opikdesktop.desktop.client.Change;
import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.client.LogQuery;
import dev.opikdesktop.desktop.client.LogRecord;
import dev.opikdesktop.desktop.client.OpikClient;
import dev.opikdesktop.desktop.client.Project;
import dev.opikdesktop.desktop.explorer.logs.Compared;
import dev.opikdesktop.desktop.explorer.logs.Figure;
import dev.opikdesktop.desktop.explorer.logs.Period;
import dev.opikdesktop.desktop.explorer.logs.TimeRange;
import dev.opikdesktop.desktop.explorer.theme.WindowState;
import dev.opikdesktop.desktop.explorer.work.Background;
import dev.opikdesktop.desktop.explorer.work.Refresher;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleLongProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/**
 * What a project came to over a stretch of time: key figures, and charts, each of which is asked
 * for and fails by itself. Nothing is asked while the page is not shown.
 */
public final class OverviewModel {
  private static final TimeRange USUAL = TimeRange.of(Duration.ofDays(30));

  /** Metrics cost the server more than rows do. */
  private static final Duration REST = Duration.ofSeconds(5);

  private final OpikClient client;
  private final Background background;
  private final Clock clock;
  private final WindowState memory;
  private final Refresher refresher;
  private final List<ChartModel> charts = new ArrayList<>();

  /** The same model has the same colour in all charts, and so have other groups. */
  private final Map<Split, Map<String, String>> hueOfGroup = new HashMap<>();

  private final Deque<TimeRange> wider = new ArrayDeque<>();

  private final ObjectProperty<@Nullable Project> project = new SimpleObjectProperty<>();
  private final ObjectProperty<TimeRange> range = new SimpleObjectProperty<>(USUAL);
  private final BooleanProperty zoomed = new SimpleBooleanProperty();
  private final ObjectProperty<Compared> figures = new SimpleObjectProperty<>(Compared.NONE);
  private final StringProperty failure = new SimpleStringProperty("");
  private final LongProperty tookMillis = new SimpleLongProperty();
  private @Nullable Period period;
  private boolean shown;
  private int unanswered;

  public OverviewModel(OpikClient client, Background background, Clock clock, WindowState memory) {
    this.client = client;
    this.background = background.part();
    this.clock = clock;
    this.memory = memory;
    this.refresher = new Refresher(this.background, this::ask, REST);
    for (OverviewChart kind : OverviewChart.values()) {
      charts.add(new ChartModel(kind, hues()));
    }
  }

  private Function<Split, Map<String, String>> hues() {
    Map<String, String> own = new HashMap<>();
    return split ->
        split.by() == Split.By.NOTHING
            ? own
            : hueOfGroup.computeIfAbsent(split, groups -> new HashMap<>());
  }

  public ReadOnlyObjectProperty<@Nullable Project> projectProperty() {
    return project;
  }

  public ReadOnlyObjectProperty<TimeRange> rangeProperty() {
    return range;
  }

  /** Whether a part of a chosen range is looked at. */
  public ReadOnlyBooleanProperty zoomedProperty() {
    return zoomed;
  }

  /** Why the key figures are not known; empty when they are. */
  public ReadOnlyStringProperty failureProperty() {
    return failure;
  }

  /** How long the slowest of the last answers took. */
  public ReadOnlyLongProperty tookMillisProperty() {
    return tookMillis;
  }

  ReadOnlyObjectProperty<Compared> comparedProperty() {
    return figures;
  }

  List<Figure> figures() {
    Compared compared = figures.get();
    return List.of(
        compared.count("Traces", "trace_count"),
        compared.errors("trace_count"),
        compared.duration("Median latency", "duration.p50"),
        compared.duration("p99 latency", "duration.p99"),
        compared.cost(),
        compared.tokens());
  }

  List<ChartModel> charts() {
    return charts;
  }

  /** Shows a project, with the range that was chosen for it before. */
  public void open(Project opened) {
    Project before = project.get();
    boolean same = before != null && before.id().equals(opened.id());
    if (same && shown) {
      project.set(opened);
      refresher.request();
      return;
    }
    shown = true;
    project.set(opened);
    if (same) {
      refresher.restart();
      return;
    }
    hueOfGroup.clear();
    for (ChartModel chart : charts) {
      Split usual = chart.kind().usualSplit();
      chart.begin(Split.parse(memory.text(key(opened, chart), usual.code()), usual));
    }
    String remembered = memory.text(key(opened), USUAL.code());
    look(TimeRange.parse(remembered), List.of());
  }

  /** Shows a project over a stretch of time, which is not remembered for it. */
  public void open(Project opened, TimeRange wanted) {
    open(opened);
    if (!wanted.equals(range.get())) {
      look(wanted, List.of());
    }
  }

  /** The page is gone: what it asked for is given up. */
  public void close() {
    shown = false;
    background.cancelAll();
  }

  /** Shows another stretch of time, and remembers it for the project. */
  public void choose(TimeRange wanted) {
    Project of = project.get();
    if (of != null) {
      memory.put(key(of), wanted.code());
    }
    look(wanted, List.of());
  }

  /** Looks at a part of what is shown. */
  public void zoom(Instant from, Instant to) {
    List<TimeRange> before = new ArrayList<>(wider);
    before.addFirst(range.get());
    look(TimeRange.between(from, to), before);
  }

  /**
   * Back to what was shown before the last {@link #zoom}.
   *
   * @return false where there is nothing to go back to
   */
  public boolean zoomOut() {
    TimeRange before = wider.peekFirst();
    if (before == null) {
      return false;
    }
    look(before, wider.stream().skip(1).toList());
    return true;
  }

  /** Splits a chart by something else, and remembers it for the project. */
  void split(ChartModel chart, Split wanted) {
    Project of = project.get();
    if (of == null || wanted.equals(chart.splitProperty().get())) {
      return;
    }
    memory.put(key(of, chart), wanted.code());
    chart.begin(wanted);
    Period asked = period;
    if (asked == null) {
      refresh();
    } else if (shown) {
      askFor(chart, asked, () -> {});
    }
  }

  private void look(TimeRange wanted, List<TimeRange> before) {
    wider.clear();
    wider.addAll(before);
    range.set(wanted);
    zoomed.set(!wider.isEmpty());
    background.cancelAll();
    charts.forEach(ChartModel::clear);
    figures.set(Compared.NONE);
    failure.set("");
    if (shown) {
      refresher.restart();
    }
  }

  /** Asks anew for everything. */
  public void refresh() {
    if (shown) {
      refresher.request();
    }
  }

  /** Asks anew for a chart that failed. */
  void retry(ChartModel chart) {
    Period asked = period;
    if (asked == null) {
      refresh();
    } else if (shown && chart.stateProperty().get() == ChartModel.State.FAILED) {
      askFor(chart, asked, () -> {});
    }
  }

  /** Asks anew for key figures that failed. */
  void retryFigures() {
    if (shown && !failure.get().isEmpty()) {
      askForFigures(() -> {});
    }
  }

  /** Something was written somewhere. */
  public void changed(Change change) {
    Project of = project.get();
    if (!shown || of == null) {
      return;
    }
    boolean concerns =
        change.concerns(
            written -> written.projectId().equals(of.id()) && !written.entity().equals("project"));
    if (concerns) {
      refresher.request();
    }
  }

  private void ask() {
    unanswered = charts.size() + 1;
    tookMillis.set(0);
    Runnable answered =
        () -> {
          unanswered--;
          if (unanswered == 0) {
            refresher.answered(tookMillis.get());
          }
        };
    askForFigures(answered);
    TimeRange asked = range.get();
    run(
        of -> period(of, asked),
        found -> {
          period = found;
          charts.forEach(chart -> askFor(chart, found, answered));
        },
        problem -> {
          period = null;
          charts.forEach(chart -> chart.failed(problem));
          charts.forEach(chart -> answered.run());
        },
        () -> {});
  }

  private void askForFigures(Runnable answered) {
    TimeRange asked = range.get();
    failure.set("");
    run(
        of -> {
          Instant end = asked.to() == null ? clock.instant() : asked.to();
          Instant start = asked.start(end);
          LogQuery query = LogQuery.all(of, LogKind.TRACES).within(start, asked.to());
          return Compared.ask(client.logs(), query, start, end);
        },
        figures::set,
        problem -> failure.set(String.valueOf(problem.getMessage())),
        answered);
  }

  private void askFor(ChartModel chart, Period asked, Runnable answered) {
    chart.waiting();
    Split split = chart.splitProperty().get();
    run(
        of -> chart.kind().ask(client.logs(), of, asked, split),
        series -> {
          if (split.equals(chart.splitProperty().get())) {
            chart.answered(series, asked);
          }
        },
        problem -> {
          if (split.equals(chart.splitProperty().get())) {
            chart.failed(problem);
          }
        },
        answered);
  }

  private interface Question<T> {
    T ask(String projectId) throws Exception;
  }

  private <T> void run(
      Question<T> question, Consumer<T> then, Consumer<Exception> otherwise, Runnable answered) {
    Project of = project.get();
    if (of == null) {
      return;
    }
    Callable<T> work = () -> question.ask(of.id());
    background.run(
        work,
        (answer, took) -> {
          tookMillis.set(Math.max(tookMillis.get(), took));
          then.accept(answer);
          answered.run();
        },
        problem -> {
          otherwise.accept(problem);
          answered.run();
        });
  }

  /** All time begins with the first trace. */
  private Period period(String projectId, TimeRange asked) {
    Instant end = asked.to() == null ? clock.instant() : asked.to();
    Instant start = asked.start(end);
    if (start == null) {
      LogQuery oldest = LogQuery.all(projectId, LogKind.TRACES).sortedBy("start_time", false);
      start =
          client.logs().list(oldest, 1, 1).content().stream()
              .map(LogRecord::startTime)
              .filter(time -> time != null && time.isBefore(end))
              .findFirst()
              .orElse(end.minus(Duration.ofDays(30)));
    }
    return new Period(start, end);
  }

  private static String key(Project project) {
    return "overview." + project.id();
  }

  private static String key(Project project, ChartModel chart) {
    return key(project) + ".split." + chart.kind().name().toLowerCase(Locale.ROOT);
  }
}
