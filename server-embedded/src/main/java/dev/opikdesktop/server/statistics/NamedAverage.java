package dev.opikdesktop.server.statistics;

import java.util.List;

/** The average of a feedback score (schema FeedbackScoreAverage). */
record NamedAverage(String name, double value) {
  /** Adds one average for each, under its name with something before it. */
  static void addTo(List<Stat> stats, String prefix, List<NamedAverage> averages) {
    averages.forEach(each -> stats.add(Stat.average(prefix + each.name, each.value)));
  }
}
