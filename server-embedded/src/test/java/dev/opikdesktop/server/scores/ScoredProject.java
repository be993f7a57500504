package dev.opikdesktop.server.scores;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.http.LocalClient.Answer;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * A project of its own with traces and spans to give scores to. Bodies are written with ' for ".
 */
final class ScoredProject implements AutoCloseable {
  private final LocalClient client = new LocalClient(RunningServer.shared().server().restPort());
  private final String name = "scores-" + UUID.randomUUID();

  String name() {
    return name;
  }

  /** The project's id, once something is in it. */
  String id() {
    return post("/v1/private/projects/retrieve", "{'name': '%s'}".formatted(name))
        .json()
        .path("id")
        .asString();
  }

  UUID trace() {
    UUID id = TimeOrderedIds.next();
    expect(
        201,
        post(
            "/v1/private/traces",
            "{'id': '%s', 'project_name': '%s', 'start_time': '2026-01-01T00:00:00Z'}"
                .formatted(id, name)));
    return id;
  }

  UUID span(UUID trace, String type) {
    UUID id = TimeOrderedIds.next();
    expect(
        201,
        post(
            "/v1/private/spans",
            ("{'id': '%s', 'trace_id': '%s', 'project_name': '%s', 'type': '%s',"
                    + " 'start_time': '2026-01-01T00:00:00Z'}")
                .formatted(id, trace, name, type)));
    return id;
  }

  /** Scores one trace or span: {@code score} are fields beside a source. */
  void score(String entities, UUID id, String score) {
    expect(204, put(entities + "/" + id + "/feedback-scores", "{'source': 'ui', " + score + "}"));
  }

  /** Scores in a batch, all in this project. */
  void scoreAll(String entities, String... items) {
    List<String> all =
        List.of(items).stream()
            .map(item -> "{'source': 'sdk', 'project_name': '" + name + "', " + item + "}")
            .toList();
    expect(204, put(entities + "/feedback-scores", "{'scores': " + all + "}"));
  }

  JsonNode read(String entities, UUID id) {
    Answer answer = client.get("/v1/private/" + entities + "/" + id);
    expect(200, answer);
    return answer.json();
  }

  /** A page of a list; {@code query} begins with {@code &} and is encoded already. */
  JsonNode list(String entities, String query) {
    Answer answer = get(entities + "?project_name=" + name + query);
    expect(200, answer);
    return answer.json();
  }

  /** The ids that a list finds with one filter, newest first. */
  List<UUID> found(String entities, String filter) {
    return ids(list(entities, "&size=100&filters=" + encoded("[" + filter + "]")));
  }

  /** The ids of a list in the order asked for. */
  List<UUID> sorted(String entities, String field, String direction) {
    String sorting = "[{'field': '%s', 'direction': '%s'}]".formatted(field, direction);
    return ids(list(entities, "&size=100&sorting=" + encoded(sorting)));
  }

  Answer get(String path) {
    return client.get("/v1/private/" + path);
  }

  Answer put(String path, String body) {
    return client.put("/v1/private/" + path, body.replace('\'', '"'));
  }

  Answer post(String path, String body) {
    return client.post(path, body.replace('\'', '"'));
  }

  static String encoded(String json) {
    return URLEncoder.encode(json.replace('\'', '"'), StandardCharsets.UTF_8);
  }

  static void expect(int status, Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
  }

  private static List<UUID> ids(JsonNode page) {
    return page.path("content")
        .valueStream()
        .map(entity -> UUID.fromString(entity.path("id").asString()))
        .toList();
  }

  @Override
  public void close() {
    client.close();
  }
}
