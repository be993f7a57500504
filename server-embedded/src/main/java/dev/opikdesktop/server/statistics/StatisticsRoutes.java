package dev.opikdesktop.server.statistics;

import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.PageRequest;
import dev.opikdesktop.server.http.Parameters;
import dev.opikdesktop.server.http.Responses;
import dev.opikdesktop.server.projects.ProjectService;
import dev.opikdesktop.server.query.Condition;
import dev.opikdesktop.server.query.IdTimeRange;
import dev.opikdesktop.server.query.OqlReader;
import dev.opikdesktop.server.spans.SpanSelection;
import dev.opikdesktop.server.threads.ThreadSelection;
import dev.opikdesktop.server.threads.ThreadService;
import dev.opikdesktop.server.traces.TraceSelection;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Statistics of lists over HTTP (Opik contract 2.13, 5.7). */
public final class StatisticsRoutes implements HttpService {
  private final StatisticsService statistics;
  private final ProjectService projects;
  private final ThreadService threads;

  public StatisticsRoutes(
      StatisticsService statistics, ProjectService projects, ThreadService threads) {
    this.statistics = statistics;
    this.projects = projects;
    this.threads = threads;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .get("/v1/private/traces/stats", this::traces)
        .get("/v1/private/spans/stats", this::spans)
        .get("/v1/private/traces/threads/stats", this::threads)
        .get("/v1/private/projects/stats", this::projects);
  }

  private void traces(ServerRequest request, ServerResponse response) {
    Caller caller = Caller.of(request);
    TraceSelection traces = TraceSelection.of(caller, Parameters.of(request), projects);
    Responses.json(request, response, Map.of("stats", statistics.of(caller, traces)));
  }

  private void spans(ServerRequest request, ServerResponse response) {
    Caller caller = Caller.of(request);
    SpanSelection spans = SpanSelection.of(caller, Parameters.of(request), projects);
    Responses.json(request, response, Map.of("stats", statistics.of(caller, spans)));
  }

  private void threads(ServerRequest request, ServerResponse response) {
    Caller caller = Caller.of(request);
    ThreadSelection selection = ThreadSelection.of(caller, Parameters.of(request), projects);
    threads.settle();
    Responses.json(request, response, Map.of("stats", statistics.of(caller, selection)));
  }

  /** The list has no page, size and total, unlike all others. */
  private void projects(ServerRequest request, ServerResponse response) {
    Caller caller = Caller.of(request);
    Parameters parameters = Parameters.of(request);
    List<UUID> page = projects.page(caller, parameters, PageRequest.of(request));
    List<ProjectStatistics> content =
        statistics.ofProjects(caller, page, IdTimeRange.of(parameters), condition(parameters));
    Responses.json(request, response, Map.of("content", content));
  }

  private static Optional<Condition> condition(Parameters parameters) {
    Optional<String> filters = parameters.text("filters");
    Optional<String> oql = parameters.text(OqlReader.OQL);
    return filters.isEmpty() && oql.isEmpty()
        ? Optional.empty()
        : Optional.of(TraceSelection.filters(filters.orElse("[]"), oql));
  }
}
