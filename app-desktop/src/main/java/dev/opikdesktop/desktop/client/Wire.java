package dev.opikdesktop.desktop.client;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * From the wire's JSON to the window's records. Unknown fields are ignored; a missing text is
 * empty, a missing list is too.
 */
final class Wire {
  private Wire() {}

  static <T> Page<T> page(JsonNode node, Function<JsonNode, T> item) {
    List<T> content = new ArrayList<>();
    for (JsonNode entry : node.path("content")) {
      content.add(item.apply(entry));
    }
    return new Page<>(
        node.path("page").asInt(1), node.path("total").asLong(content.size()), content);
  }

  static Project project(JsonNode node) {
    return new Project(
        text(node, "id"),
        text(node, "name"),
        optionalText(node, "description"),
        instant(node, "created_at"),
        instant(node, "last_updated_at"),
        instant(node, "last_updated_trace_at"),
        text(node, "created_by"));
  }

  static Trace trace(JsonNode node) {
    Instant start = instant(node, "start_time");
    return new Trace(
        text(node, "id"),
        text(node, "project_id"),
        text(node, "name"),
        start == null ? Instant.EPOCH : start,
        instant(node, "end_time"),
        payload(node, "input"),
        payload(node, "output"),
        payload(node, "metadata"),
        texts(node, "tags"),
        error(node),
        usage(node),
        number(node, "total_estimated_cost"),
        number(node, "duration"),
        number(node, "ttft"),
        node.path("span_count").asInt(0),
        optionalText(node, "thread_id"),
        texts(node, "providers"),
        text(node, "environment"),
        scores(node, "feedback_scores"));
  }

  static Span span(JsonNode node) {
    Instant start = instant(node, "start_time");
    String type = text(node, "type");
    return new Span(
        text(node, "id"),
        text(node, "trace_id"),
        optionalText(node, "parent_span_id"),
        text(node, "name"),
        type.isEmpty() ? "general" : type,
        start == null ? Instant.EPOCH : start,
        instant(node, "end_time"),
        payload(node, "input"),
        payload(node, "output"),
        payload(node, "metadata"),
        optionalText(node, "model"),
        optionalText(node, "provider"),
        texts(node, "tags"),
        error(node),
        usage(node),
        number(node, "total_estimated_cost"),
        number(node, "duration"),
        number(node, "ttft"),
        scores(node, "feedback_scores"));
  }

  static About about(JsonNode node) {
    return new About(
        text(node, "version"),
        text(node, "rest_url"),
        optionalText(node, "otlp_http_url"),
        optionalText(node, "otlp_grpc_url"),
        text(node, "data_folder"),
        node.path("stored_bytes").asLong(0),
        node.path("spans_per_second").asDouble(0));
  }

  static Change.Written written(JsonNode node) {
    return new Change.Written(text(node, "entity"), text(node, "project_id"), texts(node, "ids"));
  }

  static Change.Show show(JsonNode node) {
    return new Change.Show(text(node, "kind"), text(node, "project_id"), text(node, "id"));
  }

  static Payload payload(JsonNode node, String field) {
    JsonNode value = node.get(field);
    if (value == null || value.isNull()) {
      return Payload.NONE;
    }
    if (value.isString() && looksCut(value.stringValue())) {
      return new Payload(value.stringValue(), true);
    }
    return new Payload(value.toString(), false);
  }

  /** A cut payload comes as a string that begins like an object or a list (contract 2.10). */
  private static boolean looksCut(String text) {
    return text.length() > 10_000
        && (text.startsWith("{") || text.startsWith("[") || text.startsWith("\""));
  }

  static @Nullable ErrorInfo error(JsonNode node) {
    JsonNode error = node.path("error_info");
    if (!error.isObject()) {
      return null;
    }
    return new ErrorInfo(
        text(error, "exception_type"),
        optionalText(error, "message"),
        optionalText(error, "traceback"));
  }

  static Map<String, Long> usage(JsonNode node) {
    Map<String, Long> usage = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : node.path("usage").properties()) {
      usage.put(entry.getKey(), entry.getValue().asLong(0));
    }
    return Map.copyOf(usage);
  }

  static List<Score> scores(JsonNode node, String field) {
    List<Score> scores = new ArrayList<>();
    for (JsonNode score : node.path(field)) {
      scores.add(
          new Score(
              text(score, "name"),
              score.path("value").asDouble(0),
              optionalText(score, "reason"),
              text(score, "category_name"),
              authors(score)));
    }
    return List.copyOf(scores);
  }

  /** What each author of a score gave. */
  static List<Annotations.Author> authors(JsonNode score) {
    List<Annotations.Author> authors = new ArrayList<>();
    for (Map.Entry<String, JsonNode> by : score.path("value_by_author").properties()) {
      JsonNode given = by.getValue();
      authors.add(
          new Annotations.Author(
              given.path("author").asString(by.getKey()),
              given.path("value").asDouble(0),
              text(given, "category_name"),
              text(given, "reason"),
              text(given, "source")));
    }
    return authors;
  }

  static List<String> texts(JsonNode node, String field) {
    List<String> texts = new ArrayList<>();
    for (JsonNode entry : node.path(field)) {
      texts.add(entry.asString(""));
    }
    return List.copyOf(texts);
  }

  static String text(JsonNode node, String field) {
    return node.path(field).asString("");
  }

  static @Nullable String optionalText(JsonNode node, String field) {
    String text = text(node, field);
    return text.isEmpty() ? null : text;
  }

  static @Nullable Double number(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isNumber() ? value.doubleValue() : null;
  }

  static @Nullable Instant instant(JsonNode node, String field) {
    String text = text(node, field);
    if (text.isEmpty()) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException notATime) {
      return null;
    }
  }
}
