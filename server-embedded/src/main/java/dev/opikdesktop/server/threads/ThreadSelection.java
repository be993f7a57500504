package dev.opikdesktop.server.threads;

import dev.opikdesktop.server.entities.EntityType;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.Parameters;
import dev.opikdesktop.server.projects.ProjectService;
import dev.opikdesktop.server.query.Condition;
import dev.opikdesktop.server.query.Field.Reads;
import dev.opikdesktop.server.query.FilterReader;
import dev.opikdesktop.server.query.IdTimeRange;
import dev.opikdesktop.server.query.OqlReader;
import dev.opikdesktop.server.query.Selection;
import dev.opikdesktop.server.query.oql.OqlFields;
import dev.opikdesktop.server.queues.QueueFields;
import dev.opikdesktop.storage.analytics.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Which threads of a project are wanted. Their ids are those of their rows.
 *
 * @param filters a condition on threads
 * @param search a condition on traces: a list is of the threads that it holds for a trace of,
 *     statistics are of those traces alone
 * @param times a range of the times in the ids of rows, which are those of the earliest traces
 */
public record ThreadSelection(
    UUID projectId, Condition filters, Condition search, IdTimeRange times) implements Selection {
  private static final Condition EVERYTHING = new Condition.And(List.of());

  /**
   * Reads {@code project_id} or {@code project_name}, {@code filters}, {@code oql}, {@code search},
   * {@code annotation_queue_id}, {@code from_time} and {@code to_time} of a query.
   *
   * @throws dev.opikdesktop.server.http.ApiException 400 or 404
   */
  public static ThreadSelection of(Caller caller, Parameters parameters, ProjectService projects) {
    return new ThreadSelection(
        projects.required(caller, parameters.uuid("project_id"), parameters.text("project_name")),
        QueueFields.asked(
            parameters,
            EntityType.THREAD,
            filters(parameters.text("filters").orElse("[]"), parameters.text(OqlReader.OQL))),
        new Condition.And(
            parameters
                .text("search")
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(ThreadQueryFields.FILTERED::search)
                .stream()
                .toList()),
        IdTimeRange.of(parameters));
  }

  /** The threads of a project and a time that a condition is true of. */
  public static ThreadSelection of(UUID project, Condition filters, IdTimeRange times) {
    return new ThreadSelection(project, filters, EVERYTHING, times);
  }

  /**
   * The condition of filters and a query.
   *
   * @param json an array of filters
   * @throws dev.opikdesktop.server.http.ApiException 400 for anything else
   */
  public static Condition filters(String json, Optional<String> oql) {
    return OqlReader.and(
        new Condition.And(FilterReader.filters(json, ThreadQueryFields.FILTERED)),
        oql,
        OqlFields.THREADS,
        ThreadQueryFields.FILTERED);
  }

  boolean isSearch() {
    return !search.equals(EVERYTHING);
  }

  /** The statement's tables have the columns of {@link ThreadSql}. */
  @Override
  public Statement statement(Caller caller, Set<Reads> reads, String sql) {
    return ThreadSql.matching(caller, this, false, reads, sql);
  }

  /** The same over whole threads, as lists show them. */
  Statement ofWhole(Caller caller, Set<Reads> reads, String sql) {
    return ThreadSql.matching(caller, this, true, reads, sql);
  }
}
