package dev.opikdesktop.desktop.client;

import static dev.opikdesktop.desktop.client.Rest.encode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Lists of threads, traces and spans, and what is counted over them. */
public final class LogsApi {
  private final Rest rest;

  LogsApi(Rest rest) {
    this.rest = rest;
  }

  /**
   * One page of a query's rows.
   *
   * @param page 1 for the first
   */
  public Page<LogRecord> list(LogQuery query, int page, int size) {
    return Wire.page(
        rest.get(listPath(query, page, size, true)), node -> LogWire.row(query.kind(), node));
  }

  /**
   * One page of a query's rows as the server tells them, with their payloads whole but for the
   * files in them, which are named.
   *
   * @param page 1 for the first
   */
  public Page<JsonNode> listWhole(LogQuery query, int page, int size) {
    return Wire.page(rest.get(listPath(query, page, size, false)), node -> node);
  }

  /**
   * One page of a query's rows with no more than their ids and what cannot be left out.
   *
   * @param page 1 for the first
   */
  public Page<LogRecord> listBare(LogQuery query, int page, int size) {
    String exclude = rest.json().writeValueAsString(LogWire.omissible(query.kind()));
    String path = listPath(query, page, size, true) + "&exclude=" + encode(exclude);
    return Wire.page(rest.get(path), node -> LogWire.row(query.kind(), node));
  }

  /** A row of {@link #listWhole} as {@link #list} tells it, with its payloads whole. */
  public static LogRecord record(LogKind kind, JsonNode row) {
    return LogWire.row(kind, row);
  }

  /** Aggregates over all rows of a query. */
  public LogStats stats(LogQuery query) {
    StringBuilder path = new StringBuilder(query.kind().path()).append("/stats");
    condition(path, query);
    Map<String, Double> values = new LinkedHashMap<>();
    for (JsonNode stat : rest.get(path.toString()).path("stats")) {
      String name = stat.path("name").asString("");
      JsonNode value = stat.path("value");
      for (Map.Entry<String, JsonNode> part : value.properties()) {
        values.put(name + "." + part.getKey(), part.getValue().asDouble(0));
      }
      if (value.isNumber()) {
        values.put(name, value.doubleValue());
      }
    }
    return new LogStats(values);
  }

  /**
   * The key figures of a period and of the one before it.
   *
   * @param query its bounds in time, and its search, are not looked at
   */
  public List<Kpi> kpis(LogQuery query, Instant from, Instant to) {
    ObjectNode body = rest.json().createObjectNode();
    body.put("entity_type", query.kind().plural());
    body.put("interval_start", from.toString());
    body.put("interval_end", to.toString());
    if (!query.oql().isEmpty() && rest.kind().extended()) {
      body.put("oql", query.oql());
    } else if (!query.oql().isEmpty()) {
      body.put("filters", Filters.of(rest.json(), query.kind(), query.oql()).toString());
    }
    JsonNode answer =
        rest.post("/v1/private/projects/" + encode(query.projectId()) + "/kpi-cards", body);
    List<Kpi> kpis = new ArrayList<>();
    for (JsonNode stat : answer.path("stats")) {
      kpis.add(
          new Kpi(
              stat.path("type").asString(""),
              number(stat.path("current_value")),
              number(stat.path("previous_value"))));
    }
    return kpis;
  }

  /**
   * A metric over time.
   *
   * @param metric of the wire's twenty, such as {@code TRACE_COUNT}
   * @param interval {@code HOURLY}, {@code DAILY}, {@code WEEKLY} or {@code TOTAL}
   */
  public List<Series> metric(
      LogQuery query, String metric, String interval, Instant from, Instant to) {
    return metric(query, metric, Breakdown.NONE, interval, from, to);
  }

  /** A metric over time, split into groups, the heaviest of which comes first. */
  public List<Series> metric(
      LogQuery query,
      String metric,
      Breakdown breakdown,
      String interval,
      Instant from,
      Instant to) {
    ObjectNode body = rest.json().createObjectNode();
    body.put("metric_type", metric);
    body.put("interval", interval);
    body.put("interval_start", from.toString());
    body.put("interval_end", to.toString());
    if (!query.oql().isEmpty() && rest.kind().extended()) {
      body.put("oql", query.oql());
    } else if (!query.oql().isEmpty()) {
      body.set(
          query.kind().singular() + "_filters", Filters.of(rest.json(), query.kind(), query.oql()));
    }
    if (!breakdown.equals(Breakdown.NONE)) {
      ObjectNode split = body.putObject("breakdown").put("field", breakdown.field());
      if (!breakdown.metadataKey().isEmpty()) {
        split.put("metadata_key", breakdown.metadataKey());
      }
      if (!breakdown.subMetric().isEmpty()) {
        split.put("sub_metric", breakdown.subMetric());
      }
    }
    JsonNode answer =
        rest.post("/v1/private/projects/" + encode(query.projectId()) + "/metrics", body);
    List<Series> series = new ArrayList<>();
    for (JsonNode result : answer.path("results")) {
      List<Series.Point> points = new ArrayList<>();
      for (JsonNode point : result.path("data")) {
        Instant time = Wire.instant(point, "time");
        if (time != null) {
          points.add(new Series.Point(time, number(point.path("value"))));
        }
      }
      series.add(new Series(result.path("name").asString(""), points));
    }
    return series;
  }

  /** The names of the scores that a project's rows have. */
  public List<String> scoreNames(LogKind kind, String projectId) {
    String path = kind.path() + "/feedback-scores/names?project_id=" + encode(projectId);
    List<String> names = new ArrayList<>();
    for (JsonNode score : rest.get(path).path("scores")) {
      names.add(Wire.text(score, "name"));
    }
    return names;
  }

  /** The kinds of tokens that a project's spans count. */
  public List<String> tokenNames(String projectId) {
    String path = "/v1/private/projects/" + encode(projectId) + "/token-usage/names";
    return Wire.texts(rest.get(path), "names");
  }

  /** Deletes traces with their spans, or threads with their traces. */
  public void delete(LogKind kind, String projectId, List<String> ids) {
    ObjectNode body = rest.json().createObjectNode();
    if (kind == LogKind.THREADS) {
      body.put("project_id", projectId);
      ids.forEach(body.putArray("thread_ids")::add);
      rest.post("/v1/private/traces/threads/delete", body);
    } else {
      ids.forEach(body.putArray("ids")::add);
      rest.post("/v1/private/traces/delete", body);
    }
  }

  /**
   * Adds tags to rows and takes others away, in one write.
   *
   * @param traceId of spans: the trace of all of them; null for other rows
   */
  public void tag(
      LogKind kind,
      @Nullable String traceId,
      List<String> ids,
      List<String> add,
      List<String> remove) {
    ObjectNode body = rest.json().createObjectNode();
    ids.forEach(body.putArray("ids")::add);
    ObjectNode update = body.putObject("update");
    if (traceId != null) {
      update.put("trace_id", traceId);
    }
    texts(update, "tags_to_add", add);
    texts(update, "tags_to_remove", remove);
    body.put("merge_tags", true);
    rest.patch(kind.path() + "/batch", body);
  }

  private static void texts(ObjectNode node, String field, List<String> texts) {
    if (!texts.isEmpty()) {
      ArrayNode array = node.putArray(field);
      texts.forEach(array::add);
    }
  }

  private String listPath(LogQuery query, int page, int size, boolean cut) {
    StringBuilder path = new StringBuilder(query.kind().path());
    add(path, "page", Integer.toString(page));
    add(path, "size", Integer.toString(size));
    path.append("&truncate=").append(cut).append('&').append(OpikClient.NAMES_OF_FILES);
    condition(path, query);
    if (!query.sortField().isEmpty()) {
      String sorting =
          "[{\"field\":%s,\"direction\":\"%s\"}]"
              .formatted(
                  rest.json().writeValueAsString(query.sortField()),
                  query.descending() ? "DESC" : "ASC");
      add(path, "sorting", sorting);
    }
    return path.toString();
  }

  private void condition(StringBuilder path, LogQuery query) {
    add(path, "project_id", query.projectId());
    if (!query.oql().isEmpty()) {
      path.append('&').append(Filters.parameter(rest, query.kind(), query.oql()));
    }
    if (!query.search().isEmpty()) {
      add(path, "search", query.search());
    }
    if (query.from() != null) {
      add(path, "from_time", query.from().toString());
    }
    if (query.to() != null) {
      add(path, "to_time", query.to().toString());
    }
  }

  private static void add(StringBuilder path, String name, String value) {
    path.append(path.indexOf("?") < 0 ? '?' : '&').append(name).append('=').append(encode(value));
  }

  private static @Nullable Double number(JsonNode node) {
    return node.isNumber() ? Double.valueOf(node.doubleValue()) : null;
  }
}
