package dev.opikdesktop.server.attachments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.http.LocalClient.Answer;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A project of a test's own, and what the official clients do with its files. */
final class AttachedProject {
  static final String BASE = "http://proxy.example:8443/opik/api/";
  static final String FILES = "/v1/private/attachment/";

  private static final String TRACES = "/v1/private/traces";

  final String name = "attachments-" + UUID.randomUUID();

  private final LocalClient client;

  AttachedProject(LocalClient client) {
    this.client = client;
  }

  /** Stores an empty trace; returns its id. */
  String trace() {
    return trace("{}");
  }

  /** Stores a trace with the fields of a JSON object; returns its id. */
  String trace(String fields) {
    return create("traces", fields);
  }

  String span(String trace) {
    return create("spans", "{\"trace_id\": \"" + trace + "\"}");
  }

  private String create(String entities, String fields) {
    String id = TimeOrderedIds.next().toString();
    String more = fields.substring(1);
    String body =
        "{\"id\": \"%s\", \"project_name\": \"%s\", \"start_time\": \"2026-01-02T03:04:05Z\"%s%s"
            .formatted(id, name, more.strip().equals("}") ? "" : ", ", more);
    Answer answer = client.post("/v1/private/" + entities, body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return id;
  }

  String id() {
    return client
        .post("/v1/private/projects/retrieve", "{\"name\": \"" + name + "\"}")
        .json()
        .get("id")
        .asString();
  }

  Answer upload(String type, String owner, String fileName, byte[] content, String... more) {
    String query =
        Stream.concat(
                Stream.of(
                    "file_name=" + encoded(fileName),
                    "entity_type=" + type,
                    "entity_id=" + owner,
                    "project_name=" + name),
                Stream.of(more))
            .collect(Collectors.joining("&"));
    return client.send("PUT", FILES + "upload?" + query, content);
  }

  void attach(String type, String owner, String fileName, byte[] content, String... more) {
    Answer answer = upload(type, owner, fileName, content, more);
    assertThat(answer.status()).as(answer.text()).isEqualTo(204);
  }

  JsonNode list(String type, String owner) {
    return listed(type, owner, "").json();
  }

  Answer listed(String type, String owner, String more) {
    return client.get(
        FILES
            + "list?project_id=%s&entity_type=%s&entity_id=%s&path=%s%s"
                .formatted(id(), type, owner, encoded(base64(BASE)), more));
  }

  List<String> names(String type, String owner) {
    return list(type, owner)
        .get("content")
        .valueStream()
        .map(each -> each.get("file_name").asString())
        .toList();
  }

  Answer download(String type, String owner, String fileName, String... headers) {
    return send("GET", type, owner, fileName, headers);
  }

  Answer send(String method, String type, String owner, String fileName, String... headers) {
    return client.send(method, address(type, owner, fileName), new byte[0], headers);
  }

  String address(String type, String owner, String fileName) {
    return FILES
        + "download?container_id=%s&entity_type=%s&entity_id=%s&file_name=%s&mime_type=a%%2Fb"
            .formatted(id(), type, owner, encoded(fileName));
  }

  Answer delete(String type, String owner, String... fileNames) {
    String names =
        Stream.of(fileNames).map(each -> "\"" + each + "\"").collect(Collectors.joining(","));
    return client.post(
        FILES + "delete",
        """
        {"container_id": "%s", "entity_type": "%s", "entity_id": "%s", "file_names": [%s]}
        """
            .formatted(id(), type, owner, names));
  }

  /** How many files the blob store holds for the project. */
  int blobs() {
    return RunningServer.shared()
        .stores()
        .blobs()
        .list("attachments/0190babc-62a0-71d2-832a-0feffa4676eb/" + id() + "/", null, 1000)
        .blobs()
        .size();
  }

  JsonNode read(String trace, String query) {
    return client.get(TRACES + "/" + trace + query).json();
  }

  static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
