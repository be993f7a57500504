package dev.opikdesktop.desktop.explorer.logs;

import dev.opikdesktop.desktop.client.ErrorInfo;
import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.client.LogRecord;
import dev.opikdesktop.desktop.client.Score;
import dev.opikdesktop.desktop.explorer.text.Excerpt;
import dev.opikdesktop.desktop.explorer.text.JsonLeaves;
import dev.opikdesktop.desktop.explorer.text.Preview;
import dev.opikdesktop.desktop.explorer.text.Units;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a row of a table shows: small, however large the payloads behind it are.
 *
 * @param writableId by which it is tagged and scored
 * @param traceId of a span: its trace
 * @param usage tokens by the name of their kind
 * @param cost US dollars
 * @param running whether its end was not told
 * @param children messages of a thread, spans of a trace
 * @param guardrails whether it passed each that it was checked by
 * @param metadata the texts and numbers in it, by their path
 */
public record LogRow(
    LogKind kind,
    String id,
    String writableId,
    @Nullable String traceId,
    @Nullable String threadId,
    String name,
    String type,
    Instant startTime,
    @Nullable Instant endTime,
    boolean running,
    @Nullable Double durationMillis,
    Map<String, Long> usage,
    @Nullable Double cost,
    @Nullable ErrorInfo error,
    Excerpt input,
    Excerpt output,
    List<String> tags,
    List<Score> scores,
    List<Score> spanScores,
    List<String> comments,
    @Nullable String model,
    @Nullable String provider,
    String environment,
    String createdBy,
    long children,
    long llmCalls,
    Map<String, Boolean> guardrails,
    Map<String, String> metadata) {

  private static final Duration LONGEST_RUN = Duration.ofHours(1);

  static LogRow of(LogRecord row) {
    boolean thread = row.kind() == LogKind.THREADS;
    return new LogRow(
        row.kind(),
        row.id(),
        row.writableId(),
        row.traceId(),
        row.threadId(),
        thread ? row.id() : row.name().isEmpty() ? "unnamed" : row.name(),
        row.type(),
        row.startTime(),
        row.endTime(),
        thread ? row.status().equals("active") : row.endTime() == null,
        row.durationMillis(),
        row.usage(),
        row.cost(),
        row.error(),
        Preview.asked(row.input()),
        Preview.answered(row.output()),
        row.tags(),
        row.scores(),
        row.spanScores(),
        row.comments(),
        row.model(),
        row.provider(),
        row.environment(),
        row.createdBy(),
        row.children(),
        row.llmCalls(),
        row.guardrails(),
        JsonLeaves.of(row.metadata()));
  }

  public @Nullable Long tokens() {
    return Units.totalTokens(usage);
  }

  /** Whether it passed all guardrails; null when there were none. */
  @Nullable Boolean passedGuardrails() {
    return guardrails.isEmpty() ? null : Boolean.valueOf(!guardrails.containsValue(false));
  }

  /**
   * Whether it has no end because it runs, and not because its program broke off: that is taken for
   * granted when it began long ago.
   */
  boolean isRunning(Instant now) {
    return running && kind != LogKind.THREADS && now.isBefore(startTime.plus(LONGEST_RUN));
  }

  /** Whether it has no end and nothing has come out yet. */
  boolean isWaiting() {
    return running && output.isEmpty() && kind != LogKind.THREADS;
  }

  @Nullable Score score(String name) {
    return find(scores, name);
  }

  @Nullable Score spanScore(String name) {
    return find(spanScores, name);
  }

  private static @Nullable Score find(List<Score> scores, String name) {
    return scores.stream().filter(score -> score.name().equals(name)).findFirst().orElse(null);
  }
}
