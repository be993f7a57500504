package dev.opikdesktop.server.statistics;

import dev.opikdesktop.server.entities.EntityType;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.query.Field.Reads;
import dev.opikdesktop.server.spans.SpanSelection;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the spans of a selection come to. */
final class SpanStatistics {
  private final Analytics analytics;
  private final ScoreAverages scores;

  SpanStatistics(Analytics analytics) {
    this.analytics = analytics;
    this.scores = new ScoreAverages(analytics);
  }

  /** In the order of the original; nothing at all of no spans. */
  List<Stat> of(Caller caller, SpanSelection spans) {
    Rows rows = rows(caller, spans);
    List<Stat> stats = new ArrayList<>();
    if (rows.totals.count() == 0) {
      return stats;
    }
    rows.totals.addTo(stats, "span_count");
    rows.spending.addTo(stats);
    NamedAverage.addTo(stats, "feedback_scores.", scores.of(caller, EntityType.SPAN, spans));
    stats.add(Stat.count("error_count", rows.totals.errors()));
    return stats;
  }

  private record Rows(RowTotals totals, Spending spending) {}

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
                .formatted(
                    RowTotals.COLUMNS,
                    Spending.columns("total_estimated_cost", "CAST(usage, 'Map(String, Int64)')")));
    return analytics
        .query(statement, in -> new Rows(RowTotals.read(in), Spending.read(in)))
        .getFirst();
  }
}
