package dev.opikdesktop.server.threads;

import static dev.opikdesktop.server.threads.ThreadProject.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.json.Json;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ThreadScoresTest {
  private final ThreadProject project = new ThreadProject();

  @AfterEach
  void closeProject() {
    project.close();
  }

  @Test
  void aThreadShowsItsScores() {
    project.send(project.trace("t", 0), project.trace("other", 1));

    score("t", "accuracy", 0.5);

    JsonNode scores = project.get("t").get("feedback_scores");
    assertThat(scores).hasSize(1);
    assertThat(scores.get(0).get("name").asString()).isEqualTo("accuracy");
    assertThat(scores.get(0).get("value").asDouble()).isEqualTo(0.5);
    assertThat(project.get("other").has("feedback_scores")).isFalse();
    assertThat(project.list("").path("content").findValues("feedback_scores")).hasSize(1);
  }

  @Test
  void aScoreOfAThreadThatIsNotThereWaitsForIt() {
    score("later", "accuracy", 1);
    assertThat(project.retrieve("later").status()).isEqualTo(404);
    assertThat(project.list("").get("total").asInt()).isZero();

    project.send(project.trace("later", 0));

    assertThat(project.get("later").get("feedback_scores")).hasSize(1);
  }

  @Test
  void scoresAreTakenOfClosedThreadsWhichStayClosed() {
    project.send(project.trace("t", 0));
    project.close("t");

    score("t", "accuracy", 1);

    assertThat(project.status("t")).isEqualTo("inactive");
    assertThat(project.get("t").get("feedback_scores")).hasSize(1);
  }

  @Test
  void threadsAreFilteredAndSortedByScores() {
    project.send(project.trace("low", 0), project.trace("high", 1), project.trace("none", 2));
    score("low", "q", 0.25);
    score("high", "q", 0.75);

    assertThat(project.ids(filter("q", ">", "0.5"))).containsExactly("high");
    assertThat(project.ids(filter("q", "is_empty", ""))).containsExactly("none");
    assertThat(project.ids("&sorting=" + encoded("[{\"field\": \"feedback_scores.q\"}]")))
        .endsWith("low", "high");
  }

  @Test
  void deletedScoresAreGoneAndOthersStay() {
    project.send(project.trace("t", 0));
    score("t", "a", 1);
    score("t", "b", 1);
    score("t", "c", 1);

    ObjectNode body = project.body().put("thread_id", "t");
    body.putArray("names").add("a").add("b").add("never given");
    assertThat(project.post("/feedback-scores/delete", body).status()).isEqualTo(204);

    JsonNode scores = project.get("t").get("feedback_scores");
    assertThat(scores.findValuesAsString("name")).containsExactly("c");
  }

  @Test
  void commentsOfAThreadAreShownWithIt() {
    project.send(project.trace("t", 0));
    String path = "/v1/private/traces/threads/" + project.modelId("t") + "/comments";
    assertThat(project.client.post(path, "{\"text\": \"so\"}").status()).isEqualTo(201);

    assertThat(project.get("t").get("comments").get(0).get("text").asString()).isEqualTo("so");
    String nothing = "/v1/private/traces/threads/" + UUID.randomUUID() + "/comments";
    assertThat(project.client.post(nothing, "{\"text\": \"so\"}").status()).isEqualTo(404);
  }

  private void score(String thread, String name, double value) {
    ObjectNode body = Json.MAPPER.createObjectNode();
    body.putArray("scores")
        .addObject()
        .put("thread_id", thread)
        .put("project_name", project.name)
        .put("name", name)
        .put("value", value)
        .put("source", "sdk");
    assertThat(project.put("/feedback-scores", body).status()).isEqualTo(204);
  }

  private static String filter(String name, String operator, String value) {
    String filter =
        Json.MAPPER
            .createArrayNode()
            .add(
                Json.MAPPER
                    .createObjectNode()
                    .put("field", "feedback_scores")
                    .put("key", name)
                    .put("operator", operator)
                    .put("value", value))
            .toString();
    return "&filters=" + encoded(filter);
  }
}
