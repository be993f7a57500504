package dev.opikdesktop.server.otlp;

import static dev.opikdesktop.server.otlp.Exports.span;
import static dev.opikdesktop.server.otlp.Exports.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.opikdesktop.server.http.HttpServer;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.http.LocalClient.Answer;
import dev.opikdesktop.server.spans.SpanWrite;
import dev.opikdesktop.storage.coordination.LocalCoordination;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class OtlpRoutesTest {
  private static final String PROTOBUF = "application/x-protobuf";
  private static final String SPANS =
      """
      {"resourceSpans":[{"resource":{"attributes":[
        {"key":"service.name","value":{"stringValue":"shop"}}]},
       "scopeSpans":[{"scope":{"name":"tests"},"spans":[
        {"traceId":"%s","spanId":"%s","parentSpanId":"","name":"call","kind":3,
         "startTimeUnixNano":"1795431600123456789","endTimeUnixNano":1795431601000000000,
         "attributes":[
          {"key":"n","value":{"intValue":"9007199254740993"}},
          {"key":"d","value":{"doubleValue":0.5}},
          {"key":"b","value":{"boolValue":true}},
          {"key":"l","value":{"arrayValue":{"values":[{"stringValue":"a"},{"intValue":2}]}}}],
         "status":{"code":"STATUS_CODE_ERROR","message":"no"},
         "someFieldOfTomorrow":{"x":[1,2]}}]}]}]}
      """;

  private final StoredRows rows = new StoredRows();
  private final LocalCoordination coordination = new LocalCoordination();
  private final OtlpIntake intake =
      new OtlpIntake(new RememberedTraceIds(coordination, rows), rows, InstantSource.system());
  private final HttpServer server =
      HttpServer.builder()
          .port(0)
          .otlpHttpPort(OptionalInt.of(0))
          .api(List.of(new OtlpRoutes("/v1/private/otel", intake)))
          .otlp(new OtlpRoutes("", intake))
          .start();
  private final LocalClient api = new LocalClient(server.restPort());
  private final LocalClient otlp = new LocalClient(server.otlpHttpPort().orElseThrow());

  @AfterEach
  void close() {
    api.close();
    otlp.close();
    server.close();
    coordination.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/private/otel/v1/traces",
        "/api/v1/private/otel/v1/traces",
        "/api/v1/private/otel/v1/traces/"
      })
  void protobufIsStoredThroughTheApiAndAnsweredWithAnEmptyBody(String path) {
    Answer answer = api.send("POST", path, one().toByteArray(), "Content-Type", PROTOBUF);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo(PROTOBUF);
    assertThat(answer.bytes()).isEmpty();
    assertThat(only().name()).isEqualTo("one");
  }

  @Test
  void gzipIsUnderstoodOnTheOtlpPort() {
    Answer answer =
        otlp.send(
            "POST",
            "/v1/traces",
            LocalClient.gzip(one().toByteArray()),
            "Content-Type",
            PROTOBUF,
            "Content-Encoding",
            "gzip");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(only().name()).isEqualTo("one");
  }

  @Test
  void jsonWithIdsInHexIsTheSameSpanAsTheProtobufOne() {
    otlp.post("/v1/traces", SPANS.formatted(Exports.TRACE, "00000000000000A1"));
    UUID fromJson = only().id();
    rows.spans.clear();
    otlp.send(
        "POST",
        "/v1/traces",
        Exports.of(List.of(text("service.name", "shop")), span("one", "00000000000000a1", "", 0))
            .toByteArray(),
        "Content-Type",
        PROTOBUF);

    assertThat(only().id()).isEqualTo(fromJson);
  }

  @Test
  void jsonWithIdsInBase64IsTheSameSpanToo() {
    otlp.post("/v1/traces", SPANS.formatted(Exports.TRACE, "00000000000000a1"));
    UUID fromHex = only().id();
    rows.spans.clear();
    otlp.post("/v1/traces", SPANS.formatted("R+t9fcj/uMu1TNf6IVyQsw==", "AAAAAAAAAKE="));

    assertThat(only().id()).isEqualTo(fromHex);
  }

  @Test
  void jsonKeepsEveryValueExactly() {
    Answer answer = otlp.post("/v1/traces", SPANS.formatted(Exports.TRACE, "00000000000000a1"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo("{}");
    SpanWrite span = only();
    assertThat(span.projectName()).isEqualTo("shop");
    assertThat(span.startTime()).isEqualTo(Exports.START);
    assertThat(span.input().toString())
        .isEqualTo("{\"n\":9007199254740993,\"d\":0.5,\"b\":true,\"l\":[\"a\",2]}");
    assertThat(span.errorInfo().message()).isEqualTo("no");
  }

  @Test
  void theHeaderNamesTheProjectOfEverySpan() {
    otlp.send(
        "POST",
        "/v1/traces",
        Exports.of(List.of(text("service.name", "shop")), span("one", "00000000000000a1", "", 0))
            .toByteArray(),
        "Content-Type",
        PROTOBUF,
        "projectName",
        "from header");

    assertThat(only().projectName()).isEqualTo("from header");
  }

  @Test
  void whatIsRefusedIsNamedAndTheRestIsStored() throws Exception {
    ExportTraceServiceRequest request =
        Exports.of(
            span("good", "00000000000000a1", "", 0),
            span("short id", "00000000000000a2", "", 0)
                .setTraceId(ByteString.copyFrom(new byte[3])),
            span("far future", "00000000000000a3", "", 0).setEndTimeUnixNano(-1));

    Answer answer =
        otlp.send("POST", "/v1/traces", request.toByteArray(), "Content-Type", PROTOBUF);

    assertThat(answer.status()).isEqualTo(200);
    var partial = ExportTraceServiceResponse.parseFrom(answer.bytes()).getPartialSuccess();
    assertThat(partial.getRejectedSpans()).isEqualTo(2);
    assertThat(partial.getErrorMessage())
        .contains("2 of 3 spans", "'short id': the trace id has 3 bytes", "'far future'");
    assertThat(only().name()).isEqualTo("good");
  }

  @Test
  void aPartialSuccessInJsonHasTheNamesOfTheSpecification() {
    Answer answer = otlp.post("/v1/traces", SPANS.formatted(Exports.TRACE, "0000000000000000"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().at("/partialSuccess/rejectedSpans").asString()).isEqualTo("1");
    assertThat(answer.json().at("/partialSuccess/errorMessage").asString())
        .contains("the span id is all zeros");
  }

  @Test
  void brokenProtobufIsABadRequest() {
    byte[] whole = one().toByteArray();
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = java.util.Arrays.copyOf(whole, length);
      Answer answer = otlp.send("POST", "/v1/traces", cut, "Content-Type", PROTOBUF);
      assertThat(answer.status()).as("cut after %s bytes", length).isEqualTo(400);
    }
    assertThat(rows.spans).isEmpty();
  }

  @Test
  void aDeclaredLengthOfAGigabyteIsABadRequest() {
    byte[] body = {0x0a, (byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80, 0x04, 1, 2, 3};

    assertThat(otlp.send("POST", "/v1/traces", body, "Content-Type", PROTOBUF).status())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[]",
        "nonsense",
        "{} {}",
        "{\"resourceSpans\":{}}",
        "{\"resourceSpans\":[1]}",
        "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"traceId\":\"z!\"}]}]}]}",
        "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"kind\":1e99}]}]}]}",
        "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"startTimeUnixNano\":\"x\"}]}]}]}"
      })
  void brokenJsonIsABadRequestThatSaysWhy(String body) {
    Answer answer = otlp.post("/v1/traces", body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().get("message").asString()).isNotBlank();
  }

  @Test
  void jsonOfAThousandLevelsIsABadRequest() {
    Answer answer = otlp.post("/v1/traces", "{\"x\":" + "[".repeat(100_000));

    assertThat(answer.status()).isEqualTo(400);
  }

  @Test
  void aContentTypeMayBeWrittenInCapitals() {
    Answer answer =
        otlp.send(
            "POST",
            "/v1/traces",
            "{}".getBytes(StandardCharsets.UTF_8),
            "Content-Type",
            "Application/JSON");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo("{}");
  }

  @Test
  void anotherContentTypeIsRefused() {
    assertThat(
            otlp.send(
                    "POST",
                    "/v1/traces",
                    "x".getBytes(StandardCharsets.UTF_8),
                    "Content-Type",
                    "text/plain")
                .status())
        .isEqualTo(415);
  }

  @Test
  void anotherWorkspaceIsNotFound() {
    Answer answer =
        api.send(
            "POST",
            "/v1/private/otel/v1/traces",
            one().toByteArray(),
            "Content-Type",
            PROTOBUF,
            "Comet-Workspace",
            "elsewhere");

    assertThat(answer.status()).isEqualTo(404);
  }

  @Test
  void logsAreAnsweredWithTheWordThatTheyAreNotStored() throws Exception {
    byte[] logs =
        ExportLogsServiceRequest.newBuilder()
            .addResourceLogs(
                ResourceLogs.newBuilder()
                    .addScopeLogs(
                        ScopeLogs.newBuilder()
                            .addLogRecords(LogRecord.newBuilder().setSeverityText("INFO"))))
            .build()
            .toByteArray();

    Answer answer = otlp.send("POST", "/v1/logs", logs, "Content-Type", PROTOBUF);

    assertThat(answer.status()).isEqualTo(200);
    var partial = ExportLogsServiceResponse.parseFrom(answer.bytes()).getPartialSuccess();
    assertThat(partial.getRejectedLogRecords()).isEqualTo(1);
    assertThat(partial.getErrorMessage()).contains("not stored");
  }

  @Test
  void metricsAreAnsweredWithTheWordThatTheyAreNotStored() throws Exception {
    byte[] metrics =
        ExportMetricsServiceRequest.newBuilder()
            .addResourceMetrics(
                ResourceMetrics.newBuilder()
                    .addScopeMetrics(
                        ScopeMetrics.newBuilder()
                            .addMetrics(
                                Metric.newBuilder()
                                    .setGauge(
                                        Gauge.newBuilder()
                                            .addDataPoints(
                                                NumberDataPoint.newBuilder().setAsInt(1))))))
            .build()
            .toByteArray();

    Answer answer = otlp.send("POST", "/v1/metrics", metrics, "Content-Type", PROTOBUF);

    assertThat(answer.status()).isEqualTo(200);
    var partial = ExportMetricsServiceResponse.parseFrom(answer.bytes()).getPartialSuccess();
    assertThat(partial.getRejectedDataPoints()).isEqualTo(1);
    assertThat(partial.getErrorMessage()).contains("not stored");
  }

  private static ExportTraceServiceRequest one() {
    return Exports.of(span("one", "00000000000000a1", "", 0));
  }

  private SpanWrite only() {
    assertThat(rows.spans).hasSize(1);
    return rows.spans.values().iterator().next();
  }
}
