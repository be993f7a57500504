package dev.opikdesktop.server.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.configuration.Configuration;
import dev.opikdesktop.server.configuration.Configuration.TelemetryExport;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.storage.analytics.RowBinaryReader;
import dev.opikdesktop.storage.analytics.Statement;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that keeps spans of its own work in a project. */
@Timeout(60)
class SelfTracingTest {
  /** Spans are stored after so long, and whatever came of that would be a hundred times later. */
  private static final String SOON = "10";

  private static final Duration LONG = Duration.ofSeconds(1);

  private RunningServer server;
  private LocalClient client;

  @BeforeEach
  void start() {
    server =
        RunningServer.start(
            new Configuration.Telemetry(
                TelemetryExport.PROJECT, "own work", Map.of("OTEL_BSP_SCHEDULE_DELAY", SOON)));
    client = new LocalClient(server.server().restPort());
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  /** Past the server, which would tell of it. */
  private List<String> stored(String names) {
    return server.stores().analytics().query(Statement.of(names), RowBinaryReader::string);
  }

  private List<String> traces() {
    return stored("SELECT name FROM traces FINAL");
  }

  private List<String> spans() {
    return stored("SELECT name FROM spans FINAL");
  }

  private void staysAs(List<String> spans) {
    await()
        .during(LONG)
        .atMost(LONG.multipliedBy(5))
        .untilAsserted(() -> assertThat(spans()).hasSameSizeAs(spans));
  }

  @Test
  void withoutRequestsNothingIsStored() {
    staysAs(List.of());
  }

  @Test
  void tenRequestsMakeTenTracesAndNoMore() {
    for (int each = 0; each < 10; each++) {
      assertThat(client.get("/api/v1/private/projects").status()).isEqualTo(200);
    }

    await().untilAsserted(() -> assertThat(traces()).hasSizeGreaterThanOrEqualTo(10));
    List<String> spans = spans();
    staysAs(spans);
    assertThat(traces()).isEqualTo(Collections.nCopies(10, "GET /v1/private/projects"));
    assertThat(spans).filteredOn("SELECT projects"::equals).hasSizeGreaterThanOrEqualTo(10);
  }

  @Test
  void writesThatAreInsertedWithOthersMakeNoMoreThanTheirTraces() {
    for (int each = 0; each < 10; each++) {
      client.post(
          "/api/v1/private/traces",
          """
          {"project_name": "of a client", "name": "t", "start_time": "2026-11-26T01:02:03Z"}
          """);
    }

    await()
        .untilAsserted(
            () -> assertThat(spans()).contains("note project activity", "commit traces"));
    staysAs(spans());
    assertThat(traces()).hasSize(20).containsOnly("t", "POST /v1/private/traces");
  }

  @Test
  void aRequestOfATraceElsewhereIsATraceHere() {
    client.get(
        "/api/v1/private/projects",
        "traceparent",
        "00-0af7651916cd43dd8448eb211c80319c-00f067aa0ba902b7-01");

    await().untilAsserted(() -> assertThat(traces()).containsOnly("GET /v1/private/projects"));
    assertThat(stored("SELECT toString(parent_span_id) FROM spans FINAL WHERE name LIKE 'GET %'"))
        .hasSize(1);
  }
}
