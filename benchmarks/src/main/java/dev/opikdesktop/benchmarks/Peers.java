package dev.opikdesktop.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** The application itself and those that a registry has. */
final class Peers {
  static final String PROJECT = "peers";

  private static final String JSON = "application/json";

  private Peers() {}

  /** The application, what is or should be installed, and what a variable names. */
  static List<Peer> all(Path app, Path installed) {
    List<Peer> peers = new ArrayList<>();
    peers.add(new Own(app));
    peers.add(new Phoenix(installed.resolve("phoenix/bin/phoenix")));
    peers.add(new Mlflow(installed.resolve("mlflow/bin/mlflow")));
    String viewer = System.getenv("OTEL_DESKTOP_VIEWER");
    if (viewer != null) {
      peers.add(new DesktopViewer(Path.of(viewer)));
    }
    return peers;
  }

  private static Request post(String path, String body) {
    return Request.json("POST", path, body);
  }

  /** Opik Desktop by the same questions. */
  private record Own(Path app) implements Peer {
    @Override
    public String name() {
      return "Opik Desktop";
    }

    @Override
    public List<String> command(Path data, int port) {
      return List.of(
          app.resolve("bin/opik-desktop").toString(),
          "--headless",
          "--port",
          Integer.toString(port),
          "--otlp-http-port",
          "0",
          "--otlp-grpc-port",
          "off",
          "--data-dir",
          data.toString());
    }

    @Override
    public String healthPath() {
      return "/is-alive/ping";
    }

    @Override
    public String tracesPath() {
      return "/v1/private/otel/v1/traces";
    }

    @Override
    public double readable(Wire wire, int traces) {
      String list = "/v1/private/spans?size=1&truncate=true&project_name=" + PROJECT;
      Wire.Answer answer = wire.ask(Request.get(list));
      double expected = (double) traces * Workload.SPANS_PER_TRACE;
      return answer.status() == 200 ? Json.read(answer).path("total").asInt() / expected : 0;
    }

    @Override
    public Optional<Request> newest(Wire wire) {
      return Optional.of(Request.get("/v1/private/traces?size=25&project_name=" + PROJECT));
    }

    /** The trace's id is made anew: the middle one of all is as good. */
    @Override
    public Optional<Request> trace(Wire wire, String traceId) {
      JsonNode page =
          Json.read(wire.get(Request.get("/v1/private/traces?size=25&project_name=" + PROJECT)));
      UUID id = UUID.fromString(page.path("content").path(12).path("id").asString());
      return Optional.of(
          Request.get("/v1/private/spans?size=100&project_name=" + PROJECT + "&trace_id=" + id));
    }

    @Override
    public Optional<Request> word(Wire wire, String word) {
      return Optional.of(
          Request.get("/v1/private/spans?size=25&project_name=" + PROJECT + "&search=" + word));
    }
  }

  /** Arize Phoenix. */
  private record Phoenix(Path program) implements Peer {
    private static final String PATH = "/graphql";

    @Override
    public String name() {
      return "Phoenix";
    }

    @Override
    public List<String> command(Path data, int port) {
      return List.of(program.toString(), "serve");
    }

    @Override
    public Map<String, String> environment(Path data, int port) {
      return Map.of(
          "PHOENIX_WORKING_DIR",
          data.toString(),
          "PHOENIX_HOST",
          "127.0.0.1",
          "PHOENIX_PORT",
          Integer.toString(port),
          "PHOENIX_GRPC_PORT",
          Integer.toString(PeerPart.freePort()),
          "PHOENIX_TELEMETRY_ENABLED",
          "false");
    }

    @Override
    public String healthPath() {
      return "/healthz";
    }

    @Override
    public double readable(Wire wire, int traces) {
      JsonNode project = project(wire, "recordCount");
      return project.path("recordCount").asInt() / ((double) traces * Workload.SPANS_PER_TRACE);
    }

    private static JsonNode project(Wire wire, String fields) {
      String query = "{\"query\":\"{projects{edges{node{id name " + fields + "}}}}\"}";
      JsonNode edges =
          Json.read(wire.get(post(PATH, query))).path("data").path("projects").path("edges");
      for (JsonNode edge : edges) {
        if (edge.path("node").path("name").asString().equals(PROJECT)) {
          return edge.path("node");
        }
      }
      return edges;
    }

    @Override
    public Optional<Request> newest(Wire wire) {
      return Optional.of(spans(wire, "parent_id is None"));
    }

    @Override
    public Optional<Request> trace(Wire wire, String traceId) {
      return Optional.of(
          query(
              wire,
              "trace(traceId:\\\"%s\\\"){spans(first:1000){edges{node{name spanKind startTime"
                      .formatted(traceId)
                  + " latencyMs input{value} output{value}}}}}"));
    }

    @Override
    public Optional<Request> word(Wire wire, String word) {
      return Optional.of(spans(wire, "'" + word + "' in output.value"));
    }

    private static Request spans(Wire wire, String condition) {
      return query(
          wire,
          ("spans(first:25,filterCondition:\\\"%s\\\",sort:{col:startTime,dir:desc})"
                  + "{edges{node{id name spanKind startTime latencyMs"
                  + " input{value} output{value} cumulativeTokenCountTotal}}}")
              .formatted(condition));
    }

    private static Request query(Wire wire, String fields) {
      String id = project(wire, "").path("id").asString();
      return post(
          PATH, "{\"query\":\"{node(id:\\\"" + id + "\\\"){... on Project{" + fields + "}}}\"}");
    }
  }

  /** MLflow's tracking server on SQLite. */
  private record Mlflow(Path program) implements Peer {
    private static final String SEARCH = "/api/3.0/mlflow/traces/search";
    private static final int MOST = 500;

    @Override
    public String name() {
      return "MLflow";
    }

    @Override
    public List<String> command(Path data, int port) {
      return List.of(
          program.toString(),
          "server",
          "--backend-store-uri",
          "sqlite:///" + data.resolve("mlflow.db"),
          "--default-artifact-root",
          data.resolve("artifacts").toString(),
          "--host",
          "127.0.0.1",
          "--port",
          Integer.toString(port));
    }

    @Override
    public Map<String, String> environment(Path data, int port) {
      return Map.of("MLFLOW_DISABLE_TELEMETRY", "true");
    }

    @Override
    public String healthPath() {
      return "/health";
    }

    @Override
    public Map<String, String> headers() {
      return Map.of("x-mlflow-experiment-id", "0");
    }

    @Override
    public double readable(Wire wire, int traces) {
      int found = 0;
      String token = "";
      do {
        String more = token.isEmpty() ? "" : ",\"page_token\":\"" + token + "\"";
        JsonNode page = Json.read(wire.get(search(MOST, more)));
        found += page.path("traces").size();
        token = page.path("next_page_token").asString("");
      } while (!token.isEmpty());
      return found / (double) traces;
    }

    private static Request search(int most, String more) {
      return post(
          SEARCH,
          "{\"locations\":[{\"type\":\"MLFLOW_EXPERIMENT\",\"mlflow_experiment\":"
              + "{\"experiment_id\":\"0\"}}],\"max_results\":"
              + most
              + ",\"order_by\":[\"timestamp_ms DESC\"]"
              + more
              + "}");
    }

    @Override
    public Optional<Request> newest(Wire wire) {
      return Optional.of(search(25, ""));
    }

    @Override
    public Optional<Request> trace(Wire wire, String traceId) {
      return Optional.of(
          Request.of(
              "GET",
              "/api/3.0/mlflow/traces/get?trace_id=tr-" + traceId,
              Map.of("Accept", JSON),
              new byte[0]));
    }

    @Override
    public Optional<Request> word(Wire wire, String word) {
      return Optional.of(search(25, ",\"filter\":\"trace.text ILIKE '%" + word + "%'\""));
    }
  }

  /**
   * CtrlSpice's otel-desktop-viewer, of which only sending is measured: its questions are private.
   */
  private record DesktopViewer(Path program) implements Peer {
    @Override
    public String name() {
      return "otel-desktop-viewer";
    }

    @Override
    public List<String> command(Path data, int port) {
      return List.of(
          program.toString(),
          "--http",
          Integer.toString(port),
          "--grpc",
          Integer.toString(PeerPart.freePort()),
          "--browser",
          Integer.toString(PeerPart.freePort()),
          "--db",
          data.resolve("viewer.db").toString());
    }

    @Override
    public String healthPath() {
      return "";
    }

    @Override
    public double readable(Wire wire, int traces) {
      return 1;
    }

    @Override
    public Optional<Request> newest(Wire wire) {
      return Optional.empty();
    }

    @Override
    public Optional<Request> trace(Wire wire, String traceId) {
      return Optional.empty();
    }

    @Override
    public Optional<Request> word(Wire wire, String word) {
      return Optional.empty();
    }
  }
}
