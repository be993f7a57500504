package dev.opikdesktop.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.http.LocalClient.Answer;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.UUID;

/** A project with something of everything that a project can hold. */
final class SampleProject {
  static final int TRACES = 6;

  /**
   * What is hard to carry: numbers that no double holds, all kinds of characters, explicit nulls.
   */
  private static final String PAYLOAD =
      """
      {"n": 1.50, "big": 12345678901234567890123, "text": "é \\u0000 \\"quoted\\" \\n 日本 😀",
       "deep": [[[{"a": null}]]], "": true}\
      """;

  private static final String AUDIT =
      """
      "created_at": "2024-05-06T07:08:09.123456789Z", "created_by": "ann",
      "last_updated_at": "2024-05-07T07:08:09.123456Z", "last_updated_by": "bob"\
      """;

  private final LocalClient client;
  private final String path;

  private SampleProject(LocalClient client, String path) {
    this.client = client;
    this.path = path;
  }

  /** Makes one of this name, with files of these sizes. */
  static void make(RunningServer server, String name, int... fileSizes) {
    try (LocalClient client = new LocalClient(server.server().restPort())) {
      String location =
          client
              .post(
                  "/v1/private/projects",
                  "{\"name\": \"%s\", \"description\": \"of samples\"}".formatted(name))
              .header("Location");
      String id = location.substring(location.lastIndexOf('/') + 1);
      new SampleProject(client, "/v1/private/opik-desktop/projects/" + id + "/records/")
          .fill(name, fileSizes);
    }
  }

  private void fill(String name, int... fileSizes) {
    UUID thread = TimeOrderedIds.next();
    put(
        "threads",
        """
        {"thread_id": "talk", "id": "%s", "status": "inactive", "tags": ["closed", "long"],
         "status_changed_at": "2024-05-06T08:00:00Z", %s}
        """
            .formatted(thread, AUDIT));
    say("thread", thread);
    for (int i = 0; i < TRACES; i++) {
      UUID trace = TimeOrderedIds.next();
      UUID span = TimeOrderedIds.next();
      put("traces", trace(trace, i));
      put(
          "spans",
          span(span, trace, "").replace("\"usage\"", i == 0 ? "\"u\"" : "\"usage\"")
              + ","
              + span(TimeOrderedIds.next(), trace, "\"parent_span_id\": \"" + span + "\","));
      say("trace", trace);
      say("span", span);
      put(
          "guardrails",
          """
          {"entity_type": "trace", "entity_id": "%s", "id": "%s", "secondary_id": "%s",
           "name": "PII", "result": "passed", "config": %s, "details": [1, 2.0], %s}
          """
              .formatted(trace, TimeOrderedIds.next(), span, PAYLOAD, AUDIT));
      if (i < fileSizes.length) {
        attach(name, "trace", trace, "../../" + i + " é?.bin", fileSizes[i]);
        attach(name, "span", span, "same.txt", fileSizes[0]);
      }
    }
  }

  private static String trace(UUID id, int number) {
    return number == 0
        ? "{\"id\": \"%s\", \"start_time\": \"2024-05-06T07:08:09Z\", \"output\": null}"
            .formatted(id)
        : """
        {"id": "%s", "name": "n", "start_time": "2024-05-06T07:08:09.123456789Z",
         "end_time": "2024-05-06T07:08:10Z", "input": %s, "output": "123", "metadata": {"k": [1]},
         "tags": ["x", "y"], "ttft": 1.5, "thread_id": "talk", "source": "sdk",
         "error_info": {"exception_type": "E", "message": "m", "traceback": "t"},
         "environment": "production", %s}
        """
            .formatted(id, PAYLOAD, AUDIT);
  }

  private static String span(UUID id, UUID trace, String parent) {
    return """
    {"id": "%s", "trace_id": "%s", %s "name": "s", "type": "llm", "output": 123, "input": %s,
     "start_time": "2024-05-06T07:08:09Z", "model": "gpt-4o", "provider": "openai",
     "usage": {"prompt_tokens": 10, "b": 2147483647, "a": 0}, "tags": ["t"],
     "total_estimated_cost": 0.000123456789, %s}
    """
        .formatted(id, trace, parent, PAYLOAD, AUDIT);
  }

  private void say(String type, UUID entity) {
    String about = "\"entity_type\": \"%s\", \"entity_id\": \"%s\"".formatted(type, entity);
    put(
        "feedback_scores",
        """
        {%1$s, "name": "quality", "author": "ann", "value": 0.123456789, "category_name": "good",
         "reason": "because", "source": "ui", "source_queue_id": "%2$s", %3$s},
        {%1$s, "name": "quality", "author": "bob", "value": -1, "source": "online_scoring", %3$s}
        """
            .formatted(about, TimeOrderedIds.next(), AUDIT));
    put(
        "comments",
        "{%s, \"id\": \"%s\", \"text\": \"A \\\"comment\\\".\", %s}"
            .formatted(about, TimeOrderedIds.next(), AUDIT));
    if (!type.equals("thread")) {
      put(
          "assertion_results",
          "{%s, \"name\": \"polite\", \"passed\": %s, \"reason\": \"r\", \"source\": \"sdk\", %s}"
              .formatted(about, type.equals("trace"), AUDIT));
    }
  }

  private void put(String kind, String records) {
    Answer answer = client.put(path + kind, "{\"records\": [" + records + "]}");
    assertThat(answer.status()).as(answer.text()).isEqualTo(204);
  }

  private void attach(String project, String type, UUID entity, String file, int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    Answer answer =
        client.send(
            "PUT",
            "/v1/private/attachment/upload?project_name=%s&entity_type=%s&entity_id=%s&file_name=%s&mime_type=text/x"
                .formatted(project, type, entity, URLEncoder.encode(file, StandardCharsets.UTF_8)),
            bytes);
    assertThat(answer.status()).as(answer.text()).isEqualTo(204);
  }
}
