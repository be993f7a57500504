package dev.opikdesktop.server.statistics;

import dev.opikdesktop.server.entities.EntityType;
import dev.opikdesktop.server.feedback.FeedbackStore;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.query.Field.Reads;
import dev.opikdesktop.server.query.Reading;
import dev.opikdesktop.server.statistics.Spending.Costs;
import dev.opikdesktop.server.statistics.Spending.Used;
import dev.opikdesktop.server.traces.TraceSelection;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.RowBinaryReader;
import dev.opikdesktop.storage.analytics.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the traces of a selection come to. */
final class TraceStatistics {
  private static final String OF_THE_TRACES = "trace_id IN (SELECT id FROM %s WHERE %s)";

  private final Analytics analytics;
  private final ScoreAverages scores;
  private final FeedbackStore feedback;

  TraceStatistics(Analytics analytics) {
    this.analytics = analytics;
    this.scores = new ScoreAverages(analytics);
    this.feedback = new FeedbackStore(analytics);
  }

  /** In the order of the original; nothing at all of no traces. */
  List<Stat> of(Caller caller, TraceSelection traces) {
    Reading<Set<FeedbackStore.Kind>> present =
        feedback.present(
            caller, Optional.of(traces.projectId()), EntityType.TRACE, Set.of("comments"));
    Reading<Spans> spansOf = Reading.start(() -> spans(caller, traces));
    boolean whole = traces.isWhole();
    Reading<List<Used>> usage = Reading.start(() -> usage(caller, traces, !whole));
    Rows rows = rows(caller, traces);
    Set<FeedbackStore.Kind> kinds = present.result();
    Reading<List<NamedAverage>> own =
        kinds.contains(FeedbackStore.Kind.SCORES)
            ? Reading.start(() -> scores.of(caller, EntityType.TRACE, traces))
            : Reading.of(List.of());
    Reading<List<NamedAverage>> given =
        kinds.contains(FeedbackStore.Kind.SPAN_SCORES)
            ? Reading.start(() -> scores.ofSpans(caller, traces))
            : Reading.of(List.of());
    Reading<Long> failedChecks =
        kinds.contains(FeedbackStore.Kind.GUARDRAILS)
            ? Reading.start(() -> failedChecks(caller, traces))
            : Reading.of(0L);
    long count = rows.totals.count();
    List<Stat> stats = new ArrayList<>();
    if (count == 0) {
      return stats;
    }
    Spans spans = spansOf.result();
    List<Used> used = spans.strays == 0 ? usage.result() : usage(caller, traces, true);
    rows.totals.addTo(stats, "trace_count");
    stats.add(Stat.count("thread_count", rows.threads));
    stats.add(Stat.average("llm_span_count", (double) spans.llm / count));
    stats.add(Stat.average("span_count", (double) spans.count / count));
    spans.costs.with(used).addTo(stats);
    NamedAverage.addTo(stats, "feedback_scores.", own.result());
    NamedAverage.addTo(stats, "span_feedback_scores.", given.result());
    stats.add(Stat.count("guardrails_failed_count", failedChecks.result()));
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

  private long failedChecks(Caller caller, TraceSelection traces) {
    Statement statement =
        traces.statement(
            caller,
            """
            SELECT count()
            %sAND entity_id IN (SELECT id FROM %%s WHERE %%s)
            """
                .formatted(FailedChecks.OF_PROJECT));
    return analytics.query(statement, RowBinaryReader::int64).getFirst();
  }

  /**
   * What the spans of traces come to.
   *
   * @param strays how many traces have spans but are not there themselves
   */
  private record Spans(long count, long llm, Costs costs, long strays) {}

  /**
   * Over all spans of each trace, whatever they are like. Of a whole project the traces are looked
   * up once each, after the sums, which is less than once a span.
   */
  private Spans spans(Caller caller, TraceSelection traces) {
    boolean whole = traces.isWhole();
    Statement statement =
        traces.statement(
            caller,
            """
            SELECT sumIf(spans, known), sumIf(llm, known), %s, countIf(NOT known)
            FROM (
              SELECT spans, llm, cost, %s AS known
              FROM (
                SELECT trace_id, count() AS spans, countIf(type = 3) AS llm,
                  sum(total_estimated_cost) AS cost
                %s
                GROUP BY trace_id
              )
            )
            """
                .formatted(
                    Costs.columns(Costs.OF_KNOWN),
                    whole ? OF_THE_TRACES : "1",
                    spansOf(traces, !whole)));
    return analytics
        .query(statement, in -> new Spans(in.int64(), in.int64(), Costs.read(in), in.int64()))
        .getFirst();
  }

  /**
   * Token counts.
   *
   * @param narrowed whether to look up the trace of each span, or to take all there are
   */
  private List<Used> usage(Caller caller, TraceSelection traces, boolean narrowed) {
    Statement statement =
        traces.statement(
            caller,
            """
            SELECT %s
            FROM (
              SELECT trace_id, usage.keys AS kinds, usage.values AS counts
              %s
            )
            %s
            GROUP BY kind
            """
                .formatted(Used.columns(Used.TRACES), spansOf(traces, narrowed), Used.BY_KIND));
    return analytics.query(statement, Used::read);
  }

  private static String spansOf(TraceSelection traces, boolean narrowed) {
    return """
    FROM spans FINAL
    WHERE workspace_id = {workspace:Id} AND project_id = {project:Id}
      %s%s\
    """
        .formatted(traces.times().sql("trace_id"), narrowed ? "AND " + OF_THE_TRACES : "");
  }
}
