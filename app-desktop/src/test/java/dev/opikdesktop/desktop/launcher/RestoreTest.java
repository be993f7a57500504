package dev.opikdesktop.desktop.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** A backup takes the data folder's place in the process that runs, or in the next one. */
@Timeout(180)
final class RestoreTest {
  private static final String BACKUPS = "/api/v1/private/opik-desktop/backups";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;
  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void theServerBeginsAgainWithTheBackupAndAKillMeanwhileIsMadeGoodByTheNextStart()
      throws Exception {
    String id;
    try (StartedApp app = StartedApp.ready(folder)) {
      project(app, "kept");
      id = json(app, "POST", BACKUPS, "").path("backup_id").asString();
      awaitDone(app);
      project(app, "later");
      assertThat(projects(app)).isEqualTo(2);

      json(app, "POST", BACKUPS + "/" + id + "/restore", "");

      await().atMost(PATIENCE).ignoreExceptions().until(() -> projects(app) == 1);
      project(app, "later");
      json(app, "POST", BACKUPS + "/" + id + "/restore", "");
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(5))
          .until(() -> Files.exists(folder.resolve("restore").resolve("step")));
      app.kill();
      app.awaitExit();
    }
    try (StartedApp app = StartedApp.ready(folder)) {
      assertThat(projects(app)).isEqualTo(1);
      assertThat(json(app, "GET", BACKUPS, "").path("backups").size()).isEqualTo(3);
      assertThat(folder.resolve("restore")).doesNotExist();
    }
  }

  private void project(StartedApp app, String name) throws Exception {
    send(app, "POST", "/api/v1/private/projects", "{\"name\": \"%s\"}".formatted(name));
  }

  private long projects(StartedApp app) throws Exception {
    return json(app, "GET", "/api/v1/private/projects", "").path("total").asLong();
  }

  private void awaitDone(StartedApp app) {
    await()
        .atMost(PATIENCE)
        .until(() -> json(app, "GET", BACKUPS, "").at("/work/state").asString().equals("done"));
  }

  private JsonNode json(StartedApp app, String method, String path, String body)
      throws IOException, InterruptedException {
    return new ObjectMapper().readTree(send(app, method, path, body).body());
  }

  private HttpResponse<String> send(StartedApp app, String method, String path, String body)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(app.restUrl().resolve(path))
                .header("Content-Type", "application/json")
                .timeout(PATIENCE)
                .method(
                    method,
                    body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
    return answer;
  }
}
