package dev.opikdesktop.server.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opikdesktop.server.OpikServer;
import dev.opikdesktop.server.ServerSettings;
import dev.opikdesktop.server.http.GrpcClient;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.http.LocalClient.Answer;
import dev.opikdesktop.server.json.Json;
import dev.opikdesktop.storage.DataFolder;
import dev.opikdesktop.storage.Stores;
import dev.opikdesktop.storage.StoresSettings;
import dev.opikdesktop.storage.StoresSettings.AnalyticsPlace;
import dev.opikdesktop.storage.StoresSettings.RelationalPlace;
import dev.opikdesktop.storage.engine.EngineSettings;
import dev.opikdesktop.storage.engine.TestEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import tools.jackson.databind.JsonNode;

/** A server with an engine of its own, as the application has it, and what it tells of itself. */
@Timeout(60)
class ObservedServerTest {
  private static final Pattern METRIC =
      Pattern.compile("\\b(?:opik_desktop|jvm|process)_[a-z_]+\\b");

  private static DataFolder folder;
  private static Stores stores;
  private static OpikServer server;
  private static LocalClient client;

  @BeforeAll
  static void start() throws IOException {
    folder = DataFolder.open(Files.createTempDirectory("opik-observed"));
    stores =
        Stores.open(
            new StoresSettings(
                folder,
                new AnalyticsPlace.Embedded(EngineSettings.of(folder.engine())),
                new RelationalPlace.Embedded()));
    server = OpikServer.start(ServerSettings.of(folder.root()).onFreePorts(), stores);
    client = new LocalClient(server.restPort());
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
    stores.close();
    folder.close();
    TestEngine.delete(folder.root());
  }

  private static String metrics() {
    Answer answer = client.get("/metrics");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).startsWith("text/plain; version=0.0.4");
    return answer.text();
  }

  private static double value(String series) {
    return metrics()
        .lines()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
        .findFirst()
        .orElse(0);
  }

  private static void writeTrace(String project) {
    Answer answer =
        client.post(
            "/api/v1/private/traces",
            """
            {"project_name": "%s", "name": "t", "start_time": "2026-11-26T01:02:03Z"}
            """
                .formatted(project));
    assertThat(answer.status()).isEqualTo(201);
  }

  @Test
  void requestsAreCountedByRouteAndStatusWhateverTheirPathIs() {
    String found = "{method=\"GET\",route=\"/v1/private/traces/{id}\",status=\"404\"}";
    double before = value("opik_desktop_http_requests_total" + found);
    client.get("/v1/private/traces/01900000-0000-7000-8000-000000000001");
    client.get("/api/v1/private/traces/01900000-0000-7000-8000-000000000002/");

    assertThat(value("opik_desktop_http_requests_total" + found)).isEqualTo(before + 2);
    assertThat(metrics()).doesNotContain("01900000");
  }

  @Test
  void whatFitsNoRouteIsOneSeriesAndMadeUpMethodsAreAnother() {
    client.get("/secret-path-of-a-client");
    client.send("MADEUP", "/another", new byte[0]);

    assertThat(metrics())
        .doesNotContain("secret-path", "MADEUP")
        .contains("{method=\"GET\",route=\"none\",status=\"404\"}")
        .contains("method=\"OTHER\",route=\"none\"");
  }

  @Test
  void callsOfGrpcAreCountedByMethodAndByTheStatusOfTheSameMeaning() {
    String export = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";
    try (GrpcClient grpc = new GrpcClient(server.otlpGrpcPort().orElseThrow())) {
      grpc.call(export, new byte[0]);
      grpc.call(export, new byte[] {1});
      grpc.call("/secret-method/of.a.client", new byte[0]);
    }

    String series = "opik_desktop_http_requests_total{method=\"GRPC\",route=\"";
    await()
        .untilAsserted(
            () -> {
              assertThat(value(series + export + "\",status=\"200\"}")).isEqualTo(1);
              assertThat(value(series + export + "\",status=\"400\"}")).isEqualTo(1);
              assertThat(value(series + "none\",status=\"501\"}")).isEqualTo(1);
            });
    assertThat(metrics()).doesNotContain("secret-method");
    assertThat(
            value(
                "opik_desktop_http_request_duration_seconds_count{method=\"GRPC\",route=\""
                    + export
                    + "\"}"))
        .isEqualTo(2);
  }

  @Test
  void rowsAndBytesThatWereWrittenAreCounted() {
    double rows = value("opik_desktop_ingest_rows_total{table=\"traces\"}");
    double bytes = value("opik_desktop_ingest_bytes_total{table=\"traces\"}");
    writeTrace("counted");

    assertThat(value("opik_desktop_ingest_rows_total{table=\"traces\"}")).isEqualTo(rows + 1);
    assertThat(value("opik_desktop_ingest_bytes_total{table=\"traces\"}")).isGreaterThan(bytes);
    assertThat(metrics()).doesNotContain("counted\"");
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux tells the memory of the engine")
  void everyQueryOfTheDashboardNamesMetricsThatThereAre() throws IOException {
    writeTrace("shown");
    Set<String> there =
        metrics()
            .lines()
            .filter(line -> !line.startsWith("#"))
            .map(line -> line.replaceFirst("[ {].*", ""))
            .collect(Collectors.toCollection(TreeSet::new));

    Set<String> asked = new TreeSet<>();
    JsonNode dashboard =
        Json.MAPPER.readTree(Files.readString(Path.of("../packaging/grafana/opik-desktop.json")));
    for (JsonNode panel : dashboard.get("panels")) {
      for (JsonNode target : panel.get("targets")) {
        METRIC
            .matcher(target.get("expr").asString())
            .results()
            .forEach(found -> asked.add(found.group()));
      }
    }
    assertThat(asked).hasSizeGreaterThan(20);
    assertThat(there).containsAll(asked);
  }

  @Test
  void anEngineThatIsKilledIsSeenAndThenSeenWellAgain() {
    assertThat(client.get("/health-check?name=all&type=ready").status()).isEqualTo(200);
    double restarts = value("opik_desktop_engine_restarts_total");

    ProcessHandle.of(stores.engine().orElseThrow().processId()).orElseThrow().destroyForcibly();

    await()
        .pollInterval(Duration.ofMillis(5))
        .untilAsserted(
            () -> {
              Answer ill = client.get("/health-check?name=all&type=ready");
              assertThat(ill.status()).isEqualTo(503);
              assertThat(ill.json().at("/0/name").asString()).isEqualTo("clickhouse");
              assertThat(ill.json().at("/0/healthy").asBoolean()).isFalse();
              assertThat(ill.json().at("/1/healthy").asBoolean()).isTrue();
            });
    assertThat(client.get("/health-check?name=all&type=alive").status()).isEqualTo(200);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> assertThat(client.get("/health-check?name=all").status()).isEqualTo(200));
    assertThat(value("opik_desktop_engine_restarts_total")).isEqualTo(restarts + 1);
    assertThat(value("opik_desktop_engine_up")).isEqualTo(1);
  }
}
