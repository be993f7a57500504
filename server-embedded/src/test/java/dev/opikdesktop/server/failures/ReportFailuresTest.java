package dev.opikdesktop.server.failures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.http.LocalClient.Answer;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ReportFailuresTest {
  private static final LocalClient CLIENT =
      new LocalClient(RunningServer.shared().server().restPort());
  private static final String PATH = "/v1/private/report-failures";

  private final UUID project = TimeOrderedIds.next();

  @AfterAll
  static void closeClient() {
    CLIENT.close();
  }

  @Test
  void failuresAreListedNewestFirst() {
    String first = created("first");
    String second = created("'second' \uD83D\uDE00");

    JsonNode page = list("&size=1");
    assertThat(page.path("total").asInt()).isEqualTo(2);
    assertThat(page.path("size").asInt()).isEqualTo(1);
    JsonNode newest = page.path("content").path(0);
    assertThat(newest.path("id").asString()).isEqualTo(second);
    assertThat(newest.path("reason").asString()).isEqualTo("'second' \uD83D\uDE00");
    assertThat(newest.path("detail").asString()).isEqualTo("long");
    assertThat(newest.path("type").asString()).isEqualTo("agent_insights");
    assertThat(newest.path("created_by").asString()).isEqualTo("admin");
    assertThat(list("&size=1&page=2").path("content").path(0).path("id").asString())
        .isEqualTo(first);
  }

  @Test
  void eachProjectHasItsOwn() {
    created("mine");

    String other = PATH + "?type=agent_insights&project_id=" + TimeOrderedIds.next();
    assertThat(CLIENT.get(other).json().path("total").asInt()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"type\": \"agent_insights\", \"project_id\": \"%s\"}', 422",
    "'{\"type\": \"agent_insights\", \"project_id\": \"%s\", \"reason\": \" \"}', 422",
    "'{\"project_id\": \"%s\", \"reason\": \"x\"}', 422",
    "'{\"type\": \"agent_insights\", \"reason\": \"x\"}', 422",
    "'{\"type\": \"other\", \"project_id\": \"%s\", \"reason\": \"x\"}', 400",
    "'{\"type\": \"agent_insights\", \"project_id\": \"x\", \"reason\": \"x\"}', 400"
  })
  void whatIsNoFailureIsRefused(String body, int status) {
    assertThat(CLIENT.post(PATH, body.replace("%s", project.toString())).status())
        .isEqualTo(status);
  }

  @Test
  void aReasonHasAtMost255Characters() {
    assertThat(create("x".repeat(255)).status()).isEqualTo(201);
    assertThat(create("x".repeat(256)).status()).isEqualTo(422);
  }

  @Test
  void aListWithoutTypeOrProjectIsRefused() {
    assertThat(CLIENT.get(PATH).json().path("errors")).hasSize(2);
    assertThat(CLIENT.get(PATH + "?type=agent_insights").status()).isEqualTo(400);
    assertThat(CLIENT.get(PATH + "?type=x&project_id=" + project).status()).isEqualTo(400);
    assertThat(CLIENT.get(PATH + "?type=agent_insights&project_id=x").status()).isEqualTo(404);
    assertThat(CLIENT.get(address("&size=101")).status()).isEqualTo(400);
    assertThat(CLIENT.get(address("&size=100")).status()).isEqualTo(200);
  }

  private JsonNode list(String query) {
    return CLIENT.get(address(query)).json();
  }

  private String address(String query) {
    return PATH + "?type=agent_insights&project_id=" + project + query;
  }

  private Answer create(String reason) {
    return CLIENT.post(
        PATH,
        "{\"type\":\"agent_insights\",\"project_id\":\"%s\",\"reason\":\"%s\",\"detail\":\"long\"}"
            .formatted(project, reason));
  }

  private String created(String reason) {
    Answer answer = create(reason);
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.bytes()).isEmpty();
    String location = answer.header("Location");
    return location.substring(location.lastIndexOf('/') + 1);
  }
}
