package dev.opikdesktop.server.statistics;

import dev.opikdesktop.server.entities.EntityType;
import dev.opikdesktop.server.feedback.FeedbackStore;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.query.Field.Reads;
import dev.opikdesktop.server.query.Reading;
import dev.opikdesktop.server.threads.ThreadSelection;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.RowBinaryReader;
import dev.opikdesktop.storage.analytics.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the threads of a selection come to. */
final class ThreadStatistics {
  private static final Set<String> NOTHING_BUT_CHECKS =
      Set.of("comments", "feedback_scores", "span_feedback_scores");

  private final Analytics analytics;
  private final ScoreAverages scores;
  private final FeedbackStore feedback;

  ThreadStatistics(Analytics analytics) {
    this.analytics = analytics;
    this.scores = new ScoreAverages(analytics);
    this.feedback = new FeedbackStore(analytics);
  }

  /** In the order of the original; nothing at all of no threads. */
  List<Stat> of(Caller caller, ThreadSelection threads) {
    Reading<Set<FeedbackStore.Kind>> present =
        feedback.present(
            caller, Optional.of(threads.projectId()), EntityType.TRACE, NOTHING_BUT_CHECKS);
    Rows rows = rows(caller, threads);
    List<Stat> stats = new ArrayList<>();
    if (rows.count == 0) {
      return stats;
    }
    stats.add(Stat.count("thread_count", rows.count));
    stats.add(Stat.percentiles("duration", rows.duration));
    Reading<Long> failedChecks =
        present.result().contains(FeedbackStore.Kind.GUARDRAILS)
            ? Reading.start(() -> failedChecks(caller, threads))
            : Reading.of(0L);
    // These are of traces; of threads the original counts none, and neither their tags.
    stats.add(Stat.count("input", 0));
    stats.add(Stat.count("output", 0));
    stats.add(Stat.count("metadata", 0));
    stats.add(Stat.average("tags", 0));
    rows.spending.addTo(stats);
    NamedAverage.addTo(stats, "feedback_scores.", scores.of(caller, EntityType.THREAD, threads));
    stats.add(Stat.count("guardrails_failed_count", failedChecks.result()));
    stats.add(Stat.count("error_count", 0));
    return stats;
  }

  /** Of all traces of the threads. */
  private long failedChecks(Caller caller, ThreadSelection threads) {
    Statement statement =
        threads.statement(
            caller,
            """
            SELECT count()
            %sAND entity_id IN (
              SELECT id
              FROM traces FINAL
              WHERE workspace_id = {workspace:Id} AND project_id = {project:Id}
                AND thread_id IN (SELECT thread_id FROM %%s WHERE %%s)
            )
            """
                .formatted(FailedChecks.OF_PROJECT));
    return analytics.query(statement, RowBinaryReader::int64).getFirst();
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
