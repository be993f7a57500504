package dev.opikdesktop.server.statistics;

import dev.opikdesktop.server.entities.EntityType;
import dev.opikdesktop.server.feedback.FeedbackStore;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.query.Field.Reads;
import dev.opikdesktop.server.query.Reading;
import dev.opikdesktop.server.spans.SpanSelection;
import dev.opikdesktop.server.statistics.Spending.Costs;
import dev.opikdesktop.server.statistics.Spending.Used;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the spans of a selection come to. */
final class SpanStatistics {
  private final Analytics analytics;
  private final ScoreAverages scores;
  private final FeedbackStore feedback;

  SpanStatistics(Analytics analytics) {
    this.analytics = analytics;
    this.scores = new ScoreAverages(analytics);
    this.feedback = new FeedbackStore(analytics);
  }

  /** In the order of the original; nothing at all of no spans. */
  List<Stat> of(Caller caller, SpanSelection spans) {
    Reading<Set<FeedbackStore.Kind>> present =
        feedback.present(
            caller, Optional.of(spans.projectId()), EntityType.SPAN, Set.of("comments"));
    Reading<List<Used>> usage = Reading.start(() -> usage(caller, spans));
    Rows rows = rows(caller, spans);
    List<Stat> stats = new ArrayList<>();
    if (rows.totals.count() == 0) {
      return stats;
    }
    rows.totals.addTo(stats, "span_count");
    rows.costs.with(usage.result()).addTo(stats);
    if (present.result().contains(FeedbackStore.Kind.SCORES)) {
      NamedAverage.addTo(stats, "feedback_scores.", scores.of(caller, EntityType.SPAN, spans));
    }
    stats.add(Stat.count("error_count", rows.totals.errors()));
    return stats;
  }

  private record Rows(RowTotals totals, Costs costs) {}

  private Rows rows(Caller caller, SpanSelection spans) {
    Statement statement =
        spans.statement(
            caller,
            Set.of(Reads.ROW),
            """
            SELECT %s,
              %s
            FROM %%s
            WHERE %%s
            """
                .formatted(RowTotals.COLUMNS, Costs.columns("total_estimated_cost")));
    return analytics
        .query(statement, in -> new Rows(RowTotals.read(in), Costs.read(in)))
        .getFirst();
  }

  private List<Used> usage(Caller caller, SpanSelection spans) {
    Statement statement =
        spans.statement(
            caller,
            Set.of(Reads.ROW),
            """
            SELECT %s
            FROM (
              SELECT usage.keys AS kinds, usage.values AS counts
              FROM %%s
              WHERE %%s
            )
            %s
            GROUP BY kind
            """
                .formatted(Used.columns("count()"), Used.BY_KIND));
    return analytics.query(statement, Used::read);
  }
}
