package dev.opikdesktop.server.threads;

import dev.opikdesktop.server.entities.EntityType;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.query.CompiledCondition;
import dev.opikdesktop.server.query.Field.Reads;
import dev.opikdesktop.server.scores.ScoreFields;
import dev.opikdesktop.storage.analytics.Statement;
import java.util.Set;

/**
 * The threads of a project as a table of its own, for conditions and orders: sums over the traces
 * of each, beside its row. Columns that a statement does not name are not read, wide ones least of
 * all.
 */
final class ThreadSql {
  static final String IN_PROJECT =
      """
      workspace_id = {workspace:Id} AND project_id = {project:Id}
      """;

  /** When a trace or the thread itself was changed last. */
  static final String UPDATED = "greatest(traces_updated, row_updated)";

  /** The traces of a thread in order; one of which only changes came so far is the last. */
  static final String TRACE_ORDER = "(toUnixTimestamp64Nano(start_time) = 0, start_time, id)";

  static final String STARTED = "minIf(start_time, toUnixTimestamp64Nano(start_time) != 0)";

  /** What the newest trace says that says anything. */
  static final String ENVIRONMENT = "argMaxIf(environment, (start_time, id), environment != '')";

  private static final String SPAN_SUMS =
      """
      LEFT JOIN (
        SELECT trace_id AS of_trace,
          CAST(sumMap(usage), 'Map(String, Int64)') AS trace_usage,
          CAST(sum(total_estimated_cost), 'Decimal(38, 12)') AS trace_cost
        FROM spans FINAL
        WHERE workspace_id = {workspace:Id} AND project_id = {project:Id}
        GROUP BY trace_id
      ) AS span_sums ON of_trace = id
      """;

  private static final String SUMMED =
      """
      ,
          CAST(sumMap(trace_usage), 'Map(String, Int64)') AS usage_sum,
          CAST(sum(trace_cost), 'Decimal(38, 12)') AS cost_sum
      """;

  private static final String THREADS =
      """
      (
        SELECT thread_id,
          %s AS started,
          max(end_time) AS ended,
          if(isNull(ended) OR toUnixTimestamp64Nano(started) = 0, NULL,
            intDiv(toUnixTimestamp64Nano(assumeNotNull(ended)) - toUnixTimestamp64Nano(started), 1000)
              / 1000.) AS taken,
          2 * count() AS messages,
          max(last_updated_at) AS traces_updated,
          %s AS named_environment,
          groupUniqArray(source) AS sources,
          argMin(input, %s) AS first_input,
          argMaxIf(output, (assumeNotNull(end_time), id), isNotNull(end_time)) AS last_output%s
        FROM traces FINAL
        %s
        WHERE workspace_id = {workspace:Id} AND project_id = {project:Id} AND thread_id != ''
          AND %s
        GROUP BY thread_id
      ) AS used
      LEFT JOIN (
        SELECT thread_id AS of_thread, id, status, tags, created_at, created_by,
          last_updated_at AS row_updated
        FROM threads FINAL
        WHERE workspace_id = {workspace:Id} AND project_id = {project:Id}
      ) AS known ON of_thread = thread_id
      """;

  /** All traces of the threads that the search finds one of. */
  private static final String OF_FOUND =
      """
      thread_id IN (
            SELECT thread_id
            FROM traces FINAL
            WHERE workspace_id = {workspace:Id} AND project_id = {project:Id} AND %s
          )
      """;

  private ThreadSql() {}

  /**
   * Fills in which threads to read.
   *
   * @param whole whether the sums are over all traces of a thread that the search finds one of;
   *     else over the traces that it finds
   * @param named what the statement names besides what the filters do
   * @param sql with %s for the threads and %s for the conditions
   */
  static Statement matching(
      Caller caller, ThreadSelection query, boolean whole, Set<Reads> named, String sql) {
    Set<Reads> reads = query.filters().reads();
    reads.addAll(named);
    CompiledCondition search = CompiledCondition.of(query.search(), "s");
    CompiledCondition filters = CompiledCondition.of(query.filters());
    boolean bySpans = reads.contains(Reads.SPANS);
    String threads =
        THREADS.formatted(
            STARTED,
            ENVIRONMENT,
            TRACE_ORDER,
            bySpans ? SUMMED : "",
            bySpans ? SPAN_SUMS : "",
            whole && query.isSearch() ? OF_FOUND.formatted(search.sql()) : search.sql());
    if (reads.contains(Reads.SCORES)) {
      threads += ScoreFields.joined(EntityType.THREAD, "id");
    }
    String where = filters.sql() + "\n" + query.times().sql();
    Statement statement =
        Statement.of(sql.formatted(threads, where))
            .with("workspace", caller.workspaceId())
            .with("project", query.projectId());
    return query.times().boundTo(filters.boundTo(search.boundTo(statement)));
  }
}
