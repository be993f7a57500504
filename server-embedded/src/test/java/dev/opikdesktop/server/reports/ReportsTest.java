package dev.opikdesktop.server.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.events.Events;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.http.LocalClient.Answer;
import dev.opikdesktop.server.http.PageRequest;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import dev.opikdesktop.server.projects.ProjectService;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ReportsTest {
  private static final RunningServer RUNNING = RunningServer.shared();
  private static final LocalClient CLIENT = new LocalClient(RUNNING.server().restPort());
  private static final String PROJECTS = "/v1/private/projects";

  private String project;
  private String reports;

  @AfterAll
  static void closeClient() {
    CLIENT.close();
  }

  @BeforeEach
  void createProject() {
    Answer made = CLIENT.post(PROJECTS, "{\"name\": \"" + UUID.randomUUID() + "\"}");
    String location = made.header("Location");
    project = location.substring(location.lastIndexOf('/') + 1);
    reports = PROJECTS + "/" + project + "/reports";
  }

  @Test
  void aReportIsPendingUntilItIsCompleted() {
    String id = begun();
    JsonNode before = list("").path("content").path(0);

    Answer completed =
        CLIENT.post(
            reports + "/" + id + "/complete",
            """
            {"status": "completed", "content": "# All is \uD83D\uDE00", "session_id": "s",
             "recommended_actions": [{"n": 1.50}]}
            """);

    assertThat(completed.status()).isEqualTo(204);
    assertThat(before.path("status").asString()).isEqualTo("pending");
    assertThat(before.has("content")).isFalse();
    JsonNode after = list("").path("content").path(0);
    assertThat(after.path("status").asString()).isEqualTo("completed");
    assertThat(after.path("content").asString()).isEqualTo("# All is \uD83D\uDE00");
    assertThat(after.path("session_id").asString()).isEqualTo("s");
    assertThat(after.path("project_id").asString()).isEqualTo(project);
    assertThat(CLIENT.get(reports).text()).contains("\"recommended_actions\":[{\"n\":1.50}]");
  }

  @Test
  void aReportThatFailedSaysWhy() {
    String id = begun();

    CLIENT.post(
        reports + "/" + id + "/complete",
        "{\"status\": \"failed\", \"failure_reason\": \"out_of_credits\"}");

    JsonNode report = list("").path("content").path(0);
    assertThat(report.path("status").asString()).isEqualTo("failed");
    assertThat(report.path("failure_reason").asString()).isEqualTo("out_of_credits");
  }

  @Test
  void reportsAreListedNewestFirst() {
    String first = begun();
    String second = begun();

    assertThat(list("?size=1").path("content").path(0).path("id").asString()).isEqualTo(second);
    assertThat(list("?size=1&page=2").path("content").path(0).path("id").asString())
        .isEqualTo(first);
    assertThat(list("").path("total").asInt()).isEqualTo(2);
    assertThat(CLIENT.get(reports + "?size=101").status()).isEqualTo(400);
  }

  @Test
  void aReportThatNobodyCompletesFails() {
    String id = begun();
    Instant later = Instant.now().plus(Duration.ofMinutes(16));
    try (Events events = new Events()) {
      ReportService atThatTime =
          new ReportService(
              RUNNING.stores().relational(),
              new ProjectService(
                  RUNNING.stores().relational(), RUNNING.stores().coordination(), events),
              InstantSource.fixed(later));

      assertThat(atThatTime.page(Caller.LOCAL, UUID.fromString(project), new PageRequest(1, 10)))
          .extracting(report -> report.id() + " " + report.status())
          .containsExactly(id + " failed");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'{}', 422",
    "'{\"status\": \"pending\"}', 400",
    "'{\"status\": \"other\"}', 400",
    "'[]', 400"
  })
  void whatEndsNothingIsRefused(String body, int status) {
    assertThat(CLIENT.post(reports + "/" + begun() + "/complete", body).status()).isEqualTo(status);
  }

  @Test
  void aReportThatIsNotThereCannotBeCompleted() {
    String completed = "{\"status\": \"completed\"}";
    String id = begun();

    assertThat(CLIENT.post(reports + "/" + TimeOrderedIds.next() + "/complete", completed).status())
        .isEqualTo(404);
    String elsewhere = PROJECTS + "/" + TimeOrderedIds.next() + "/reports";
    assertThat(CLIENT.post(elsewhere + "/" + id + "/complete", completed).status()).isEqualTo(404);
    assertThat(CLIENT.post(elsewhere + "/generate", "").status()).isEqualTo(404);
  }

  @Test
  void aPreferenceKeepsWhatItIsNotTold() {
    assertThat(CLIENT.get(reports + "/preferences").text())
        .isEqualTo("{\"project_id\":\"" + project + "\",\"enabled\":false}");

    CLIENT.put(
        reports + "/preferences",
        "{\"enabled\": true, \"schedule_time\": \"08:30:00\", \"custom_prompt\": \"'short'\"}");
    JsonNode after =
        CLIENT.put(reports + "/preferences", "{\"schedule_time\": \"09:00:00\"}").json();

    assertThat(after.path("enabled").asBoolean()).isTrue();
    assertThat(after.path("schedule_time").asString()).isEqualTo("09:00:00");
    assertThat(after.path("custom_prompt").asString()).isEqualTo("'short'");
    assertThat(CLIENT.get(reports + "/preferences").json()).isEqualTo(after);
  }

  @ParameterizedTest
  @ValueSource(strings = {"8:30:00", "08:30", "", "08:30:00 "})
  void aTimeHasHoursMinutesAndSeconds(String time) {
    assertThat(
            CLIENT.put(reports + "/preferences", "{\"schedule_time\": \"" + time + "\"}").status())
        .isEqualTo(422);
  }

  @Test
  void aDeletedProjectTakesItsReportsAlong() {
    begun();
    CLIENT.put(reports + "/preferences", "{\"enabled\": true}");
    CLIENT.post(
        "/v1/private/report-failures",
        "{\"type\":\"agent_insights\",\"project_id\":\"%s\",\"reason\":\"x\"}".formatted(project));

    CLIENT.delete(PROJECTS + "/" + project);

    assertThat(list("").path("total").asInt()).isZero();
    assertThat(CLIENT.get(reports + "/preferences").json().path("enabled").asBoolean()).isFalse();
    assertThat(
            CLIENT
                .get("/v1/private/report-failures?type=agent_insights&project_id=" + project)
                .json()
                .path("total")
                .asInt())
        .isZero();
  }

  private JsonNode list(String query) {
    return CLIENT.get(reports + query).json();
  }

  private String begun() {
    Answer answer = CLIENT.post(reports + "/generate", "");
    assertThat(answer.status()).isEqualTo(202);
    return answer.json().path("report_id").asString();
  }
}
