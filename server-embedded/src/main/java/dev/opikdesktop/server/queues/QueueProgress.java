package dev.opikdesktop.server.queues;

import dev.opikdesktop.server.queues.AnnotationQueue.Reviewer;
import dev.opikdesktop.server.queues.AnnotationQueue.ScoreAverage;
import java.util.List;

/**
 * How far people came with a queue.
 *
 * @param items how many are in it
 */
record QueueProgress(long items, List<Reviewer> reviewers, List<ScoreAverage> scores) {
  static final QueueProgress NONE = new QueueProgress(0, List.of(), List.of());
}
