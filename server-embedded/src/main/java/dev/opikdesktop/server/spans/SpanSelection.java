package dev.opikdesktop.server.spans;

import dev.opikdesktop.server.entities.EntityType;
import dev.opikdesktop.server.http.ApiException;
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
import dev.opikdesktop.server.scores.ScoreFields;
import dev.opikdesktop.storage.analytics.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Which spans of a project are wanted. Lists and statistics choose through this, so that they are
 * about the same spans.
 *
 * @param condition what filters and search ask for
 */
public record SpanSelection(
    UUID projectId,
    Optional<UUID> traceId,
    Optional<SpanType> type,
    Condition condition,
    IdTimeRange times)
    implements Selection {
  /**
   * Reads {@code project_id} or {@code project_name}, {@code trace_id}, {@code type}, {@code
   * filters}, {@code oql}, {@code search}, {@code from_time} and {@code to_time} of a query.
   *
   * @throws ApiException 400 or 404
   */
  public static SpanSelection of(Caller caller, Parameters parameters, ProjectService projects) {
    return new SpanSelection(
        projects.required(caller, parameters.uuid("project_id"), parameters.text("project_name")),
        parameters.uuid("trace_id"),
        type(parameters),
        and(
            FilterReader.read(parameters, SpanQueryFields.FILTERED),
            parameters.text(OqlReader.OQL)),
        IdTimeRange.of(parameters));
  }

  /**
   * The same of the body of a search.
   *
   * @throws ApiException 400 or 404
   */
  static SpanSelection of(Caller caller, SearchBody body, ProjectService projects) {
    return new SpanSelection(
        projects.required(caller, body.projectId(), body.projectName()),
        body.traceId(),
        body.type()
            .map(
                word ->
                    type(word)
                        .orElseThrow(
                            () -> ApiException.malformedJson("There is no type '" + word + "'"))),
        filters(body.filters(), body.oql()),
        IdTimeRange.of(body.from(), body.to()));
  }

  /** The spans of a project and a time that a condition is true of. */
  public static SpanSelection of(UUID project, Condition condition, IdTimeRange times) {
    return new SpanSelection(project, Optional.empty(), Optional.empty(), condition, times);
  }

  /**
   * The conditions of a body's filters and query.
   *
   * @param json an array of filters
   * @throws ApiException 400 for anything else
   */
  public static Condition filters(String json, Optional<String> oql) {
    return and(new Condition.And(FilterReader.filters(json, SpanQueryFields.FILTERED)), oql);
  }

  private static Condition and(Condition filters, Optional<String> oql) {
    return OqlReader.and(filters, oql, OqlFields.SPANS, SpanQueryFields.FILTERED);
  }

  SpanSelection with(Condition other) {
    return new SpanSelection(projectId, traceId, type, other, times);
  }

  /** Whether these are all spans of the project and the times. */
  boolean isWhole() {
    return traceId.isEmpty() && type.isEmpty() && condition.equals(new Condition.And(List.of()));
  }

  /** The trace whose spans these are, if they are all of them. */
  Optional<UUID> wholeTrace() {
    boolean all =
        type.isEmpty()
            && condition.equals(new Condition.And(List.of()))
            && times.from().isEmpty()
            && times.to().isEmpty();
    return all ? traceId : Optional.empty();
  }

  /**
   * Fills in which rows to read. The key and the times in the ids are the same in all versions of a
   * row; the type and most of what one can ask or sort by are not, and need FINAL.
   */
  @Override
  public Statement statement(Caller caller, Set<Reads> reads, String sql) {
    StringBuilder where =
        new StringBuilder("workspace_id = {workspace:Id} AND project_id = {project:Id}\n");
    traceId.ifPresent(trace -> where.append("AND trace_id = {trace:Id}\n"));
    type.ifPresent(wanted -> where.append("AND type = {type:UInt8}\n"));
    where.append(times.sql());
    CompiledCondition compiled = CompiledCondition.of(condition);
    where.append("AND ").append(compiled.sql());
    boolean byContent =
        type.isPresent() || condition.reads().contains(Reads.ROW) || reads.contains(Reads.ROW);
    StringBuilder tables = new StringBuilder(byContent ? "spans FINAL" : "spans");
    if (reads.contains(Reads.SCORES)) {
      tables.append('\n').append(ScoreFields.joined(EntityType.SPAN, "id"));
    }
    Statement statement =
        compiled
            .boundTo(Statement.of(sql.formatted(tables, where)))
            .with("workspace", caller.workspaceId())
            .with("project", projectId);
    if (traceId.isPresent()) {
      statement = statement.with("trace", traceId.get());
    }
    if (type.isPresent()) {
      statement = statement.with("type", type.get().code());
    }
    return times.boundTo(statement);
  }

  private static Optional<SpanType> type(Parameters parameters) {
    Optional<String> word = parameters.text("type");
    if (word.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        type(word.get()).orElseThrow(() -> ApiException.unreadableParameter("type")));
  }

  private static Optional<SpanType> type(String word) {
    return Arrays.stream(SpanType.values())
        .filter(type -> type != SpanType.UNKNOWN && type.word().equals(word))
        .findFirst();
  }
}
