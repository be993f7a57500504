package dev.opikdesktop.server.statistics;

import static dev.opikdesktop.server.statistics.MeasuredProject.START;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ActivitiesTest {
  private final MeasuredProject project = new MeasuredProject();

  @AfterEach
  void closeProject() {
    project.close();
  }

  @Test
  void everyDayWithTracesIsOneActivityTheNewestFirst() {
    project.trace(START, 1, "");
    project.trace(START.minusMillis(1), 1, "");
    UUID newest = project.trace(START.plus(Duration.ofHours(23)), 1, "");

    JsonNode page = activities("");
    assertThat(page.get("total").asInt()).isEqualTo(2);
    assertThat(page.get("size").asInt()).isEqualTo(10);
    assertThat(page.at("/content/0").toString())
        .isEqualTo(
            "{\"type\":\"trace_daily\",\"id\":\"%s\",\"created_at\":\"2026-01-01T23:00:00Z\"}"
                .formatted(newest));
    assertThat(page.at("/content/1/created_at").asString()).isEqualTo("2025-12-31T23:59:59.999Z");
    assertThat(activities("?size=1&page=2").at("/content/0/created_at").asString())
        .isEqualTo("2025-12-31T23:59:59.999Z");
  }

  @Test
  void nothingHappenedInAnEmptyProject() {
    assertThat(activities("").toString())
        .isEqualTo("{\"page\":1,\"size\":10,\"total\":0,\"content\":[]}");
  }

  @Test
  void aPageHasAtMostAHundredActivities() {
    String path = "/v1/private/projects/" + project.id + "/activities";
    assertThat(project.client.get(path + "?size=100").status()).isEqualTo(200);
    assertThat(project.client.get(path + "?size=101").status()).isEqualTo(400);
    assertThat(project.client.get(path + "?size=101").json().get("errors")).hasSize(1);
  }

  @Test
  void theKindsOfTokensAreThoseThatSpansCountNow() {
    UUID trace = project.trace(START, 1, "");
    project.span(trace, START, 1, "'usage': {'out': 1, 'in': 0}");
    UUID span = project.span(trace, START, 1, "'usage': {'gone': 1, 'in': 2}");
    String update =
        "{\"project_name\": \"%s\", \"trace_id\": \"%s\", \"usage\": {\"new\": 1}}"
            .formatted(project.name, trace);
    assertThat(project.client.patch("/v1/private/spans/" + span, update).status()).isEqualTo(204);

    assertThat(project.get("/v1/private/projects/" + project.id + "/token-usage/names").toString())
        .isEqualTo("{\"names\":[\"in\",\"new\",\"out\"]}");
  }

  private JsonNode activities(String query) {
    return project.get("/v1/private/projects/" + project.id + "/activities" + query);
  }
}
