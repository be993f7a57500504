package dev.opikdesktop.server.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.http.LocalClient.Answer;
import dev.opikdesktop.server.json.Json;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A project of its own for each test, with queues and what is in them. */
abstract class QueuedProject {
  static final LocalClient CLIENT = new LocalClient(RunningServer.shared().server().restPort());
  static final String PATH = "/v1/private/annotation-queues";
  static final String TRACES = "/v1/private/traces";
  static final String THREADS = TRACES + "/threads";

  final String projectName = "queues-" + UUID.randomUUID();
  final String project =
      id(CLIENT.post("/v1/private/projects", "{\"name\": \"" + projectName + "\"}"));

  ObjectNode body(String scope) {
    return Json.MAPPER
        .createObjectNode()
        .put("project_id", project)
        .put("name", "q")
        .put("scope", scope);
  }

  String queue(String scope, String... asked) {
    ObjectNode body = body(scope);
    Arrays.stream(asked).forEach(body.putArray("feedback_definition_names")::add);
    return id(CLIENT.post(PATH, body.toString()));
  }

  String trace(String thread) {
    return id(
        CLIENT.post(
            TRACES,
            """
            {"project_name": "%s", "start_time": "2026-01-01T00:00:00Z", "thread_id": "%s"}
            """
                .formatted(projectName, thread)));
  }

  String thread(String name) {
    return CLIENT
        .post(
            THREADS + "/retrieve",
            "{\"project_id\": \"%s\", \"thread_id\": \"%s\"}".formatted(project, name))
        .json()
        .path("thread_model_id")
        .asString();
  }

  static void add(String queue, String... items) {
    assertThat(CLIENT.post(PATH + "/" + queue + "/items/add", ids(items)).status()).isEqualTo(204);
  }

  static JsonNode get(String queue) {
    return CLIENT.get(PATH + "/" + queue).json();
  }

  static String ids(String... ids) {
    return Arrays.stream(ids)
        .map(id -> "\"" + id + "\"")
        .collect(Collectors.joining(",", "{\"ids\":[", "]}"));
  }

  static String id(Answer created) {
    assertThat(created.status()).as(created.text()).isEqualTo(201);
    String location = created.header("Location");
    return location.substring(location.lastIndexOf('/') + 1);
  }
}
