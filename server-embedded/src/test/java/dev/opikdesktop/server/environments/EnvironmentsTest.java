package dev.opikdesktop.server.environments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the recorded scenarios do not ask of environments. */
class EnvironmentsTest {
  private static final String PATH = "/v1/private/environments";

  private static RunningServer server;
  private static LocalClient client;

  @BeforeAll
  static void start() {
    server = RunningServer.start();
    client = new LocalClient(server.server().restPort());
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
  }

  @Test
  void anEnvironmentThatATraceOrASpanNamesIsListed() {
    UUID trace = TimeOrderedIds.next();
    client.post(
        "/v1/private/traces/batch",
        """
        {"traces": [{"id": "%s", "start_time": "2026-07-01T00:00:00Z", "environment": "from-trace"}]}
        """
            .formatted(trace));
    client.post(
        "/v1/private/spans/batch",
        """
        {"spans": [{"id": "%s", "trace_id": "%s", "start_time": "2026-07-01T00:00:00Z",
          "environment": "from-span"}]}
        """
            .formatted(TimeOrderedIds.next(), trace));

    assertThat(names()).contains("from-trace", "from-span");
  }

  @Test
  void anEnvironmentWithAnotherKindOfNameStaysWithItsTrace() {
    UUID trace = TimeOrderedIds.next();
    int status =
        client
            .post(
                "/v1/private/traces/batch",
                """
                {"traces": [{"id": "%s", "start_time": "2026-07-01T00:00:00Z",
                  "environment": "two words"}]}
                """
                    .formatted(trace))
            .status();

    assertThat(status).isEqualTo(204);
    assertThat(names()).doesNotContain("two words");
    assertThat(client.get("/v1/private/traces/" + trace).json().path("environment").asString())
        .isEqualTo("two words");
  }

  @Test
  void oneThatWasDeletedIsListedAgainWhenATraceNamesIt() {
    String trace =
        """
        {"start_time": "2026-07-01T00:00:00Z", "environment": "again"}
        """;
    client.post("/v1/private/traces", trace);
    JsonNode listed =
        client
            .get(PATH)
            .json()
            .path("content")
            .valueStream()
            .filter(entry -> entry.path("name").asString().equals("again"))
            .findFirst()
            .orElseThrow();
    client.post(PATH + "/delete", "{\"ids\": [\"" + listed.path("id").asString() + "\"]}");
    assertThat(names()).doesNotContain("again");

    client.post("/v1/private/traces", trace);

    assertThat(names()).contains("again");
  }

  @Test
  void theyAreListedByPosition() {
    client.post(PATH, "{\"name\": \"last\", \"position\": 1000}");
    client.post(PATH, "{\"name\": \"first\", \"position\": -5}");

    assertThat(names()).startsWith("first").endsWith("last");
  }

  @Test
  void aWorkspaceHasAtMostAHundredAndATraceWithOneMoreIsTakenAllTheSame() {
    try (RunningServer full = RunningServer.start();
        LocalClient other = new LocalClient(full.server().restPort())) {
      for (int i = 0; i < 97; i++) {
        assertThat(other.post(PATH, "{\"name\": \"cap" + i + "\"}").status()).isEqualTo(201);
      }

      assertThat(other.post(PATH, "{\"name\": \"one-more\"}").status()).isEqualTo(409);
      assertThat(
              other
                  .post(
                      "/v1/private/traces",
                      "{\"start_time\": \"2026-07-01T00:00:00Z\", \"environment\": \"one-more\"}")
                  .status())
          .isEqualTo(201);
      JsonNode page = other.get(PATH + "?page=1&size=5").json();
      assertThat(page.path("total").asInt()).isEqualTo(100);
      assertThat(page.path("content").size()).isEqualTo(100);
    }
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>();
    client.get(PATH).json().path("content").forEach(e -> names.add(e.path("name").asString()));
    return names;
  }
}
