package dev.opikdesktop.desktop.explorer.trace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * What a trace and its spans have in common, a column each, by the wire's names. Durations are
 * milliseconds, costs US dollars; payloads, errors and tokens are JSON. A score has a column, and
 * behind it one for its reason.
 */
final class TraceColumns {
  private final Map<String, Function<JsonNode, String>> columns = new LinkedHashMap<>();

  TraceColumns(Set<String> scores) {
    columns.put("id", row -> text(row.path("id")));
    columns.put("trace_id", row -> text(row.path(isTrace(row) ? "id" : "trace_id")));
    plain("parent_span_id");
    plain("name");
    columns.put("type", row -> isTrace(row) ? "trace" : text(row.path("type")));
    for (String name :
        List.of("start_time", "end_time", "duration", "input", "output", "metadata")) {
      plain(name);
    }
    columns.put("tags", row -> texts(row.path("tags")));
    plain("error_info");
    plain("usage");
    columns.put("provider", row -> isTrace(row) ? texts(row.path("providers")) : provider(row));
    for (String name : List.of("model", "total_estimated_cost", "thread_id", "environment")) {
      plain(name);
    }
    for (String name : scores) {
      columns.put("feedback_scores." + name, row -> score(row, name, "value"));
      columns.put("feedback_scores." + name + ".reason", row -> score(row, name, "reason"));
    }
  }

  List<String> titles() {
    return List.copyOf(columns.keySet());
  }

  List<String> cells(JsonNode row) {
    List<String> cells = new ArrayList<>(columns.size());
    columns.values().forEach(value -> cells.add(value.apply(row)));
    return cells;
  }

  private void plain(String name) {
    columns.put(name, row -> text(row.path(name)));
  }

  private static boolean isTrace(JsonNode row) {
    return !row.has("trace_id");
  }

  private static String provider(JsonNode span) {
    return text(span.path("provider"));
  }

  private static String score(JsonNode row, String name, String field) {
    for (JsonNode score : row.path("feedback_scores")) {
      if (text(score.path("name")).equals(name)) {
        return text(score.path(field));
      }
    }
    return "";
  }

  private static String texts(JsonNode list) {
    return list.valueStream().map(TraceColumns::text).collect(Collectors.joining(", "));
  }

  private static String text(JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return "";
    }
    return value.isContainer() ? value.toString() : value.asString();
  }
}
