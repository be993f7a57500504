package dev.opikdesktop.server.traces;

import dev.opikdesktop.server.entities.EntityType;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.Parameters;
import dev.opikdesktop.server.projects.ProjectService;
import dev.opikdesktop.server.query.CompiledCondition;
import dev.opikdesktop.server.query.Condition;
import dev.opikdesktop.server.query.Field.Reads;
import dev.opikdesktop.server.query.FilterReader;
import dev.opikdesktop.server.query.IdTimeRange;
import dev.opikdesktop.server.query.OqlReader;
import dev.opikdesktop.server.query.SearchBody;
import dev.opikdesktop.server.query.Selection;
import dev.opikdesktop.server.query.oql.OqlFields;
import dev.opikdesktop.server.queues.QueueFields;
import dev.opikdesktop.server.scores.ScoreFields;
import dev.opikdesktop.storage.analytics.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Which traces of a project are wanted. Lists and statistics choose through this, so that they are
 * about the same traces.
 *
 * @param condition what filters and search ask for
 */
public record TraceSelection(UUID projectId, Condition condition, IdTimeRange times)
    implements Selection {
  /**
   * Reads {@code project_id} or {@code project_name}, {@code filters}, {@code oql}, {@code search},
   * {@code annotation_queue_id}, {@code from_time} and {@code to_time} of a query.
   *
   * @throws dev.opikdesktop.server.http.ApiException 400 or 404
   */
  public static TraceSelection of(Caller caller, Parameters parameters, ProjectService projects) {
    return new TraceSelection(
        projects.required(caller, parameters.uuid("project_id"), parameters.text("project_name")),
        QueueFields.asked(
            parameters,
            EntityType.TRACE,
            and(
                FilterReader.read(parameters, TraceQueryFields.FILTERED),
                parameters.text(OqlReader.OQL))),
        IdTimeRange.of(parameters));
  }

  /**
   * The same of the body of a search.
   *
   * @throws dev.opikdesktop.server.http.ApiException 400 or 404
   */
  static TraceSelection of(Caller caller, SearchBody body, ProjectService projects) {
    return new TraceSelection(
        projects.required(caller, body.projectId(), body.projectName()),
        filters(body.filters(), body.oql()),
        IdTimeRange.of(body.from(), body.to()));
  }

  /**
   * The conditions of a body's filters and query.
   *
   * @param json an array of filters
   * @throws dev.opikdesktop.server.http.ApiException 400 for anything else
   */
  public static Condition filters(String json, Optional<String> oql) {
    return and(new Condition.And(FilterReader.filters(json, TraceQueryFields.FILTERED)), oql);
  }

  private static Condition and(Condition filters, Optional<String> oql) {
    return OqlReader.and(filters, oql, OqlFields.TRACES, TraceQueryFields.FILTERED);
  }

  /** Whether these are all traces of the project and the times. */
  public boolean isWhole() {
    return condition.equals(new Condition.And(List.of()));
  }

  TraceSelection with(Condition other) {
    return new TraceSelection(projectId, other, times);
  }

  /** Fills in which rows to read: the newest version of each. */
  @Override
  public Statement statement(Caller caller, Set<Reads> reads, String sql) {
    Set<Reads> all = condition.reads();
    all.addAll(reads);
    StringBuilder tables = new StringBuilder("traces FINAL");
    if (all.contains(Reads.SPANS)) {
      tables.append('\n').append(TraceQueryFields.joinedSpanTotals(times));
    }
    if (all.contains(Reads.SCORES)) {
      tables.append('\n').append(ScoreFields.joined(EntityType.TRACE, "id"));
    }
    CompiledCondition compiled = CompiledCondition.of(condition);
    String where =
        "workspace_id = {workspace:Id} AND project_id = {project:Id}\n"
            + times.sql()
            + "AND "
            + compiled.sql();
    Statement statement =
        compiled
            .boundTo(Statement.of(sql.formatted(tables, where)))
            .with("workspace", caller.workspaceId())
            .with("project", projectId);
    return times.boundTo(statement);
  }
}
