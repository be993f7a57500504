package dev.opikdesktop.desktop.explorer.query;

import dev.opikdesktop.server.query.oql.Oql;
import java.util.Map;

/**
 * What a condition is about.
 *
 * @param field a field of the query language
 * @param key what follows its dot; empty for none, or for whichever
 */
public record Subject(String field, String key) {
  /** Fields whose names in the query language say too little. */
  private static final Map<String, String> TITLES =
      Map.ofEntries(
          Map.entry("annotation_queue_ids", "annotation queue ID"),
          Map.entry("error_info", "errors"),
          Map.entry("experiment_id", "experiment ID"),
          Map.entry("experiment_ids", "experiment IDs"),
          Map.entry("feedback_scores", "score"),
          Map.entry("id", "ID"),
          Map.entry("last_updated_at", "last change"),
          Map.entry("llm_span_count", "LLM calls"),
          Map.entry("number_of_messages", "messages"),
          Map.entry("span_feedback_scores", "span score"),
          Map.entry("thread_id", "thread ID"),
          Map.entry("total_estimated_cost", "cost"),
          Map.entry("trace_id", "trace ID"),
          Map.entry("ttft", "time to first token"),
          Map.entry("usage.completion_tokens", "output tokens"),
          Map.entry("usage.prompt_tokens", "input tokens"),
          Map.entry("usage.total_tokens", "total tokens"),
          Map.entry("visibility_mode", "visibility"));

  /** The SDKs' names for a place in a payload, which has a shorter one. */
  private static final Map<String, String> SHORTER =
      Map.of("input_json", "input", "output_json", "output");

  static Subject of(String field) {
    return new Subject(field, "");
  }

  static Subject of(Oql.Condition condition) {
    String field = condition.field();
    return new Subject(SHORTER.getOrDefault(field, field), condition.key());
  }

  /** What {@link #code} wrote. */
  static Subject read(String code) {
    int dot = code.indexOf('.');
    return dot < 0 ? of(code) : new Subject(code.substring(0, dot), code.substring(dot + 1));
  }

  String code() {
    return key.isEmpty() ? field : field + "." + key;
  }

  /** As a person calls it. */
  String title() {
    String whole = TITLES.get(code());
    if (whole != null) {
      return whole;
    }
    String name = TITLES.getOrDefault(field, field.replace('_', ' '));
    if (key.isEmpty()) {
      return name;
    }
    return switch (field) {
      case "feedback_scores", "span_feedback_scores" -> name + " " + key;
      default -> name + "." + key;
    };
  }

  /** Whether its values are lengths of time, which the query language writes in milliseconds. */
  boolean isDuration() {
    return field.equals("duration") || field.equals("ttft");
  }

  /** Whether its values are points in time. */
  boolean isTime() {
    return field.endsWith("_time") || field.endsWith("_at");
  }

  /** Whether a condition on the other one is one on this, too. */
  boolean covers(Subject other) {
    return equals(other) || key.isEmpty() && field.equals(other.field);
  }
}
