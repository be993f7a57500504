package dev.opikdesktop.server.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.json.Json;
import dev.opikdesktop.storage.analytics.RowBinaryReader;
import dev.opikdesktop.storage.analytics.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ThreadDeletesTest {
  private static final List<String> TABLES =
      List.of("threads", "traces", "spans", "feedback_scores", "comments");

  private final ThreadProject project = new ThreadProject();

  @AfterEach
  void closeProject() {
    project.close();
  }

  @Test
  void aDeletedThreadIsGoneWithAllThatHangsOnItAndOthersStay() {
    ObjectNode trace = project.trace("gone", 0);
    project.send(trace, project.trace("gone", 1), project.trace("kept", 0));
    project.sendSpan(trace, "{\"k\": 1}", 1);
    score("gone");
    score("kept");
    String comments = "/v1/private/traces/threads/" + project.modelId("gone") + "/comments";
    assertThat(project.client.post(comments, "{\"text\": \"c\"}").status()).isEqualTo(201);
    UUID projectId = UUID.fromString(project.get("kept").get("project_id").asString());

    delete("gone", "never there");

    assertThat(project.retrieve("gone").status()).isEqualTo(404);
    assertThat(project.ids("")).containsExactly("kept");
    String path = "/v1/private/traces/" + trace.get("id").asString();
    assertThat(project.client.get(path).status()).isEqualTo(404);
    assertThat(TABLES.stream().map(table -> rows(table, projectId)))
        .containsExactly(1L, 1L, 0L, 1L, 0L);
    assertThat(project.get("kept").get("feedback_scores")).hasSize(1);
  }

  @Test
  void aThreadThatComesAgainAfterItsDeletionIsANewOne() {
    project.send(project.trace("t", 0));
    UUID id = project.modelId("t");
    project.patch("/" + id, "{'tags': ['old']}");
    project.close("t");
    delete("t");

    project.send(project.trace("t", 1));

    JsonNode again = project.get("t");
    assertThat(again.get("thread_model_id").asString()).isNotEqualTo(id.toString());
    assertThat(again.get("status").asString()).isEqualTo("active");
    assertThat(again.has("tags")).isFalse();
  }

  @Test
  void aThreadWhoseLastTraceIsDeletedIsNotShownAnyMore() {
    ObjectNode trace = project.trace("t", 0);
    project.send(trace);
    assertThat(project.ids("")).containsExactly("t");

    String path = "/v1/private/traces/" + trace.get("id").asString();
    assertThat(project.client.delete(path).status()).isEqualTo(204);

    assertThat(project.ids("")).isEmpty();
    assertThat(project.retrieve("t").status()).isEqualTo(404);
  }

  @Test
  void whateverComesDuringDeletionsEveryThreadThatIsLeftHasAnId() throws Exception {
    project.send(project.trace("t", 0));
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> work = new ArrayList<>();
      for (int writer = 0; writer < 4; writer++) {
        int first = writer * 100;
        work.add(
            pool.submit(
                () -> {
                  for (int i = 0; i < 15; i++) {
                    project.send(project.trace("t", first + i));
                  }
                }));
      }
      work.add(
          pool.submit(
              () -> {
                for (int i = 0; i < 8; i++) {
                  delete("t");
                }
              }));
      for (Future<?> each : work) {
        each.get();
      }
    }
    project.send(project.trace("t", 1000));

    assertThat(project.get("t").has("thread_model_id")).isTrue();
    assertThat(project.list("").get("total").asInt()).isEqualTo(1);
  }

  private void score(String thread) {
    ObjectNode body = Json.MAPPER.createObjectNode();
    body.putArray("scores")
        .addObject()
        .put("thread_id", thread)
        .put("project_name", project.name)
        .put("name", "q")
        .put("value", 1)
        .put("source", "sdk");
    assertThat(project.put("/feedback-scores", body).status()).isEqualTo(204);
  }

  private void delete(String... threads) {
    ObjectNode body = project.body();
    for (String thread : threads) {
      body.withArray("thread_ids").add(thread);
    }
    assertThat(project.post("/delete", body).status()).isEqualTo(204);
  }

  private static long rows(String table, UUID project) {
    Statement count =
        Statement.of("SELECT count() FROM " + table + " FINAL WHERE project_id = {project:Id}")
            .with("project", project);
    return RunningServer.shared()
        .stores()
        .analytics()
        .query(count, RowBinaryReader::int64)
        .getFirst();
  }
}
