package dev.opikdesktop.server.statistics;

import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.projects.ProjectService;
import dev.opikdesktop.server.query.Condition;
import dev.opikdesktop.server.query.IdTimeRange;
import dev.opikdesktop.server.query.Selection;
import dev.opikdesktop.server.query.SeveralProjects;
import dev.opikdesktop.server.threads.ThreadService;
import dev.opikdesktop.storage.analytics.Analytics;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** How the numbers of a project were over time (Opik contract 5.7). */
public final class MetricService {
  private static final UUID NO_PROJECT = new UUID(0, 0);

  private final ProjectService projects;
  private final ThreadService threads;
  private final MetricStore metrics;
  private final KpiCards cards;

  public MetricService(Analytics analytics, ProjectService projects, ThreadService threads) {
    this.projects = projects;
    this.threads = threads;
    this.metrics = new MetricStore(analytics);
    this.cards = new KpiCards(analytics);
  }

  /** The numbers of an interval and of the one of the same length before it. */
  record Compared(KpiCards.Numbers current, KpiCards.Numbers previous) {}

  /** Compares; a project that is not there has nothing to count. */
  Compared kpis(Caller caller, UUID project, KpiRequest request) {
    Instant start = request.start();
    Instant before = start.minus(Duration.between(start, request.end()));
    return new Compared(
        cards.of(
            caller,
            request.entities(),
            selection(request.entities(), project, request.filters(), start, request.end())),
        cards.of(
            caller,
            request.entities(),
            selection(
                request.entities(), project, request.filters(), before, start.minusMillis(1))));
  }

  /** A metric's series and the steps that they are over. */
  record Course(Steps steps, Collection<Series> series) {}

  /**
   * The course of a metric.
   *
   * @throws ApiException 400 for a time range or filters that are none, 404 without the project
   */
  Course course(Caller caller, UUID project, MetricRequest request) {
    if (projects.name(caller, project).isEmpty()) {
      throw ApiException.notFound("Project", project);
    }
    Steps steps = Steps.of(request.interval(), request.start(), request.end());
    return course(
        caller,
        request,
        selection(request.type().entities(), project, request.filters(), steps.times()),
        steps);
  }

  /**
   * The course of a metric of several projects together.
   *
   * @param several none for all
   * @throws ApiException 400 for a time range that is none
   */
  Course course(Caller caller, List<UUID> several, MetricRequest request) {
    Steps steps = Steps.of(request.interval(), request.start(), request.end());
    Selection one =
        selection(request.type().entities(), NO_PROJECT, request.filters(), steps.times());
    return course(caller, request, new SeveralProjects(one, several), steps);
  }

  private Course course(Caller caller, MetricRequest request, Selection entities, Steps steps) {
    return new Course(
        steps,
        request.breakdown().isNone()
            ? whole(caller, request, entities, steps)
            : split(caller, request, entities, steps));
  }

  private Collection<Series> whole(
      Caller caller, MetricRequest request, Selection entities, Steps steps) {
    Measure measure = request.type().measure();
    Map<String, Series> series = new LinkedHashMap<>();
    for (String name : measure.series(request.type().entities())) {
      series.put(name, Series.empty(name, steps.count(), measure.absent()));
    }
    SortedMap<String, Series> found = new TreeMap<>();
    for (MetricStore.Sums sums : metrics.sums(caller, request, entities, steps, List.of())) {
      sums.numbers()
          .forEach(
              (name, number) -> {
                Series known = series.get(name);
                (known != null
                        ? known
                        : found.computeIfAbsent(
                            name,
                            another -> Series.empty(another, steps.count(), measure.absent())))
                    .put(sums.step(), number);
              });
    }
    series.putAll(found);
    return series.values();
  }

  private Collection<Series> split(
      Caller caller, MetricRequest request, Selection entities, Steps steps) {
    Measure measure = request.type().measure();
    List<String> groups = metrics.greatest(caller, request, entities);
    boolean others = groups.size() > Breakdown.MOST;
    List<String> named = others ? groups.subList(0, Breakdown.MOST) : groups;
    Map<String, Series> series = new LinkedHashMap<>();
    for (String name : named) {
      series.put(name, Series.empty(name, steps.count(), measure.absent()));
    }
    if (others) {
      series.put(Breakdown.OTHERS, Series.empty(Breakdown.OTHERS, steps.count(), measure.absent()));
    }
    String shown = request.breakdown().shown(request.type());
    for (MetricStore.Sums sums : metrics.sums(caller, request, entities, steps, named)) {
      Series own = series.get(sums.group());
      Double number = sums.numbers().get(shown);
      if (own != null && number != null) {
        own.put(sums.step(), number);
      }
    }
    return series.values();
  }

  private Selection selection(
      Measured entities, UUID project, Condition filters, Instant from, Instant to) {
    return selection(
        entities, project, filters, new IdTimeRange(Optional.of(from), Optional.of(to)));
  }

  private Selection selection(
      Measured entities, UUID project, Condition filters, IdTimeRange times) {
    if (entities == Measured.THREADS) {
      threads.settle();
    }
    return entities.selection(project, filters, times);
  }
}
