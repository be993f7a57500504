package dev.opikdesktop.server.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.http.LocalClient.Answer;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import dev.opikdesktop.server.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A project of one test, and what tests do with the threads in it. */
final class ThreadProject implements AutoCloseable {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final String PATH = "/v1/private/traces/threads";

  final String name = "threads-" + UUID.randomUUID();
  final LocalClient client;

  ThreadProject() {
    this(RunningServer.shared());
  }

  ThreadProject(RunningServer server) {
    client = new LocalClient(server.server().restPort());
  }

  /** A trace of one second that starts so many seconds after {@link #START}. */
  ObjectNode trace(String threadId, int second) {
    Instant start = START.plusSeconds(second);
    return Json.MAPPER
        .createObjectNode()
        .put("id", TimeOrderedIds.next(start).toString())
        .put("project_name", name)
        .put("thread_id", threadId)
        .put("start_time", start.toString())
        .put("end_time", start.plus(Duration.ofSeconds(1)).toString());
  }

  void send(ObjectNode... traces) {
    ObjectNode body = Json.MAPPER.createObjectNode();
    body.putArray("traces").addAll(List.of(traces));
    assertThat(client.post("/v1/private/traces/batch", body.toString()).status()).isEqualTo(204);
  }

  void sendSpan(ObjectNode trace, String usage, double cost) {
    ObjectNode span = Json.MAPPER.createObjectNode();
    span.put("id", TimeOrderedIds.next().toString())
        .put("project_name", name)
        .put("trace_id", trace.get("id").asString())
        .put("start_time", START.toString())
        .put("total_estimated_cost", cost)
        .set("usage", Json.MAPPER.readTree(usage));
    ObjectNode body = Json.MAPPER.createObjectNode();
    body.putArray("spans").add(span);
    assertThat(client.post("/v1/private/spans/batch", body.toString()).status()).isEqualTo(204);
  }

  /** A list's whole answer; the query as it follows the project's name. */
  JsonNode list(String query) {
    Answer answer = client.get(PATH + "?project_name=" + name + query);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  /** The thread ids of a list. */
  List<String> ids(String query) {
    return list(query)
        .path("content")
        .valueStream()
        .map(thread -> thread.get("id").asString())
        .toList();
  }

  /** A query with one filter. */
  static String filter(String field, String operator, String value) {
    String filter =
        Json.MAPPER
            .createArrayNode()
            .add(
                Json.MAPPER
                    .createObjectNode()
                    .put("field", field)
                    .put("operator", operator)
                    .put("value", value))
            .toString();
    return "&filters=" + encoded(filter);
  }

  static String sorting(String field, String direction) {
    return "&sorting="
        + encoded("[{\"field\": \"%s\", \"direction\": \"%s\"}]".formatted(field, direction));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  Answer retrieve(String threadId) {
    return client.post(PATH + "/retrieve", body().put("thread_id", threadId).toString());
  }

  JsonNode get(String threadId) {
    Answer answer = retrieve(threadId);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  UUID modelId(String threadId) {
    return UUID.fromString(get(threadId).get("thread_model_id").asString());
  }

  String status(String threadId) {
    return get(threadId).get("status").asString();
  }

  void close(String threadId) {
    assertThat(put("/close", body().put("thread_id", threadId)).status()).isEqualTo(204);
  }

  Answer put(String operation, ObjectNode body) {
    return client.put(PATH + operation, body.toString());
  }

  Answer post(String operation, ObjectNode body) {
    return client.post(PATH + operation, body.toString());
  }

  Answer patch(String operation, String body) {
    return client.patch(PATH + operation, body.replace('\'', '"'));
  }

  /** A body that names the project. */
  ObjectNode body() {
    return Json.MAPPER.createObjectNode().put("project_name", name);
  }

  @Override
  public void close() {
    client.close();
  }
}
