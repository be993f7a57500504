package dev.opikdesktop.desktop.wire;

import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.http.LocalClient;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** A trace with a span, in a project of its own of a real server. */
public record LoggedTrace(
    RunningServer server, String project, String projectId, String traceId, String spanId) {

  public static LoggedTrace on(RunningServer server) {
    String project = "annotated-" + UUID.randomUUID();
    String trace = id();
    String span = id();
    try (LocalClient api = new LocalClient(server.server().restPort())) {
      String location =
          api.post("/v1/private/projects", "{\"name\":\"%s\"}".formatted(project))
              .header("Location");
      String start = Instant.now().toString();
      api.post(
          "/v1/private/traces",
          """
          {"id":"%s","project_name":"%s","name":"refund","start_time":"%s","end_time":"%s",
           "input":{"question":"Where is my parcel?"},"output":{"answer":"On its way."}}
          """
              .formatted(trace, project, start, start));
      api.post(
          "/v1/private/spans",
          """
          {"id":"%s","trace_id":"%s","project_name":"%s","name":"look","type":"tool","start_time":"%s","end_time":"%s"}
          """
              .formatted(span, trace, project, start, start));
      return new LoggedTrace(
          server, project, location.substring(location.lastIndexOf('/') + 1), trace, span);
    }
  }

  /** Logs one more span, right under the trace. */
  public void span(String name, String type) {
    String moment = Instant.now().toString();
    try (LocalClient api = new LocalClient(server.server().restPort())) {
      api.post(
          "/v1/private/spans",
          """
          {"id":"%s","trace_id":"%s","project_name":"%s","name":"%s","type":"%s","start_time":"%s","end_time":"%s"}
          """
              .formatted(id(), traceId, project, name, type, moment, moment));
    }
  }

  /** Defines what can be scored. */
  public void define(String json) {
    try (LocalClient api = new LocalClient(server.server().restPort())) {
      api.post("/v1/private/feedback-definitions", json);
    }
  }

  /** Stores a file of the trace. */
  public void attach(String name, String type, String content) {
    String path =
        "/v1/private/attachment/upload?file_name=%s&mime_type=%s&entity_type=trace&entity_id=%s&project_name=%s"
            .formatted(
                URLEncoder.encode(name, StandardCharsets.UTF_8),
                URLEncoder.encode(type, StandardCharsets.UTF_8),
                traceId,
                project);
    try (LocalClient api = new LocalClient(server.server().restPort())) {
      api.send("PUT", path, content.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** The trace as it is stored. */
  public String stored() {
    try (LocalClient api = new LocalClient(server.server().restPort())) {
      return api.get("/v1/private/traces/" + traceId).text();
    }
  }

  /** A version 7 id of now. */
  private static String id() {
    UUID random = UUID.randomUUID();
    long high =
        Instant.now().toEpochMilli() << 16 | 0x7000 | random.getMostSignificantBits() & 0xfff;
    return new UUID(high, random.getLeastSignificantBits()).toString();
  }
}
