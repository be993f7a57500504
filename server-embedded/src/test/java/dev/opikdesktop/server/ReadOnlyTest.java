package dev.opikdesktop.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.http.LocalClient.Answer;
import dev.opikdesktop.server.http.ServedOperation;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that takes no changes, over stores that another one filled. */
@Timeout(60)
final class ReadOnlyTest {
  private static final RunningServer WRITING = RunningServer.shared();

  private final String project = "kept " + UUID.randomUUID();
  @TempDir private Path folder;
  private OpikServer server;
  private LocalClient reader;

  @BeforeEach
  void start() {
    server =
        OpikServer.start(ServerSettings.of(folder).onFreeRestPort().forReading(), WRITING.stores());
    reader = new LocalClient(server.restPort());
  }

  @AfterEach
  void close() {
    reader.close();
    server.close();
  }

  @Test
  void whatWasWrittenIsReadWithGetAndPost() {
    try (LocalClient writer = new LocalClient(WRITING.server().restPort())) {
      Answer made =
          writer.post(
              "/v1/private/traces",
              "{\"project_name\": \"%s\", \"name\": \"question\", \"start_time\": \"2026-03-04T05:06:07Z\"}"
                  .formatted(project));
      assertThat(made.status()).isEqualTo(201);
    }

    Answer found = reader.post("/v1/private/projects/retrieve", named(project));
    Answer traces =
        reader.post(
            "/api/v1/private/traces/search",
            "{\"project_id\": \"%s\"}".formatted(found.json().path("id").asString()));

    assertThat(found.status()).isEqualTo(200);
    assertThat(traces.status()).isEqualTo(200);
    assertThat(traces.text()).contains("\"question\"");
  }

  @Test
  void aChangeIsRefusedInWords() {
    Answer refused = reader.post("/api/v1/private/projects", named(project));

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.json().path("code").asInt()).isEqualTo(403);
    assertThat(refused.json().path("message").asString()).contains("read-only");
    assertThat(reader.post("/v1/private/projects/retrieve", named(project)).status())
        .isEqualTo(404);
  }

  @Test
  void everyOperationThatIsNotKnownToReadIsRefused() {
    Set<String> answered = new TreeSet<>();
    for (ServedOperation operation : server.operations()) {
      if (!operation.method().equals("GET")) {
        String path = operation.path().replaceAll("\\{\\w+}", UUID.randomUUID().toString());
        Answer answer = reader.send(operation.method(), path, new byte[0]);
        if (answer.status() != 403) {
          answered.add(operation.method() + " " + operation.path());
        }
      }
    }

    assertThat(answered)
        .containsExactly(
            "POST /v1/internal/analytics-queries",
            "POST /v1/internal/analytics-queries/projects/{projectId}",
            "POST /v1/private/auth",
            "POST /v1/private/projects/retrieve",
            "POST /v1/private/projects/{id}/kpi-cards",
            "POST /v1/private/projects/{id}/metrics",
            "POST /v1/private/spans/search",
            "POST /v1/private/traces/search",
            "POST /v1/private/traces/threads/retrieve",
            "POST /v1/private/traces/threads/search",
            "POST /v1/private/workspaces/costs",
            "POST /v1/private/workspaces/costs/summaries",
            "POST /v1/private/workspaces/metrics",
            "POST /v1/private/workspaces/metrics/spans",
            "POST /v1/private/workspaces/metrics/summaries");
  }

  @Test
  void noPortForOtlpIsOpen() {
    assertThat(server.otlpHttpPort()).isEmpty();
    assertThat(server.otlpGrpcPort()).isEmpty();
  }

  private static String named(String project) {
    return "{\"name\": \"%s\"}".formatted(project);
  }
}
