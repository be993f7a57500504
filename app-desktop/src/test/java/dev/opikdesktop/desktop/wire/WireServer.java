package dev.opikdesktop.desktop.wire;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Predicate;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Somebody else's Opik: answers the reads of the window in the wire's real shapes (contract 1.6,
 * 2.9, 5.7 and the recordings) from what a test puts in, and tells changes by Server-Sent Events.
 */
public final class WireServer implements AutoCloseable {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final HttpServer http;
  private final Map<String, ObjectNode> projects = new TreeMap<>(Comparator.reverseOrder());
  private final Map<String, ObjectNode> traces = new TreeMap<>(Comparator.reverseOrder());
  private final Map<String, ObjectNode> spans = new TreeMap<>(Comparator.reverseOrder());
  private final List<BlockingQueue<String>> listeners = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> resumedFrom = new CopyOnWriteArrayList<>();
  private volatile String apiKey = "";
  private volatile String original;
  private int events;

  public WireServer() throws IOException {
    this(0);
  }

  /**
   * @param port 0 for any free one
   */
  public WireServer(int port) throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    http.createContext("/api/v1/private/", this::answer);
    http.createContext("/api/is-alive/ver", this::version);
    http.start();
  }

  public URI url() {
    return URI.create("http://localhost:" + http.getAddress().getPort());
  }

  public int port() {
    return http.getAddress().getPort();
  }

  /** From now on like Opik's own server: without what only an Opik Desktop has. */
  public void becomeOriginal(String version) {
    original = version;
  }

  /** From now on nobody is answered without this key. */
  public void demand(String key) {
    apiKey = key;
  }

  /** Paths and queries asked for so far. */
  public List<String> requests() {
    return requests;
  }

  /** The Last-Event-ID of each stream that was opened; empty texts for streams without. */
  public List<String> resumedFrom() {
    return resumedFrom;
  }

  public void project(String json) {
    put(projects, json, "project");
  }

  public void trace(String json) {
    put(traces, json, "trace");
  }

  public void span(String json) {
    put(spans, json, "span");
  }

  /** Breaks every stream of changes, as a restarted server does. */
  public void breakStreams() {
    listeners.forEach(listener -> listener.add(""));
  }

  /** Tells every listener that it has missed something. */
  public void tellRefresh() {
    listeners.forEach(listener -> listener.add("event: refresh\ndata: {}\n\n"));
  }

  /** Tells every listener that somebody followed a link. */
  public void tellShow(String kind, String projectId, String id) {
    String data =
        "{\"kind\":\"%s\",\"project_id\":\"%s\",\"id\":\"%s\"}".formatted(kind, projectId, id);
    listeners.forEach(listener -> listener.add("event: show\ndata: " + data + "\n\n"));
  }

  public int openStreams() {
    return listeners.size();
  }

  @Override
  public void close() {
    breakStreams();
    http.stop(0);
  }

  private synchronized void put(Map<String, ObjectNode> where, String json, String entity) {
    ObjectNode node = (ObjectNode) JSON.readTree(json);
    String id = node.get("id").stringValue();
    where.put(id, node);
    String projectId = entity.equals("project") ? id : node.path("project_id").stringValue();
    ObjectNode project = projects.get(projectId);
    if (entity.equals("trace") && project != null) {
      project.put("last_updated_trace_at", node.path("start_time").stringValue());
    }
    events++;
    String data =
        "{\"entity\":\"%s\",\"project_id\":\"%s\",\"ids\":[\"%s\"]}"
            .formatted(entity, projectId, id);
    listeners.forEach(
        listener -> listener.add("id: " + events + "\nevent: change\ndata: " + data + "\n\n"));
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath().substring("/api/v1/private/".length());
      Map<String, String> query = query(exchange);
      requests.add(path + "?" + exchange.getRequestURI().getRawQuery());
      String key = exchange.getRequestHeaders().getFirst("Authorization");
      if (!apiKey.isEmpty() && !apiKey.equals(key)) {
        send(exchange, 401, "{\"code\":401,\"message\":\"API key is not valid\"}");
        return;
      }
      if (original != null && path.startsWith("opik-desktop/")) {
        send(exchange, 404, "{\"code\":404,\"message\":\"HTTP 404 Not Found\"}");
        return;
      }
      switch (path) {
        case "opik-desktop/events" -> stream(exchange);
        case "opik-desktop/about" -> send(exchange, 200, about());
        case "projects" -> send(exchange, 200, page(projectsByUse(), project -> true, query));
        case "traces" -> send(exchange, 200, page(traces.values(), of("project_id", query), query));
        case "spans" -> send(exchange, 200, page(spans.values(), of("trace_id", query), query));
        case "traces/threads" -> send(exchange, 200, page(List.of(), thread -> true, query));
        case "projects/stats" -> send(exchange, 200, "{\"content\":[]}");
        case "traces/stats", "spans/stats" -> send(exchange, 200, "{\"stats\":[]}");
        default -> one(exchange, path);
      }
    }
  }

  private void version(HttpExchange exchange) throws IOException {
    try (exchange) {
      send(exchange, 200, "{\"version\":\"%s\"}".formatted(original == null ? "2.1.24" : original));
    }
  }

  private synchronized List<ObjectNode> projectsByUse() {
    Comparator<ObjectNode> byUse =
        Comparator.comparing(project -> project.path("last_updated_trace_at").asString(""));
    return projects.values().stream().sorted(byUse.reversed()).toList();
  }

  private void one(HttpExchange exchange, String path) throws IOException {
    String id = path.substring(path.indexOf('/') + 1);
    ObjectNode found;
    synchronized (this) {
      found =
          path.startsWith("traces/")
              ? traces.get(id)
              : path.startsWith("spans/")
                  ? spans.get(id)
                  : path.startsWith("projects/") ? projects.get(id) : null;
    }
    if (found == null) {
      send(exchange, 404, "{\"code\":404,\"message\":\"Not found\"}");
    } else {
      send(exchange, 200, found.toString());
    }
  }

  private static Predicate<ObjectNode> of(String field, Map<String, String> query) {
    return node -> node.path(field).asString("").equals(query.get(field));
  }

  private synchronized String page(
      Collection<ObjectNode> all, Predicate<ObjectNode> wanted, Map<String, String> query) {
    String words = query.getOrDefault("search", "").toLowerCase(Locale.ROOT);
    List<ObjectNode> matching =
        all.stream()
            .filter(wanted)
            .filter(node -> node.toString().toLowerCase(Locale.ROOT).contains(words))
            .toList();
    int number = Integer.parseInt(query.getOrDefault("page", "1"));
    int size = Integer.parseInt(query.getOrDefault("size", "10"));
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode content = answer.putArray("content");
    List<String> excluded = excluded(query);
    matching.stream()
        .skip((long) (number - 1) * size)
        .limit(size)
        .forEach(
            node -> {
              ObjectNode shown = node.deepCopy();
              excluded.forEach(shown::remove);
              content.add(shown);
            });
    answer.put("page", number).put("size", content.size()).put("total", matching.size());
    return answer.toString();
  }

  private static List<String> excluded(Map<String, String> query) {
    List<String> names = new ArrayList<>();
    JSON.readTree(query.getOrDefault("exclude", "[]"))
        .forEach(name -> names.add(name.stringValue()));
    return names;
  }

  private String about() {
    return """
    {"name":"Opik Desktop","version":"0.1.0","contract":"2.1.24","rest_url":"%s","otlp_http_url":"http://localhost:4318",
     "data_folder":"/tmp/data","stored_bytes":1900000000,"spans_per_second":218,"started_at":"2026-11-23T11:00:00Z"}
    """
        .formatted(url());
  }

  private void stream(HttpExchange exchange) throws IOException {
    String last = exchange.getRequestHeaders().getFirst("Last-Event-ID");
    resumedFrom.add(last == null ? "" : last);
    BlockingQueue<String> queue = new LinkedBlockingQueue<>();
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(": hello\n\n".getBytes(StandardCharsets.UTF_8));
      out.flush();
      listeners.add(queue);
      String event;
      while (!(event = queue.take()).isEmpty()) {
        out.write(event.getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      listeners.remove(queue);
    }
  }

  private static void send(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private static Map<String, String> query(HttpExchange exchange) {
    Map<String, String> query = new HashMap<>();
    String raw = exchange.getRequestURI().getRawQuery();
    for (String pair : raw == null ? new String[0] : raw.split("&")) {
      String[] parts = pair.split("=", 2);
      query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return query;
  }
}
