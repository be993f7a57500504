package dev.opikdesktop.server.statistics;

import dev.opikdesktop.server.entities.EntityType;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.query.Field.Reads;
import dev.opikdesktop.server.traces.TraceSelection;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the traces of a selection come to. */
final class TraceStatistics {
  private final Analytics analytics;
  private final ScoreAverages scores;

  TraceStatistics(Analytics analytics) {
    this.analytics = analytics;
    this.scores = new ScoreAverages(analytics);
  }

  /** In the order of the original; nothing at all of no traces. */
  List<Stat> of(Caller caller, TraceSelection traces) {
    Rows rows = rows(caller, traces);
    long count = rows.totals.count();
    List<Stat> stats = new ArrayList<>();
    if (count == 0) {
      return stats;
    }
    Spans spans = spans(caller, traces);
    rows.totals.addTo(stats, "trace_count");
    stats.add(Stat.count("thread_count", rows.threads));
    stats.add(Stat.average("llm_span_count", (double) spans.llm / count));
    stats.add(Stat.average("span_count", (double) spans.count / count));
    spans.spending.addTo(stats);
    NamedAverage.addTo(stats, "feedback_scores.", scores.of(caller, EntityType.TRACE, traces));
    NamedAverage.addTo(stats, "span_feedback_scores.", scores.ofSpans(caller, traces));
    // Guardrails are not kept yet.
    stats.add(Stat.count("guardrails_failed_count", 0));
    stats.add(Stat.count("error_count", rows.totals.errors()));
    return stats;
  }

  private record Rows(RowTotals totals, long threads) {}

  private Rows rows(Caller caller, TraceSelection traces) {
    Statement statement =
        traces.statement(
            caller,
            Set.of(Reads.ROW),
            """
            SELECT %s,
              uniqExactIf(thread_id, thread_id != '')
            FROM %%s
            WHERE %%s
            """
                .formatted(RowTotals.COLUMNS));
    return analytics.query(statement, in -> new Rows(RowTotals.read(in), in.int64())).getFirst();
  }

  private record Spans(long count, long llm, Spending spending) {}

  /** Over all spans of each trace, whatever they are like. */
  private Spans spans(Caller caller, TraceSelection traces) {
    Statement statement =
        traces.statement(
            caller,
            """
            SELECT sum(spans), sum(llm), %s
            FROM (
              SELECT trace_id, count() AS spans, countIf(type = 3) AS llm,
                sum(total_estimated_cost) AS cost,
                CAST(sumMap(CAST(usage, 'Map(String, Int64)')), 'Map(String, Int64)') AS used
              FROM spans FINAL
              WHERE workspace_id = {workspace:Id} AND project_id = {project:Id}
                %sAND trace_id IN (SELECT id FROM %%s WHERE %%s)
              GROUP BY trace_id
            )
            """
                .formatted(Spending.columns("cost", "used"), traces.times().sql("trace_id")));
    return analytics
        .query(statement, in -> new Spans(in.int64(), in.int64(), Spending.read(in)))
        .getFirst();
  }
}
