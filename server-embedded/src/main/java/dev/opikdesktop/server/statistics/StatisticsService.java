package dev.opikdesktop.server.statistics;

import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.json.Json;
import dev.opikdesktop.server.query.Condition;
import dev.opikdesktop.server.query.IdTimeRange;
import dev.opikdesktop.server.spans.SpanSelection;
import dev.opikdesktop.server.threads.ThreadSelection;
import dev.opikdesktop.server.traces.TraceSelection;
import dev.opikdesktop.storage.analytics.Analytics;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** What traces, spans and projects come to (Opik contract 2.13, 5.7). */
public final class StatisticsService {
  private final TraceStatistics traces;
  private final SpanStatistics spans;
  private final ThreadStatistics threads;
  private final ProjectTotals projects;

  public StatisticsService(Analytics analytics) {
    this.traces = new TraceStatistics(analytics);
    this.spans = new SpanStatistics(analytics);
    this.threads = new ThreadStatistics(analytics);
    this.projects = new ProjectTotals(analytics);
  }

  List<Stat> of(Caller caller, TraceSelection selection) {
    return traces.of(caller, selection);
  }

  List<Stat> of(Caller caller, SpanSelection selection) {
    return spans.of(caller, selection);
  }

  List<Stat> of(Caller caller, ThreadSelection selection) {
    return threads.of(caller, selection);
  }

  /** In the order of the projects. Without a condition all traces count. */
  List<ProjectStatistics> ofProjects(
      Caller caller, List<UUID> page, IdTimeRange times, Optional<Condition> condition) {
    return condition.isEmpty()
        ? projects.of(caller, page, times)
        : projects.of(caller, page, times, condition.get());
  }

  /** The properties that a project is shown with; unlike the list they have no count of threads. */
  public ObjectNode ofProject(Caller caller, UUID project) {
    IdTimeRange always = new IdTimeRange(Optional.empty(), Optional.empty());
    ObjectNode statistics =
        Json.MAPPER.valueToTree(projects.of(caller, List.of(project), always).getFirst());
    return statistics.without(List.of("project_id", "thread_count"));
  }
}
