package dev.opikdesktop.desktop.explorer.overview;

import dev.opikdesktop.desktop.client.Breakdown;
import dev.opikdesktop.desktop.client.Series;
import dev.opikdesktop.desktop.explorer.chart.ChartData;
import dev.opikdesktop.desktop.explorer.chart.ChartData.Line;
import dev.opikdesktop.desktop.explorer.logs.Period;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
  private final Map<String, String> hues;
  private final ObjectProperty<State> state = new SimpleObjectProperty<>(State.LOADING);
  private final ObjectProperty<ChartData> data = new SimpleObjectProperty<>(ChartData.NONE);
  private final StringProperty failure = new SimpleStringProperty("");
  private final ObservableSet<String> hidden = FXCollections.observableSet();

  /**
   * @param hues the colours of the lines by their names, which may be those of other charts too
   */
  ChartModel(OverviewChart kind, Map<String, String> hues) {
    this.kind = kind;
    this.hues = hues;
  }

  OverviewChart kind() {
    return kind;
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

  /** Whether a line is one model, not those that are left or the spans without one. */
  boolean isModel(String line) {
    return kind.isByModel() && !line.equals(OTHERS) && !line.equals(Breakdown.UNKNOWN);
  }

  /** Begins with another project. */
  void forget() {
    hidden.clear();
    hues.clear();
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
      if (!kind.isByModel() || values.stream().anyMatch(value -> value > 0)) {
        lines.add(new Line(name, others ? "-od-faint" : hue(name), values));
      }
    }
    ChartData shown = new ChartData(times, period.step(), lines);
    failure.set("");
    data.set(shown);
    state.set(shown.isEmpty() ? State.EMPTY : State.SHOWN);
  }

  private String hue(String line) {
    String known = hues.get(line);
    if (known == null) {
      known = kind.hue(line, hues.size());
      hues.put(line, known);
    }
    return known;
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
