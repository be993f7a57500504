package dev.opikdesktop.desktop.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is counted over all traces of a project.
 *
 * @param errors traces with an error
 * @param errorsChange how many more of the last seven days than of the seven days before
 * @param cost US dollars, all together
 * @param tokens of a trace, on average; so are those in and out
 * @param scores averages by name
 */
public record ProjectStats(
    String projectId,
    long traces,
    long threads,
    long errors,
    long errorsChange,
    @Nullable Double medianMillis,
    @Nullable Double p90Millis,
    @Nullable Double p99Millis,
    @Nullable Double cost,
    @Nullable Double tokens,
    @Nullable Double tokensIn,
    @Nullable Double tokensOut,
    long guardrailsFailed,
    List<Score> scores) {
  public ProjectStats {
    scores = List.copyOf(scores);
  }
}
