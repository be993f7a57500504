package dev.opikdesktop.desktop.client;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** From the wire's JSON to the rows of the logs. */
final class LogWire {
  private LogWire() {}

  /** What a list can leave out of its rows, of that which takes room or work. */
  static List<String> omissible(LogKind kind) {
    return switch (kind) {
      case THREADS ->
          List.of("first_message", "last_message", "usage", "feedback_scores", "comments");
      case TRACES ->
          List.of(
              "input",
              "output",
              "metadata",
              "error_info",
              "usage",
              "feedback_scores",
              "span_feedback_scores",
              "comments",
              "total_estimated_cost",
              "span_count",
              "llm_span_count",
              "guardrails_validations",
              "experiment",
              "annotation_queues");
      case SPANS ->
          List.of(
              "input", "output", "metadata", "error_info", "usage", "feedback_scores", "comments");
    };
  }

  static LogRecord row(LogKind kind, JsonNode node) {
    boolean thread = kind == LogKind.THREADS;
    Instant start = Wire.instant(node, "start_time");
    return new LogRecord(
        kind,
        Wire.text(node, "id"),
        Wire.optionalText(node, "trace_id"),
        thread ? Wire.text(node, "id") : Wire.optionalText(node, "thread_id"),
        Wire.optionalText(node, "thread_model_id"),
        Wire.text(node, "name"),
        Wire.text(node, "type"),
        start == null ? Instant.EPOCH : start,
        Wire.instant(node, "end_time"),
        Wire.number(node, "duration"),
        Wire.payload(node, thread ? "first_message" : "input"),
        Wire.payload(node, thread ? "last_message" : "output"),
        Wire.payload(node, "metadata"),
        Wire.texts(node, "tags"),
        Wire.error(node),
        Wire.usage(node),
        Wire.number(node, "total_estimated_cost"),
        Wire.scores(node, "feedback_scores"),
        Wire.scores(node, "span_feedback_scores"),
        comments(node),
        Wire.optionalText(node, "model"),
        Wire.optionalText(node, "provider"),
        Wire.text(node, "environment"),
        Wire.text(node, "created_by"),
        Wire.text(node, "status"),
        node.path(thread ? "number_of_messages" : "span_count").asLong(0),
        node.path("llm_span_count").asLong(0),
        guardrails(node),
        node.path("has_tool_spans").asBoolean(true));
  }

  /** One that spans were checked by several times is passed if each of them did. */
  private static Map<String, Boolean> guardrails(JsonNode node) {
    Map<String, Boolean> passed = new TreeMap<>();
    for (JsonNode validation : node.path("guardrails_validations")) {
      for (JsonNode check : validation.path("checks")) {
        boolean result = Wire.text(check, "result").equals("passed");
        passed.merge(Wire.text(check, "name"), result, Boolean::logicalAnd);
      }
    }
    return Map.copyOf(passed);
  }

  private static List<String> comments(JsonNode node) {
    List<String> comments = new ArrayList<>();
    for (JsonNode comment : node.path("comments")) {
      comments.add(Wire.text(comment, "text"));
    }
    return List.copyOf(comments);
  }
}
