package dev.opikdesktop.server.statistics;

import dev.opikdesktop.server.entities.EntityType;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.query.Field.Reads;
import dev.opikdesktop.server.threads.ThreadSelection;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the threads of a selection come to. */
final class ThreadStatistics {
  private final Analytics analytics;
  private final ScoreAverages scores;

  ThreadStatistics(Analytics analytics) {
    this.analytics = analytics;
    this.scores = new ScoreAverages(analytics);
  }

  /** In the order of the original; nothing at all of no threads. */
  List<Stat> of(Caller caller, ThreadSelection threads) {
    Rows rows = rows(caller, threads);
    List<Stat> stats = new ArrayList<>();
    if (rows.count == 0) {
      return stats;
    }
    stats.add(Stat.count("thread_count", rows.count));
    stats.add(Stat.percentiles("duration", rows.duration));
    // These are of traces; of threads the original counts none, and neither their tags.
    stats.add(Stat.count("input", 0));
    stats.add(Stat.count("output", 0));
    stats.add(Stat.count("metadata", 0));
    stats.add(Stat.average("tags", 0));
    rows.spending.addTo(stats);
    NamedAverage.addTo(stats, "feedback_scores.", scores.of(caller, EntityType.THREAD, threads));
    stats.add(Stat.count("guardrails_failed_count", 0));
    stats.add(Stat.count("error_count", 0));
    return stats;
  }

  private record Rows(long count, Percentiles duration, Spending spending) {}

  private Rows rows(Caller caller, ThreadSelection threads) {
    Statement statement =
        threads.statement(
            caller,
            Set.of(Reads.SPANS),
            """
            SELECT count(), %s, %s
            FROM %%s
            WHERE %%s
            """
                .formatted(
                    Percentiles.SQL.formatted("taken"), Spending.columns("cost_sum", "usage_sum")));
    return analytics
        .query(statement, in -> new Rows(in.int64(), Percentiles.read(in), Spending.read(in)))
        .getFirst();
  }
}
