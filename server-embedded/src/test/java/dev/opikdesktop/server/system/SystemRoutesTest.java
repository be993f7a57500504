package dev.opikdesktop.server.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.http.HttpServer;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.storage.StorageException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class SystemRoutesTest {
  private volatile boolean clickhouseAnswers = true;
  private HttpServer server;
  private LocalClient client;

  @BeforeEach
  void start() {
    Health health =
        new Health(
            List.of(new HealthCheck("clickhouse", this::ask), new HealthCheck("db", () -> {})));
    server =
        HttpServer.builder()
            .port(0)
            .api(
                List.of(
                    new HealthRoutes(health),
                    new AccessRoutes(),
                    new ToggleRoutes(Set.of("alerts_enabled")),
                    new AboutRoutes(SystemRoutesTest::about)))
            .start();
    client = new LocalClient(server.restPort());
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private void ask() {
    if (!clickhouseAnswers) {
      throw new StorageException(StorageException.Kind.UNAVAILABLE, "gone");
    }
  }

  private static About about() {
    return new About(
        About.NAME,
        ProductVersion.read(),
        HealthRoutes.CONTRACT_VERSION,
        "http://localhost:5173",
        null,
        null,
        "/data",
        12,
        0.5,
        Instant.parse("2026-11-23T11:00:00Z"));
  }

  @Test
  void aPingIsHealthyWhileAllStoresAnswer() {
    for (String path : List.of("/is-alive/ping", "/api/is-alive/ping")) {
      var answer = client.get(path);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.json().get("healthy").asBoolean()).isTrue();
      assertThat(answer.json().get("message").asString()).isNotBlank();
    }
  }

  @Test
  void aPingIs500WhenAStoreIsDown() {
    clickhouseAnswers = false;
    var answer = client.get("/is-alive/ping");
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.json().get("healthy").asBoolean()).isFalse();
    assertThat(answer.json().get("message").asString()).contains("clickhouse");
  }

  @Test
  void thePingAndTheVersionAskForNoWorkspace() {
    for (String path : List.of("/is-alive/ping", "/is-alive/ver", "/api/is-alive/ver/")) {
      assertThat(client.get(path, "Comet-Workspace", "elsewhere").status()).as(path).isEqualTo(200);
    }
  }

  @Test
  void theContractVersionIsThreeNumbers() {
    assertThat(client.get("/is-alive/ver").text()).isEqualTo("{\"version\":\"2.1.24\"}");
  }

  @Test
  void theHealthCheckTellsTheTruthAboutEachStore() {
    clickhouseAnswers = false;
    var answer = client.get("/health-check?name=all&type=ready");
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.text())
        .isEqualTo(
            """
            [{"name":"clickhouse","healthy":false,"type":"READY","critical":true},\
            {"name":"db","healthy":true,"type":"READY","critical":true}]\
            """);
  }

  @Test
  void theHealthCheckOfOneStoreLeavesTheOthersOut() {
    clickhouseAnswers = false;
    var answer = client.get("/health-check?name=db");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().size()).isEqualTo(1);
  }

  @Test
  void theProcessIsAliveAlsoWhenAStoreIsDown() {
    clickhouseAnswers = false;
    assertThat(client.get("/health-check?name=all&type=alive").status()).isEqualTo(200);
  }

  @Test
  @Timeout(10)
  void aStoreThatHangsCountsAsDown() {
    CountDownLatch never = new CountDownLatch(1);
    Health health =
        new Health(List.of(new HealthCheck("slow", never::await)), Duration.ofMillis(50));
    assertThat(health.states()).containsExactly(new Health.State("slow", false));
    never.countDown();
  }

  @Test
  void anAccessCheckIs204() {
    assertThat(client.post("/v1/private/auth", "{}").status()).isEqualTo(204);
    assertThat(client.post("/v1/private/auth", "{}", "Comet-Workspace", "other").status())
        .isEqualTo(404);
  }

  @Test
  void theWorkspaceIsNamed() {
    assertThat(client.get("/v1/private/auth/workspace").text())
        .isEqualTo("{\"workspace_name\":\"default\"}");
  }

  @Test
  void permissionsAreEmptyForTheOneUser() {
    assertThat(client.get("/v1/private/workspace-permissions").text())
        .isEqualTo(
            """
            {"user_name":"admin","workspace_name":"default","permissions":[]}\
            """);
  }

  /** As {@code opik healthcheck --check-permissions} asks, and the newest clients. */
  @Test
  void permissionsAreFoundUnderApiAndWithASlashForAnyKeyAndClient() {
    for (String path :
        List.of("/api/v1/private/workspace-permissions", "/v1/private/workspace-permissions/")) {
      var answer =
          client.get(
              path, "Comet-Workspace", " ", "Authorization", "any", "X-Opik-Client-Id", "any");
      assertThat(answer.status()).as(path).isEqualTo(200);
      assertThat(answer.json().path("permissions").isArray()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"auth/workspace", "workspace-permissions", "workspaces/versions", "toggles"})
  void whatIsAskedOfAWorkspaceThatIsNotThereIsNotFound(String path) {
    var answer = client.get("/v1/private/" + path, "Comet-Workspace", "elsewhere");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.json().path("code").asInt()).isEqualTo(404);
    assertThat(answer.json().path("message").asString()).contains("elsewhere");
  }

  @Test
  void theWorkspaceVersionIsTheSecond() {
    assertThat(client.get("/v1/private/workspaces/versions").text())
        .isEqualTo("{\"opik_version\":\"version_2\"}");
  }

  @Test
  void togglesAreTheUnionOfBothGenerationsOfClients() {
    var toggles = client.get("/v1/private/toggles/").json();
    for (String name :
        List.of(
            "opik_aienabled",
            "opik_ai_enabled",
            "agentic_tools_enabled",
            "agent_insights_guidance_enabled",
            "annotation_queue_automation_enabled",
            "event_bridge_alerts_enabled",
            "custom_charts_enabled_for_workspace")) {
      assertThat(toggles.get(name).isBoolean()).as(name).isTrue();
    }
    assertThat(toggles.get("alerts_enabled").asBoolean()).isTrue();
    assertThat(toggles.get("force_workspace_version").asString()).isEqualTo("version_2");
    assertThat(toggles.get("v1_workspace_allowlist_ids").isArray()).isTrue();
    assertThat(toggles.get("v2_workspace_allowlist_ids").isArray()).isTrue();
    assertThat(toggles.get("default_page_size").asInt()).isEqualTo(100);
  }

  @Test
  void theApplicationTellsAboutItself() {
    var about = client.get("/v1/private/opik-desktop/about").json();
    assertThat(about.get("version").asString()).matches("\\d+\\.\\d+\\.\\d+.*");
    assertThat(about.get("started_at").asString()).isEqualTo("2026-11-23T11:00:00Z");
    assertThat(about.get("rest_url").asString()).isEqualTo("http://localhost:5173");
    assertThat(about.has("otlp_http_url")).isFalse();
  }
}
