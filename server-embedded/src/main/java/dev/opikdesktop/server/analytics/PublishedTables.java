package dev.opikdesktop.server.analytics;

import dev.opikdesktop.server.entities.EntityType;
import dev.opikdesktop.server.guardrails.GuardrailResult;
import dev.opikdesktop.server.scores.ScoreSource;
import dev.opikdesktop.server.spans.SpanType;
import dev.opikdesktop.server.threads.ThreadStatus;
import dev.opikdesktop.server.traces.Source;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What queries of clients can read. Tables and columns are named as in the original's store (Opik
 * contract 6.1); durations are milliseconds, times are UTC.
 */
final class PublishedTables {
  private static final Map<String, PublishedTable> BY_NAME = new LinkedHashMap<>();

  static {
    PublishedTable threads = threads();
    PublishedTable scores = scores();
    Stream.of(
            traces(),
            spans(),
            threads,
            threads.as("threads"),
            scores,
            scores.as("authored_feedback_scores"),
            comments(),
            assertions(),
            guardrails(),
            queueItems(),
            attachments())
        .forEach(table -> BY_NAME.put(table.name(), table));
  }

  private PublishedTables() {}

  static Map<String, PublishedTable> byName() {
    return BY_NAME;
  }

  private static PublishedTable traces() {
    return PublishedTable.of("traces", "traces")
        .ids("id")
        .plain("name", "start_time", "end_time", "duration", "input", "output", "metadata", "tags")
        .plain("error_info", "thread_id", "ttft")
        .words("source", Source.codes())
        .plain("environment")
        .words("visibility_mode", Map.of("default", 1, "hidden", 2))
        .audit()
        .build();
  }

  private static PublishedTable spans() {
    return PublishedTable.of("spans", "spans")
        .ids("id", "trace_id")
        .idOrNone("parent_span_id")
        .plain("name")
        .words("type", SpanType.codes())
        .plain("start_time", "end_time", "duration", "input", "output", "metadata", "tags")
        .plain("model", "provider", "usage", "total_estimated_cost", "total_estimated_cost_version")
        .plain("error_info", "ttft")
        .words("source", Source.codes())
        .plain("environment")
        .audit()
        .build();
  }

  private static PublishedTable threads() {
    return PublishedTable.of("trace_threads", "threads")
        .ids("id")
        .plain("thread_id")
        .words("status", codes(ThreadStatus.values(), ThreadStatus::word, ThreadStatus::code))
        .plain("status_changed_at", "tags")
        .audit()
        .build();
  }

  private static PublishedTable scores() {
    return ofEntity("feedback_scores", "feedback_scores")
        .plain("name", "value", "category_name", "reason")
        .words("source", codes(ScoreSource.values(), ScoreSource::word, ScoreSource::code))
        .plain("author")
        .idOrNone("source_queue_id")
        .audit()
        .build();
  }

  private static PublishedTable comments() {
    return ofEntity("comments", "comments")
        .ids("id")
        .plain("text")
        .idOrNone("source_queue_id")
        .audit()
        .build();
  }

  private static PublishedTable assertions() {
    return ofEntity("assertion_results", "assertion_results")
        .plain("name", "passed", "reason")
        .words("source", codes(ScoreSource.values(), ScoreSource::word, ScoreSource::code))
        .plain("author")
        .audit()
        .build();
  }

  private static PublishedTable guardrails() {
    return ofEntity("guardrails", "guardrails")
        .ids("id", "secondary_id")
        .plain("name")
        .words(
            "result", codes(GuardrailResult.values(), GuardrailResult::word, GuardrailResult::code))
        .plain("config", "details")
        .audit()
        .build();
  }

  private static PublishedTable queueItems() {
    return PublishedTable.of("annotation_queue_items", "annotation_queue_items")
        .ids("queue_id")
        .id("item_id", "entity_id")
        .plain("automated")
        .changes()
        .build();
  }

  private static PublishedTable attachments() {
    return ofEntity("attachments", "attachments")
        .plain("file_name", "mime_type")
        .column("file_size", "t.size")
        .changes()
        .build();
  }

  private static PublishedTable.Builder ofEntity(String name, String source) {
    return PublishedTable.of(name, source)
        .words("entity_type", codes(EntityType.values(), EntityType::word, EntityType::code))
        .ids("entity_id");
  }

  private static <E> Map<String, Integer> codes(
      E[] all, Function<E, String> word, ToIntFunction<E> code) {
    return Arrays.stream(all).collect(Collectors.toMap(word, code::applyAsInt));
  }
}
