package dev.opikdesktop.server.telemetry;

import static dev.opikdesktop.server.telemetry.Collector.attributes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opikdesktop.server.OpikServer;
import dev.opikdesktop.server.ServerSettings;
import dev.opikdesktop.server.configuration.Configuration;
import dev.opikdesktop.server.configuration.Configuration.TelemetryExport;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.storage.DataFolder;
import dev.opikdesktop.storage.Stores;
import dev.opikdesktop.storage.StoresSettings;
import dev.opikdesktop.storage.engine.TestEngine;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server with an engine of its own, which tells a collector of its work. */
@Timeout(60)
class EngineSpansTest {
  private static final int WRITERS = 8;
  private static final int WRITES = 40;

  private static Collector collector;
  private static DataFolder folder;
  private static Stores stores;
  private static OpikServer server;

  @BeforeAll
  static void start() throws Exception {
    collector = new Collector();
    folder = DataFolder.open(Files.createTempDirectory("opik-told"));
    Telemetry telemetry =
        Telemetry.of(
            new Configuration.Telemetry(
                TelemetryExport.OTLP,
                "",
                Map.of(
                    "OTEL_EXPORTER_OTLP_ENDPOINT",
                    collector.url(),
                    "OTEL_METRICS_EXPORTER",
                    "none",
                    "OTEL_BSP_SCHEDULE_DELAY",
                    "20")));
    stores = telemetry.origin().during(() -> Stores.open(StoresSettings.local(folder)));
    server = OpikServer.start(ServerSettings.of(folder.root()).onFreePorts(), stores, telemetry);
  }

  @AfterAll
  static void stop() {
    server.close();
    stores.close();
    folder.close();
    TestEngine.delete(folder.root());
    collector.close();
  }

  private static List<Span> named(String name) {
    return collector.spans().stream().filter(span -> span.getName().equals(name)).toList();
  }

  @Test
  void startsAndRestartsOfTheEngineAreTraces() {
    await().untilAsserted(() -> assertThat(named("engine start")).hasSize(1));

    ProcessHandle.of(stores.engine().orElseThrow().processId()).orElseThrow().destroyForcibly();

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(named("engine restart"))
                    .singleElement()
                    .satisfies(span -> assertThat(span.getParentSpanId().isEmpty()).isTrue()));
  }

  @Test
  void anInsertOfSeveralRequestsNamesThem() {
    try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int writer = 0; writer < WRITERS; writer++) {
        writers.execute(EngineSpansTest::write);
      }
    }

    await()
        .untilAsserted(
            () ->
                assertThat(named("group insert"))
                    .anySatisfy(
                        span -> {
                          assertThat(span.getLinksCount()).isPositive();
                          assertThat(attributes(span.getAttributesList()))
                              .containsKey("opik_desktop.group.bytes");
                        }));
  }

  private static void write() {
    try (LocalClient client = new LocalClient(server.restPort())) {
      for (int each = 0; each < WRITES; each++) {
        assertThat(
                client
                    .post(
                        "/api/v1/private/traces",
                        """
                        {"project_name": "grouped", "name": "t",
                          "start_time": "2026-11-26T01:02:03Z"}
                        """)
                    .status())
            .isEqualTo(201);
      }
    }
  }
}
