package dev.opikdesktop.server.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.http.LocalClient.Answer;
import dev.opikdesktop.server.json.Json;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Queries that are saved, and widgets that run them. */
class WidgetQueriesTest {
  private static final String SAVED = "/v1/internal/dashboard-saved-queries";
  private static final String COUNT =
      "SELECT count() AS result FROM traces WHERE start_time >= {{window_start}} AND start_time <"
          + " {{window_end}}";
  private static final LocalClient CLIENT =
      new LocalClient(RunningServer.shared().server().restPort());

  private static String project = "";

  @BeforeAll
  static void storeTraces() {
    String name = "widgets-" + UUID.randomUUID();
    String location =
        CLIENT.post("/v1/private/projects", "{\"name\": \"" + name + "\"}").header("Location");
    project = location.substring(location.lastIndexOf('/') + 1);
    for (String time :
        new String[] {"2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z", "2026-01-03T00:00:00.5Z"}) {
      assertThat(
              CLIENT
                  .post(
                      "/v1/private/traces",
                      "{\"name\": \"t\", \"project_name\": \"%s\", \"start_time\": \"%s\"}"
                          .formatted(name, time))
                  .status())
          .isEqualTo(201);
    }
  }

  @AfterAll
  static void closeClient() {
    CLIENT.close();
  }

  @Test
  void aSavedQueryComesBackAsItWas() {
    Answer created = save(project, COUNT);
    String id = created.json().path("id").asString();

    assertThat(created.status()).as(created.text()).isEqualTo(201);
    assertThat(created.header("Location")).endsWith(SAVED + "/" + id);
    JsonNode found = CLIENT.get(SAVED + "/" + id).json();
    assertThat(found).isEqualTo(created.json());
    assertThat(found.path("sql").asString()).isEqualTo(COUNT);
    assertThat(found.path("project_id").asString()).isEqualTo(project);
    assertThat(found.path("created_by").asString()).isEqualTo("admin");
    assertThat(Instant.parse(found.path("created_at").asString())).isBefore(Instant.now());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DROP TABLE traces",
        "SELECT name AS result FROM system.tables",
        "SELECT name FROM traces",
        "SELECT nothing AS result FROM traces"
      })
  void aQueryThatWouldBeRefusedIsNotSaved(String sql) {
    assertThat(save(project, sql).status()).isEqualTo(422);
  }

  @Test
  void whatIsNotThereIsNotFound() {
    String random = UUID.randomUUID().toString();
    String dashboard = dashboard("/v1/private/dashboards", "{\"widgets\": []}");

    assertThat(CLIENT.get(SAVED + "/" + random).status()).isEqualTo(404);
    assertThat(save(random, COUNT).status()).isEqualTo(404);
    assertThat(run("/v1/private/dashboards", random, "w", "{}").status()).isEqualTo(404);
    assertThat(run("/v1/private/dashboards", dashboard, "w", "{}").status()).isEqualTo(404);
    assertThat(run("/v1/private/insights-views", dashboard, "w", "{}").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/private/dashboards, saved_query_id, false",
    "/v1/private/dashboards, savedQueryId, true",
    "/v1/private/insights-views, query_id, true",
    "/v1/private/insights-views, queryId, false"
  })
  void aWidgetRunsItsQueryOverTheTimeThatIsShown(String path, String field, boolean nested) {
    String saved = save(project, COUNT).json().path("id").asString();
    String widget =
        nested
            ? "{\"id\": \"w1\", \"type\": \"chart\", \"config\": {\"%s\": \"%s\"}}"
            : "{\"id\": \"w1\", \"type\": \"chart\", \"%s\": \"%s\"}";
    String dashboard =
        dashboard(
            path,
            "{\"sections\": [{\"id\": \"s1\", \"widgets\": [{\"id\": \"w0\"}, "
                + widget.formatted(field, saved)
                + "]}]}");

    assertThat(run(path, dashboard, "w1", "{}").text()).isEqualTo("{\"results\":[3]}");
    assertThat(run(path, dashboard, "w1", "").text()).isEqualTo("{\"results\":[3]}");
    assertThat(run(path, dashboard, "w1", "{\"interval_start\": \"2026-01-02T00:00:00Z\"}").text())
        .isEqualTo("{\"results\":[2]}");
    assertThat(
            run(
                    path,
                    dashboard,
                    "w1",
                    "{\"interval_start\": \"2026-01-02T00:00:00Z\", \"interval_end\":"
                        + " \"2026-01-03T00:00:00.500Z\"}")
                .text())
        .isEqualTo("{\"results\":[1]}");
    assertThat(run(path, dashboard, "w0", "{}").status()).isEqualTo(422);
  }

  @Test
  void theTimeIsATextWhereTheQueryHasQuotes() {
    QueryWindow window =
        new QueryWindow(
            Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-01-02T03:04:05.6Z"));

    assertThat(window.bind("a >= '{{window_start}}' AND a < {{ window_end }}"))
        .isEqualTo(
            "a >= '2026-01-01 00:00:00' AND a < toDateTime64('2026-01-02 03:04:05.600000000', 9,"
                + " 'UTC')");
  }

  @Test
  void aSavedQueryGoesWithItsProject() {
    String name = "gone-" + UUID.randomUUID();
    String location =
        CLIENT.post("/v1/private/projects", "{\"name\": \"" + name + "\"}").header("Location");
    String gone = location.substring(location.lastIndexOf('/') + 1);
    String saved = save(gone, COUNT).json().path("id").asString();
    String kept = save("", COUNT).json().path("id").asString();

    CLIENT.delete("/v1/private/projects/" + gone);

    assertThat(CLIENT.get(SAVED + "/" + saved).status()).isEqualTo(404);
    assertThat(CLIENT.get(SAVED + "/" + kept).status()).isEqualTo(200);
  }

  private static Answer save(String project, String sql) {
    ObjectNode body = Json.MAPPER.createObjectNode().put("sql", sql);
    if (!project.isEmpty()) {
      body.put("project_id", project);
    }
    return CLIENT.post(SAVED, body.toString());
  }

  private static String dashboard(String path, String config) {
    Answer answer =
        CLIENT.post(
            path, "{\"name\": \"%s\", \"config\": %s}".formatted(UUID.randomUUID(), config));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.json().path("id").asString();
  }

  private static Answer run(String path, String dashboard, String widget, String body) {
    return CLIENT.post(path + "/" + dashboard + "/widgets/" + widget + "/query", body);
  }
}
