package dev.opikdesktop.server.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opikdesktop.server.OpikServer;
import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.configuration.Configuration;
import dev.opikdesktop.server.configuration.Configuration.TelemetryExport;
import dev.opikdesktop.server.http.LocalClient;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A server tells another one of its work, as it would tell any collector. */
@Timeout(60)
class TwoServersTest {
  @ParameterizedTest
  @ValueSource(strings = {"grpc", "http/protobuf"})
  void whatOneDoesIsATraceInTheOther(String protocol) {
    OpikServer other = RunningServer.shared().server();
    int port =
        (protocol.equals("grpc") ? other.otlpGrpcPort() : other.otlpHttpPort()).orElseThrow();
    String project = "told " + UUID.randomUUID();
    try (RunningServer server =
            RunningServer.start(
                new Configuration.Telemetry(
                    TelemetryExport.OTLP,
                    "",
                    Map.of(
                        "OTEL_EXPORTER_OTLP_ENDPOINT",
                        "http://localhost:" + port,
                        "OTEL_EXPORTER_OTLP_PROTOCOL",
                        protocol,
                        "OTEL_EXPORTER_OTLP_COMPRESSION",
                        "gzip",
                        "OTEL_SERVICE_NAME",
                        project,
                        "OTEL_BSP_SCHEDULE_DELAY",
                        "20")));
        LocalClient client = new LocalClient(server.server().restPort());
        LocalClient reader = new LocalClient(other.restPort())) {
      assertThat(client.get("/api/v1/private/projects").status()).isEqualTo(200);

      await()
          .ignoreExceptions()
          .untilAsserted(
              () -> {
                JsonNode traces = content(reader, "traces", project);
                assertThat(traces).hasSize(1);
                assertThat(traces.get(0).get("name").asString())
                    .isEqualTo("GET /v1/private/projects");
                assertThat(content(reader, "spans", project).findValuesAsString("name"))
                    .contains("SELECT projects");
              });
    }
  }

  private static JsonNode content(LocalClient reader, String resource, String project) {
    return reader
        .get("/api/v1/private/" + resource + "?project_name=" + project.replace(" ", "%20"))
        .json()
        .get("content");
  }
}
