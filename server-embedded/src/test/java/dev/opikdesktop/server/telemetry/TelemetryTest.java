package dev.opikdesktop.server.telemetry;

import static dev.opikdesktop.server.telemetry.Collector.attributes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.configuration.Configuration;
import dev.opikdesktop.server.http.GrpcClient;
import dev.opikdesktop.server.http.LocalClient;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that tells a collector of its work. */
@Timeout(60)
class TelemetryTest {
  private static final String EXPORT = "opentelemetry.proto.collector.trace.v1.TraceService/Export";
  private static final String MARK = "X-opik-desktop-telemetry";

  private static Collector collector;
  private static RunningServer server;
  private static LocalClient client;

  @TempDir static Path folder;

  @BeforeAll
  static void start() throws IOException {
    collector = new Collector();
    server = RunningServer.start(settings());
    client = new LocalClient(server.server().restPort());
  }

  /** From a file, which goes before the variables of whoever develops an application here. */
  private static Configuration.Telemetry settings() throws IOException {
    Path file = folder.resolve("opik-desktop.yaml");
    Files.writeString(
        file,
        """
        telemetry:
          export: otlp
          endpoint: %s
          headers: api-key=of-the-collector
        """
            .formatted(collector.url()));
    return Configuration.load(
            Optional.of(file),
            Map.of(
                "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
                "http://localhost:9/v1/traces",
                "OTEL_EXPORTER_OTLP_METRICS_HEADERS",
                "api-key=of-another",
                "OTEL_RESOURCE_ATTRIBUTES",
                "deployment.environment.name=test",
                "OTEL_BSP_SCHEDULE_DELAY",
                "20",
                "OTEL_METRIC_EXPORT_INTERVAL",
                "200"),
            Map.of())
        .telemetry();
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
    collector.close();
  }

  private static List<Span> ofTrace(String traceId) {
    return collector.spans().stream()
        .filter(span -> Collector.traceId(span).equals(traceId))
        .toList();
  }

  private static String id() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  private static String parent(String traceId) {
    return "00-" + traceId + "-00f067aa0ba902b7-01";
  }

  private static String encoded(String query) {
    int value = query.indexOf('=') + 1;
    return query.substring(0, value)
        + URLEncoder.encode(query.substring(value), StandardCharsets.UTF_8);
  }

  /** Asks as a part of a new trace, and waits for the spans of that. */
  private static List<Span> spansOf(String path) {
    String traceId = id();
    client.get(path, "traceparent", parent(traceId));
    await().untilAsserted(() -> assertThat(root(ofTrace(traceId))).isNotNull());
    return ofTrace(traceId);
  }

  private static Span root(List<Span> spans) {
    return spans.stream()
        .filter(span -> span.getKind() == Span.SpanKind.SPAN_KIND_SERVER)
        .findFirst()
        .orElse(null);
  }

  @Test
  void aRequestIsASpanNamedByItsRouteAndAPartOfItsCallersTrace() {
    Span request =
        root(spansOf("/api/v1/private/traces/" + UUID.randomUUID() + "?strip=private-value"));

    assertThat(request.getName()).isEqualTo("GET /v1/private/traces/{id}");
    assertThat(request.getParentSpanId().toByteArray())
        .containsExactly(0x00, 0xf0, 0x67, 0xaa, 0x0b, 0xa9, 0x02, 0xb7);
    assertThat(attributes(request.getAttributesList()))
        .containsEntry("http.request.method", "GET")
        .containsEntry("http.route", "/v1/private/traces/{id}")
        .containsEntry("http.response.status_code", "404")
        .containsKey("opik_desktop.request.id");
    assertThat(request.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_UNSET);
  }

  private static List<Span> named(List<Span> spans, String name) {
    return spans.stream().filter(span -> span.getName().equals(name)).toList();
  }

  private static void writeTrace(String project, String traceparent, String secret) {
    client.post(
        "/api/v1/private/traces/batch",
        """
        {"traces": [{"project_name": "%s", "name": "t", "start_time": "2026-11-26T01:02:03Z",
          "input": {"text": "%s"}, "thread_id": "%s"}]}
        """
            .formatted(project, secret, secret),
        "traceparent",
        traceparent);
  }

  @Test
  void theStatementsOfARequestAreItsPartsWithTheirPlaceholders() {
    writeTrace("statements", "", "text");
    String traceId = id();
    String filters = "filters=[{\"field\":\"name\",\"operator\":\"=\",\"value\":\"sought-value\"}]";
    client.get(
        "/api/v1/private/traces?project_name=statements&" + encoded(filters),
        "traceparent",
        parent(traceId));
    await()
        .untilAsserted(
            () -> {
              assertThat(root(ofTrace(traceId))).isNotNull();
              assertThat(named(ofTrace(traceId), "SELECT traces")).isNotEmpty();
              assertThat(named(ofTrace(traceId), "SELECT projects")).isNotEmpty();
            });

    List<Span> spans = ofTrace(traceId);
    Set<ByteString> ids = spans.stream().map(Span::getSpanId).collect(Collectors.toSet());
    Span request = root(spans);
    assertThat(spans)
        .filteredOn(span -> span != request)
        .allSatisfy(span -> assertThat(ids).contains(span.getParentSpanId()))
        .allSatisfy(span -> assertThat(span.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT));
    Map<String, String> analytics =
        attributes(named(spans, "SELECT traces").getFirst().getAttributesList());
    assertThat(analytics)
        .containsEntry("db.system.name", "clickhouse")
        .containsEntry("db.operation.name", "SELECT")
        .containsEntry("db.collection.name", "traces")
        .containsKeys("clickhouse.read_rows", "db.response.returned_rows");
    assertThat(analytics.get("db.query.text")).contains(":String}").doesNotContain("sought-value");
    assertThat(attributes(named(spans, "SELECT projects").getFirst().getAttributesList()))
        .containsEntry("db.system.name", "h2database")
        .hasEntrySatisfying("db.query.text", text -> assertThat(text).doesNotContain("statements"));
  }

  @Test
  void whatIsPutOffIsAPartOfTheRequestThatWantedIt() {
    String traceId = id();
    writeTrace("put-off", parent(traceId), "a thread");

    await()
        .untilAsserted(
            () ->
                assertThat(ofTrace(traceId))
                    .extracting(Span::getName)
                    .contains("commit traces", "thread arrivals"));
    Span request = root(ofTrace(traceId));
    assertThat(named(ofTrace(traceId), "thread arrivals").getFirst().getParentSpanId())
        .isEqualTo(request.getSpanId());
    // For several projects at once, of which this one may have been the first.
    await()
        .untilAsserted(
            () ->
                assertThat(named(collector.spans(), "note project activity"))
                    .anySatisfy(note -> assertThat(traces(note)).contains(traceId)));
  }

  private static List<String> traces(Span span) {
    return Stream.concat(
            Stream.of(span.getTraceId()), span.getLinksList().stream().map(Span.Link::getTraceId))
        .map(id -> HexFormat.of().formatHex(id.toByteArray()))
        .toList();
  }

  @Test
  void whatClientsWriteIsInNoSpan() {
    String traceId = id();
    writeTrace("private-project", parent(traceId), "private-payload");
    client.get(
        "/api/v1/private/traces?project_name=private-project&search=private-query",
        "traceparent",
        parent(traceId),
        "Authorization",
        "private-key",
        "User-Agent",
        "private-agent",
        "Comet-Workspace",
        "private-workspace");
    client.post(
        "/api/v1/internal/analytics-queries",
        """
        {"query": "SELECT toJSONString('private-literal') AS result FROM private-table"}
        """,
        "traceparent",
        parent(traceId));
    client.get("/private-path", "traceparent", parent(traceId));
    client.send("PRIVATEMETHOD", "/x", new byte[0], "traceparent", parent(traceId));
    await()
        .untilAsserted(
            () ->
                assertThat(
                        ofTrace(traceId).stream()
                            .filter(span -> span.getKind() == Span.SpanKind.SPAN_KIND_SERVER))
                    .hasSize(5));

    assertThat(collector.text()).doesNotContain("private-", "PRIVATEMETHOD", "of-the-collector");
  }

  @Test
  void theCollectorHearsWhoTellsAndGetsItsHeaders() {
    spansOf("/api/v1/private/projects");

    assertThat(collector.resource())
        .containsEntry("service.name", "opik-desktop")
        .containsEntry("deployment.environment.name", "test")
        .containsKeys("service.version", "service.instance.id");
    assertThat(collector.headers().getFirst())
        .containsEntry("Api-key", List.of("of-the-collector"));
  }

  @Test
  void metricsAreThoseOfTheScrape() {
    client.get("/api/v1/private/projects");
    Set<String> scraped =
        client
            .get("/metrics")
            .text()
            .lines()
            .filter(line -> line.startsWith("# TYPE "))
            .map(line -> line.split(" ")[2].replaceFirst("_total$", ""))
            .collect(Collectors.toSet());

    await()
        .untilAsserted(
            () -> assertThat(collector.metrics()).extracting(Metric::getName).containsAll(scraped));
    assertThat(collector.metrics())
        .filteredOn(metric -> metric.getName().equals("opik_desktop_http_requests"))
        .singleElement()
        .satisfies(
            metric ->
                assertThat(metric.getSum().getDataPointsList())
                    .anySatisfy(
                        point ->
                            assertThat(attributes(point.getAttributesList()))
                                .containsEntry("route", "/v1/private/projects")));
    assertThat(collector.metrics())
        .filteredOn(metric -> metric.getName().equals("opik_desktop_http_request_duration_seconds"))
        .singleElement()
        .satisfies(
            metric ->
                assertThat(metric.getHistogram().getDataPointsList())
                    .anySatisfy(point -> assertThat(point.getCount()).isPositive()));
  }

  @Test
  void aCallOfGrpcIsASpanToo() {
    String traceId = id();
    try (GrpcClient grpc = new GrpcClient(server.server().otlpGrpcPort().orElseThrow())) {
      grpc.call("/" + EXPORT, new byte[0], "traceparent", parent(traceId));
    }
    await().untilAsserted(() -> assertThat(root(ofTrace(traceId))).isNotNull());

    Span call = root(ofTrace(traceId));
    assertThat(call.getName()).isEqualTo(EXPORT);
    assertThat(attributes(call.getAttributesList()))
        .containsEntry("rpc.system", "grpc")
        .containsEntry("rpc.method", "Export");
  }

  @Test
  void whatAnotherOneExportsOfItsOwnWorkMakesNoSpan() {
    String traceId = id();
    client.get(
        "/api/v1/private/projects",
        "traceparent",
        parent(traceId),
        "x-opik-desktop-telemetry",
        "own");
    client.get("/api/v1/private/traces", "traceparent", parent(traceId));
    await().untilAsserted(() -> assertThat(root(ofTrace(traceId))).isNotNull());

    assertThat(named(ofTrace(traceId), "GET /v1/private/projects")).isEmpty();
    assertThat(collector.headers()).allSatisfy(sent -> assertThat(sent).containsKey(MARK));
  }

  @Test
  void whoLooksWhetherTheServerIsThereMakesNoSpan() {
    String traceId = id();
    client.get("/is-alive/ping", "traceparent", parent(traceId));
    client.get("/metrics", "traceparent", parent(traceId));
    client.get("/v1/private/opik-desktop/about", "traceparent", parent(traceId));
    client.get("/api/v1/private/projects", "traceparent", parent(traceId));
    await().untilAsserted(() -> assertThat(root(ofTrace(traceId))).isNotNull());

    assertThat(ofTrace(traceId))
        .filteredOn(span -> span.getKind() == Span.SpanKind.SPAN_KIND_SERVER)
        .hasSize(1);
  }
}
