package dev.opikdesktop.server.statistics;

import dev.opikdesktop.server.entities.EntityType;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import dev.opikdesktop.server.query.Condition;
import dev.opikdesktop.server.query.IdTimeRange;
import dev.opikdesktop.server.query.Reading;
import dev.opikdesktop.server.statistics.ProjectStatistics.ErrorCount;
import dev.opikdesktop.server.statistics.Spending.Costs;
import dev.opikdesktop.server.statistics.Spending.Used;
import dev.opikdesktop.server.traces.TraceSelection;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.RowBinaryReader;
import dev.opikdesktop.storage.analytics.Statement;
import java.io.IOException;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What the traces of several projects come to: a few statements, however many projects; with a
 * condition as many for each, since conditions are about the traces of one project.
 */
final class ProjectTotals {
  private static final Period RECENT = Period.ofDays(7);

  private final Analytics analytics;

  ProjectTotals(Analytics analytics) {
    this.analytics = analytics;
  }

  /** Of those traces that a condition is true of; in the order of the projects. */
  List<ProjectStatistics> of(
      Caller caller, List<UUID> projects, IdTimeRange times, Condition condition) {
    return projects.stream()
        .map(project -> new TraceSelection(project, condition, times))
        .flatMap(selection -> of(Traces.chosen(caller, selection)).stream())
        .toList();
  }

  /** In the order of the projects. */
  List<ProjectStatistics> of(Caller caller, List<UUID> projects, IdTimeRange times) {
    return projects.isEmpty() ? List.of() : of(Traces.all(caller, projects, times));
  }

  private List<ProjectStatistics> of(Traces traces) {
    List<UUID> projects = traces.projects;
    Reading<Spent> spentOf = Reading.start(() -> spent(traces));
    Reading<Map<UUID, List<Used>>> usageOf = Reading.start(() -> usage(traces, traces.byCondition));
    Reading<Map<UUID, List<NamedAverage>>> scoresOf = Reading.start(() -> scores(traces));
    Reading<Map<UUID, Long>> failedChecksOf = Reading.start(() -> failedChecks(traces));
    Map<UUID, Rows> rows = rows(traces);
    Spent spent = spentOf.result();
    Map<UUID, List<Used>> usage = spent.strays ? usage(traces, true) : usageOf.result();
    Map<UUID, List<NamedAverage>> scores = scoresOf.result();
    Map<UUID, Long> failedChecks = failedChecksOf.result();
    return projects.stream()
        .map(
            project -> {
              Rows own = rows.get(project);
              return own == null
                  ? ProjectStatistics.none(project)
                  : own.statistics(
                      spent
                          .costs
                          .getOrDefault(project, Costs.NONE)
                          .with(usage.getOrDefault(project, List.of())),
                      scores.getOrDefault(project, List.of()),
                      failedChecks.getOrDefault(project, 0L));
            })
        .toList();
  }

  /**
   * The traces that count.
   *
   * @param chosen a statement for their project_id and id, and what is bound in it
   * @param byCondition whether more than their time chooses them
   */
  private record Traces(
      List<UUID> projects, IdTimeRange times, Statement chosen, boolean byCondition) {
    static Traces all(Caller caller, List<UUID> projects, IdTimeRange times) {
      String sql =
          """
          SELECT project_id, id
          FROM traces
          WHERE workspace_id = {workspace:Id} AND project_id IN {projects:Ids}
            %s\
          """
              .formatted(times.sql());
      return new Traces(
          projects,
          times,
          times.boundTo(Statement.of(sql).with("workspace", caller.workspaceId())),
          false);
    }

    static Traces chosen(Caller caller, TraceSelection selection) {
      return new Traces(
          List.of(selection.projectId()),
          selection.times(),
          selection.statement(caller, "SELECT project_id, id FROM %s WHERE %s"),
          true);
    }

    /** A statement about them, with what they are chosen by bound as well. */
    Statement statement(String sql) {
      Statement statement = Statement.of(sql).with("projects", projects);
      for (Map.Entry<String, Object> value : chosen.parameters().entrySet()) {
        statement = statement.with(value.getKey(), value.getValue());
      }
      return statement;
    }
  }

  private record Rows(
      UUID project,
      long count,
      Percentiles duration,
      long threads,
      long errors,
      long recentErrors,
      long errorsBefore) {
    static Rows read(RowBinaryReader in) throws IOException {
      return new Rows(
          in.id(),
          in.int64(),
          Percentiles.read(in),
          in.int64(),
          in.int64(),
          in.int64(),
          in.int64());
    }

    ProjectStatistics statistics(Spending spending, List<NamedAverage> scores, long failedChecks) {
      return new ProjectStatistics(
          project,
          scores,
          duration,
          spending.averageCost(),
          spending.cost().doubleValue(),
          spending.averageUsage(),
          count,
          threads,
          failedChecks,
          ErrorCount.of(errors, recentErrors, errorsBefore));
    }
  }

  private Map<UUID, Rows> rows(Traces traces) {
    String sql =
        """
        SELECT project_id,
          count(),
          %s,
          uniqExactIf(thread_id, thread_id != ''),
          countIf(error_info.size != 0),
          countIf(error_info.size != 0 AND id >= {recent:Id}),
          countIf(error_info.size != 0 AND id >= {before:Id} AND id < {recent:Id})
        FROM traces FINAL
        WHERE workspace_id = {workspace:Id} AND project_id IN {projects:Ids}
          %s
          %s
        GROUP BY project_id
        """
            .formatted(
                Percentiles.SQL.formatted("duration"),
                traces.times.sql(),
                traces.byCondition ? "AND (project_id, id) IN (" + traces.chosen.sql() + ")" : "");
    Instant recent =
        Instant.now()
            .truncatedTo(ChronoUnit.DAYS)
            .atOffset(ZoneOffset.UTC)
            .minus(RECENT)
            .toInstant();
    Statement statement =
        traces
            .statement(sql)
            .with("recent", TimeOrderedIds.firstOf(recent))
            .with(
                "before",
                TimeOrderedIds.firstOf(recent.atOffset(ZoneOffset.UTC).minus(RECENT).toInstant()));
    Map<UUID, Rows> rows = new HashMap<>();
    analytics.query(statement, Rows::read).forEach(each -> rows.put(each.project, each));
    return rows;
  }

  /**
   * What projects cost.
   *
   * @param strays whether there are traces that have spans but are not there themselves
   */
  private record Spent(Map<UUID, Costs> costs, boolean strays) {}

  /** Traces are looked up once each, after the sums, which is less than once a span. */
  private Spent spent(Traces traces) {
    String sql =
        """
        SELECT project_id, %s, countIf(NOT known)
        FROM (
          SELECT project_id, cost, %s AS known
          FROM (
            SELECT project_id, trace_id, sum(total_estimated_cost) AS cost
            %s
            GROUP BY project_id, trace_id
          )
        )
        GROUP BY project_id
        """
            .formatted(
                Costs.columns(Costs.OF_KNOWN),
                traces.byCondition ? "1" : ofTheTraces(traces),
                spansOf(traces, traces.byCondition));
    Map<UUID, Costs> costs = new HashMap<>();
    long[] strays = new long[1];
    analytics.stream(
        traces.statement(sql),
        in -> {
          costs.put(in.id(), Costs.read(in));
          strays[0] += in.int64();
          return strays;
        },
        ignored -> true);
    return new Spent(costs, strays[0] > 0);
  }

  /**
   * Token counts.
   *
   * @param narrowed whether to look up the trace of each span, or to take all there are
   */
  private Map<UUID, List<Used>> usage(Traces traces, boolean narrowed) {
    String sql =
        """
        SELECT project_id, %s
        FROM (
          SELECT project_id, trace_id, usage.keys AS kinds, usage.values AS counts
          %s
        )
        %s
        GROUP BY project_id, kind
        """
            .formatted(Used.columns(Used.TRACES), spansOf(traces, narrowed), Used.BY_KIND);
    Map<UUID, List<Used>> usage = new HashMap<>();
    analytics.stream(
        traces.statement(sql),
        in -> usage.computeIfAbsent(in.id(), ignored -> new ArrayList<>()).add(Used.read(in)),
        ignored -> true);
    return usage;
  }

  private static String spansOf(Traces traces, boolean narrowed) {
    return """
    FROM spans FINAL
    WHERE workspace_id = {workspace:Id} AND project_id IN {projects:Ids}
      %s
      %s\
    """
        .formatted(traces.times.sql("trace_id"), narrowed ? "AND " + ofTheTraces(traces) : "");
  }

  private static String ofTheTraces(Traces traces) {
    return "(project_id, trace_id) IN (" + traces.chosen.sql() + ")";
  }

  /** By project. Most have none, and to look for that first spares the look at all their traces. */
  private Map<UUID, Long> failedChecks(Traces traces) {
    Statement any =
        traces.statement(
            """
            SELECT toUInt8(1)
            %s  %s
            LIMIT 1
            """
                .formatted(FailedChecks.OF_PROJECTS, traces.times.sql("entity_id")));
    if (analytics.query(any, RowBinaryReader::uint8).isEmpty()) {
      return Map.of();
    }
    Statement statement =
        traces.statement(
            """
            SELECT project_id, count()
            %s  %s
              AND (project_id, entity_id) IN (%s)
            GROUP BY project_id
            """
                .formatted(
                    FailedChecks.OF_PROJECTS, traces.times.sql("entity_id"), traces.chosen.sql()));
    Map<UUID, Long> failed = new HashMap<>();
    analytics.stream(statement, in -> failed.put(in.id(), in.int64()), ignored -> true);
    return failed;
  }

  private Map<UUID, List<NamedAverage>> scores(Traces traces) {
    String sql =
        """
        SELECT project_id, name, avg(score)
        FROM (
          SELECT project_id, entity_id, name, avg(value) AS score
          FROM feedback_scores FINAL
          WHERE workspace_id = {workspace:Id} AND project_id IN {projects:Ids}
            AND entity_type = {entity_type:UInt8}
            %s
            AND (project_id, entity_id) IN (%s)
          GROUP BY project_id, entity_id, name
        )
        GROUP BY project_id, name
        ORDER BY project_id, name
        """
            .formatted(traces.times.sql("entity_id"), traces.chosen.sql());
    Map<UUID, List<NamedAverage>> scores = new HashMap<>();
    analytics.stream(
        traces.statement(sql).with("entity_type", EntityType.TRACE.code()),
        in ->
            scores
                .computeIfAbsent(in.id(), ignored -> new ArrayList<>())
                .add(new NamedAverage(in.string(), in.float64())),
        ignored -> true);
    return scores;
  }
}
