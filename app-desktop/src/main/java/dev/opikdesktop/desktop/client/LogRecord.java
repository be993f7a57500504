package dev.opikdesktop.desktop.client;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thread, trace or span as a list tells it, with long payloads cut. What a kind lacks is empty
 * or null.
 *
 * @param id of a thread the client's own id
 * @param traceId of a span: its trace
 * @param threadModelId of a thread: the id by which it is written to
 * @param type of a span: {@code general}, {@code tool}, {@code llm} or {@code guardrail}
 * @param durationMillis null while it runs
 * @param input of a thread: its first message; {@code output} its last
 * @param usage tokens by the name of their kind
 * @param cost US dollars
 * @param spanScores scores of a trace's spans, averaged by name
 * @param children messages of a thread, spans of a trace
 * @param guardrails of a trace: whether it passed each that it was checked by
 * @param callsTools whether a trace has spans that are tool calls; true where a server does not say
 * @param status of a thread: {@code active} or {@code inactive}
 */
public record LogRecord(
    LogKind kind,
    String id,
    @Nullable String traceId,
    @Nullable String threadId,
    @Nullable String threadModelId,
    String name,
    String type,
    Instant startTime,
    @Nullable Instant endTime,
    @Nullable Double durationMillis,
    Payload input,
    Payload output,
    Payload metadata,
    List<String> tags,
    @Nullable ErrorInfo error,
    Map<String, Long> usage,
    @Nullable Double cost,
    List<Score> scores,
    List<Score> spanScores,
    List<String> comments,
    @Nullable String model,
    @Nullable String provider,
    String environment,
    String createdBy,
    String status,
    long children,
    long llmCalls,
    Map<String, Boolean> guardrails,
    boolean callsTools) {

  /** The id that writes take. */
  public String writableId() {
    return threadModelId == null ? id : threadModelId;
  }
}
