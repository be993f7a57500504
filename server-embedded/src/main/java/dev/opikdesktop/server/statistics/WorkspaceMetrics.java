package dev.opikdesktop.server.statistics;

import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.query.Condition;
import dev.opikdesktop.server.query.IdTimeRange;
import dev.opikdesktop.server.query.Selection;
import dev.opikdesktop.server.query.SeveralProjects;
import dev.opikdesktop.storage.analytics.Analytics;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How the numbers of several projects were over time, each by itself or all together (Opik contract
 * 5.8). They are those of the metrics of one project.
 */
final class WorkspaceMetrics {
  private static final Condition ANY = new Condition.And(List.of());
  private static final UUID NO_PROJECT = new UUID(0, 0);

  private final MetricStore metrics;

  WorkspaceMetrics(Analytics analytics) {
    this.metrics = new MetricStore(analytics);
  }

  /**
   * The course of one number.
   *
   * @param project whose it is, or null for that of all together
   */
  record Course(@Nullable UUID project, Series series, Steps steps) {}

  /** A number in a time and in one of the same length before it. */
  record Change(String name, @Nullable Double current, @Nullable Double previous) {}

  /** What spans cost each day. A project that has none is left out. */
  List<Course> costs(Caller caller, WorkspaceRequest request) {
    return courses(caller, request, MetricType.SPAN_COST, "cost");
  }

  /** The means of scores of traces each day. A project that has none is left out. */
  List<Course> scores(Caller caller, WorkspaceRequest request) {
    return courses(caller, request, MetricType.FEEDBACK_SCORES, request.name());
  }

  private List<Course> courses(
      Caller caller, WorkspaceRequest request, MetricType type, @Nullable String name) {
    Steps steps = Steps.of(Interval.DAILY, request.start(), request.end());
    if (request.projects().isEmpty()) {
      Collection<Series> all = series(caller, type, everywhere(type, request, steps), steps, name);
      List<Course> courses = new ArrayList<>();
      all.forEach(series -> courses.add(new Course(null, series, steps)));
      if (courses.isEmpty() && name != null) {
        courses.add(
            new Course(null, Series.empty(name, steps.count(), type.measure().absent()), steps));
      }
      return courses;
    }
    List<Course> courses = new ArrayList<>();
    for (UUID project : request.projects()) {
      Selection entities = type.entities().selection(project, ANY, steps.times());
      series(caller, type, entities, steps, name)
          .forEach(series -> courses.add(new Course(project, series, steps)));
    }
    return courses;
  }

  private Collection<Series> series(
      Caller caller, MetricType type, Selection entities, Steps steps, @Nullable String name) {
    SortedMap<String, Series> series = new TreeMap<>();
    for (MetricStore.Sums sums : sums(caller, type, entities, steps)) {
      sums.numbers()
          .forEach(
              (each, number) -> {
                if (name == null || name.equals(each)) {
                  series
                      .computeIfAbsent(
                          each,
                          found -> Series.empty(found, steps.count(), type.measure().absent()))
                      .put(sums.step(), number);
                }
              });
    }
    series.values().removeIf(each -> each.values().stream().allMatch(Objects::isNull));
    return series.values();
  }

  /** What spans cost, all together. */
  Change cost(Caller caller, WorkspaceRequest request) {
    Change cost = changes(caller, request, MetricType.SPAN_COST).get("cost");
    return new Change(
        "cost",
        cost == null || cost.current() == null ? 0.0 : cost.current(),
        cost == null || cost.previous() == null ? 0.0 : cost.previous());
  }

  /** The means of scores of traces, by their names. */
  Collection<Change> scoreChanges(Caller caller, WorkspaceRequest request) {
    return changes(caller, request, MetricType.FEEDBACK_SCORES).values();
  }

  private SortedMap<String, Change> changes(
      Caller caller, WorkspaceRequest request, MetricType type) {
    Instant start = request.start().truncatedTo(ChronoUnit.MILLIS);
    Instant end = request.end().truncatedTo(ChronoUnit.MILLIS);
    Duration width = Duration.between(start, end);
    if (width.isZero()) {
      return new TreeMap<>();
    }
    Instant before = start.minus(width);
    Steps steps =
        new Steps(
            before,
            width,
            2,
            new IdTimeRange(Optional.of(before), Optional.of(end.minusMillis(1))));
    SortedMap<String, Change> changes = new TreeMap<>();
    for (MetricStore.Sums sums : sums(caller, type, everywhere(type, request, steps), steps)) {
      boolean current = sums.step() == 1;
      for (Map.Entry<String, Double> number : sums.numbers().entrySet()) {
        String name = number.getKey();
        Change other = changes.getOrDefault(name, new Change(name, null, null));
        changes.put(
            name,
            current
                ? new Change(name, number.getValue(), other.previous())
                : new Change(name, other.current(), number.getValue()));
      }
    }
    return changes;
  }

  private List<MetricStore.Sums> sums(
      Caller caller, MetricType type, Selection entities, Steps steps) {
    MetricRequest request =
        new MetricRequest(type, Interval.DAILY, steps.first(), steps.first(), ANY, Breakdown.NONE);
    return metrics.sums(caller, request, entities, steps, List.of());
  }

  private static Selection everywhere(MetricType type, WorkspaceRequest request, Steps steps) {
    return new SeveralProjects(
        type.entities().selection(NO_PROJECT, ANY, steps.times()), request.projects());
  }
}
