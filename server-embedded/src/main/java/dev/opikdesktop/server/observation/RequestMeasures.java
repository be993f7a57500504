package dev.opikdesktop.server.observation;

import dev.opikdesktop.server.http.RequestObserver;
import dev.opikdesktop.storage.measures.Histogram;
import dev.opikdesktop.storage.observation.Observation;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/** Counts requests by route and status, and how long they took by route. */
public final class RequestMeasures implements RequestObserver {
  /** In seconds: a write takes milliseconds, a statistic over millions of rows seconds. */
  private static final double[] SECONDS = {
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60
  };

  private static final double NANOS = 1e9;

  private record Route(String method, String path) {}

  private record Outcome(Route route, int status) {}

  private final LongAdder underWay = new LongAdder();
  private final Map<Outcome, LongAdder> outcomes = new ConcurrentHashMap<>();
  private final Map<Route, Histogram> durations = new ConcurrentHashMap<>();

  @Override
  public Observation begun(Function<String, Optional<String>> headers) {
    underWay.increment();
    return Observation.NONE;
  }

  @Override
  public void ended(Observation request, String method, String path, int status, long nanos) {
    underWay.decrement();
    Route route = new Route(method, path);
    outcomes.computeIfAbsent(new Outcome(route, status), unused -> new LongAdder()).increment();
    durations.computeIfAbsent(route, unused -> new Histogram(SECONDS)).add(nanos / NANOS);
  }

  void describe(Families families) {
    families.gauge("opik_desktop_http_requests_under_way", "Requests being served", underWay.sum());
    families.counter(
        "opik_desktop_http_requests",
        "Requests that were answered",
        outcomes.entrySet(),
        each -> labels(each.getKey()),
        each -> each.getValue().sum());
    families.histogram(
        "opik_desktop_http_request_duration_seconds",
        "From the request's head to the end of the answer",
        durations,
        route -> Labels.of("method", route.method, "route", route.path));
  }

  private static Labels labels(Outcome outcome) {
    return Labels.of(
        "method",
        outcome.route.method,
        "route",
        outcome.route.path,
        "status",
        Integer.toString(outcome.status));
  }
}
