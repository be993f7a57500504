package dev.opikdesktop.desktop.explorer.overview;

import dev.opikdesktop.desktop.client.Breakdown;
import dev.opikdesktop.desktop.client.Series;
import dev.opikdesktop.desktop.explorer.chart.ChartData;
import dev.opikdesktop.desktop.explorer.chart.ChartData.Line;
import dev.opikdesktop.desktop.explorer.logs.LogView;
import dev.opikdesktop.desktop.explorer.logs.Period;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableSet;

/** One chart: what it shows, or why it shows nothing. */
public final class ChartModel {
  /** What there is to show. */
  public enum State {
    LOADING,
    EMPTY,
    SHOWN,
    FAILED
  }

  private static final String OTHERS = "Others";

  private final OverviewChart kind;
  private final Function<Split, Map<String, String>> hues;
  private final ObjectProperty<Split> split;
  private final ObjectProperty<State> state = new SimpleObjectProperty<>(State.LOADING);
  private final ObjectProperty<ChartData> data = new SimpleObjectProperty<>(ChartData.NONE);
  private final StringProperty failure = new SimpleStringProperty("");
  private final ObservableSet<String> hidden = FXCollections.observableSet();

  /**
   * @param hues the colours of the lines by their names, which may be those of other charts too
   */
  ChartModel(OverviewChart kind, Function<Split, Map<String, String>> hues) {
    this.kind = kind;
    this.hues = hues;
    this.split = new SimpleObjectProperty<>(kind.usualSplit());
  }

  OverviewChart kind() {
    return kind;
  }

  /** What it is split by. */
  ReadOnlyObjectProperty<Split> splitProperty() {
    return split;
  }

  ReadOnlyObjectProperty<State> stateProperty() {
    return state;
  }

  ReadOnlyObjectProperty<ChartData> dataProperty() {
    return data;
  }

  ReadOnlyStringProperty failureProperty() {
    return failure;
  }

  /** Names of lines that are not shown. */
  ObservableSet<String> hidden() {
    return hidden;
  }

  /** Hides a line, or shows it again. */
  void toggle(String line) {
    if (!hidden.remove(line)) {
      hidden.add(line);
    }
  }

  /** Whether a line stands for rows that the logs can show. */
  boolean leads(String line) {
    return split.get().by() != Split.By.NOTHING
        && !line.equals(OTHERS)
        && !line.equals(Breakdown.UNKNOWN);
  }

  /** The rows that a line stands for. */
  LogView rows(String line) {
    return LogView.all(kind.kind()).asking(kind.condition(split.get(), line), "");
  }

  /** Begins with another project, or with being split by something else. */
  void begin(Split wanted) {
    hidden.clear();
    split.set(wanted);
    clear();
  }

  /** Waits for an answer with nothing to show until then. */
  void clear() {
    data.set(ChartData.NONE);
    failure.set("");
    state.set(State.LOADING);
  }

  /** Waits for an answer; what is shown stays until then. */
  void waiting() {
    if (state.get() == State.FAILED) {
      state.set(State.LOADING);
    }
  }

  void answered(List<Series> series, Period period) {
    List<Instant> times =
        series.isEmpty()
            ? List.of()
            : series.getFirst().points().stream().map(Series.Point::time).toList();
    List<Line> lines = new ArrayList<>();
    for (Series one : series) {
      List<Double> values = one.points().stream().map(ChartModel::value).toList();
      boolean others = one.name().equals(Breakdown.OTHERS);
      String name = others ? OTHERS : one.name();
      // Models that cost nothing are no part of what was paid.
      if (!split.get().hasGroups() || values.stream().anyMatch(value -> value > 0)) {
        lines.add(new Line(name, others ? "-od-faint" : hue(name), values));
      }
    }
    ChartData shown = new ChartData(times, period.step(), lines);
    failure.set("");
    data.set(shown);
    state.set(shown.isEmpty() ? State.EMPTY : State.SHOWN);
  }

  private String hue(String line) {
    Map<String, String> known = hues.apply(split.get());
    String hue = known.get(line);
    if (hue == null) {
      hue = kind.hue(split.get(), line, known.size());
      known.put(line, hue);
    }
    return hue;
  }

  void failed(Exception problem) {
    String message = problem.getMessage();
    failure.set(message == null ? problem.getClass().getSimpleName() : message);
    state.set(State.FAILED);
  }

  private static Double value(Series.Point point) {
    Double value = point.value();
    return value == null ? Double.valueOf(Double.NaN) : value;
  }
}
