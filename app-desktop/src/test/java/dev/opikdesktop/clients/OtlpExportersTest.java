package dev.opikdesktop.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.desktop.launcher.StartedApp;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.common.export.RetryPolicy;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * OpenTelemetry's own exporters send spans over each transport; all arrive, and each once. {@code
 * -Dexporters.spans=10000} sends more of them.
 */
@Tag("clients")
final class OtlpExportersTest {
  private static final int SPANS = Integer.getInteger("exporters.spans", 1_000);
  private static final int SPANS_OF_A_TRACE = 10;

  /** Five attempts in some 24 seconds: a start takes some. */
  private static final RetryPolicy PATIENT =
      RetryPolicy.builder()
          .setMaxAttempts(5)
          .setInitialBackoff(Duration.ofSeconds(2))
          .setMaxBackoff(Duration.ofSeconds(10))
          .setBackoffMultiplier(2)
          .build();

  private static final ClientPackages PACKAGES = new ClientPackages();

  /** Two ways to send are on the class path: the application's, and the usual one. */
  private static final String SENDER_OF = "io.opentelemetry.sdk.common.export.";

  private static final String USUAL = "io.opentelemetry.exporter.sender.okhttp.internal.OkHttp";

  private static StartedApp app;

  @TempDir Path folder;

  @BeforeAll
  static void start(@TempDir Path data) {
    for (String way : List.of("Grpc", "Http")) {
      System.setProperty(SENDER_OF + way + "SenderProvider", USUAL + way + "SenderProvider");
    }
    app = StartedApp.ready(data.resolve("data"));
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"grpc", "http"})
  void python(String way) throws Exception {
    Path interpreter = PACKAGES.python("otlp");

    assertThat(flushed("python", List.of(interpreter.toString(), "exporters.py"), way)).isTrue();
    arrivedOnce("python-" + way);
  }

  @ParameterizedTest
  @ValueSource(strings = {"grpc", "http", "proto"})
  void node(String way) throws Exception {
    Path packages = PACKAGES.npm("otlp");

    assertThat(flushed("node", List.of("node", "exporters.mjs"), way, packages.toString()))
        .isTrue();
    arrivedOnce("node-" + way);
  }

  @ParameterizedTest
  @ValueSource(strings = {"grpc", "http"})
  void go(String way) throws Exception {
    Path program = PACKAGES.go("otlp", source("exporters.go.txt"));

    assertThat(flushed("go", List.of(program.toString()), way)).isTrue();
    arrivedOnce("go-" + way);
  }

  @ParameterizedTest
  @ValueSource(strings = {"grpc", "http"})
  void java(String way) throws Exception {
    SpanExporter exporter =
        way.equals("grpc")
            ? OtlpGrpcSpanExporter.builder()
                .setEndpoint(app.otlpGrpcUrl().toString())
                .setCompression("gzip")
                .addHeader("projectName", "java-grpc")
                .build()
            : OtlpHttpSpanExporter.builder()
                .setEndpoint(app.otlpUrl() + "/v1/traces")
                .addHeader("projectName", "java-http")
                .build();
    SdkTracerProvider provider =
        SdkTracerProvider.builder()
            .setResource(Resource.create(Attributes.builder().put("service.name", "other").build()))
            .addSpanProcessor(
                BatchSpanProcessor.builder(exporter).setMaxQueueSize(Math.max(2048, SPANS)).build())
            .build();
    Tracer tracer = provider.get("exporters");
    for (int first = 0; first < SPANS; first += SPANS_OF_A_TRACE) {
      Span root = tracer.spanBuilder("root").startSpan();
      for (int number = first + 1; number < first + SPANS_OF_A_TRACE; number++) {
        tracer
            .spanBuilder("child")
            .setParent(Context.root().with(root))
            .setAttribute("n", number)
            .startSpan()
            .end();
      }
      root.end();
    }

    assertThat(provider.shutdown().join(60, TimeUnit.SECONDS).isSuccess()).isTrue();
    arrivedOnce("java-" + way);
  }

  /** What the end of a server cuts off is sent again, to the one that comes after it. */
  @Test
  void anExporterThatTriesAgainLosesNothingWhenTheServerIsStartedAnew() throws Exception {
    Path data = folder.resolve("data");
    StartedApp first = StartedApp.ready(data);
    SdkTracerProvider provider =
        SdkTracerProvider.builder()
            .addSpanProcessor(
                BatchSpanProcessor.builder(
                        OtlpGrpcSpanExporter.builder()
                            .setEndpoint(first.otlpGrpcUrl().toString())
                            .setTimeout(60, TimeUnit.SECONDS)
                            .setRetryPolicy(PATIENT)
                            .addHeader("projectName", "restart")
                            .build())
                    .build())
            .build();
    try (var executor = Executors.newSingleThreadExecutor()) {
      Future<StartedApp> second =
          executor.submit(
              () -> {
                first.close();
                return StartedApp.ready(data, 0, first.otlpGrpcUrl().getPort());
              });
      Tracer tracer = provider.get("exporters");
      int sent = 0;
      while (!second.isDone()) {
        for (int i = 0; i < SPANS_OF_A_TRACE; i++) {
          tracer.spanBuilder("root").setNoParent().startSpan().end();
        }
        sent += SPANS_OF_A_TRACE;
        assertThat(provider.forceFlush().join(60, TimeUnit.SECONDS).isSuccess()).isTrue();
      }
      try (StartedApp app = second.get()) {
        assertThat(provider.shutdown().join(60, TimeUnit.SECONDS).isSuccess()).isTrue();
        URI spans = app.restUrl().resolve("/api/v1/private/spans?size=1&project_name=restart");
        assertThat(get(spans).get("total").intValue()).isEqualTo(sent);
      }
    }
  }

  private boolean flushed(String language, List<String> program, String way, String... more)
      throws IOException {
    URI endpoint = way.equals("grpc") ? app.otlpGrpcUrl() : app.otlpUrl();
    String project = language + "-" + way;
    ClientScript script = new ClientScript(folder, app.restUrl(), endpoint, project);
    return script.exporter(program, way, SPANS, project, more).get("flushed").booleanValue();
  }

  private static void arrivedOnce(String project) throws Exception {
    URI api = app.restUrl().resolve("/api/v1/private/");
    JsonNode spans = get(api.resolve("spans?size=1&project_name=" + project));
    JsonNode traces = get(api.resolve("traces?size=1&project_name=" + project));
    assertThat(spans.get("total").intValue()).isEqualTo(SPANS);
    assertThat(traces.get("total").intValue()).isEqualTo(SPANS / SPANS_OF_A_TRACE);
    assertThat(traces.get("content").get(0).get("name").stringValue()).isEqualTo("root");
    assertThat(traces.get("content").get(0).get("span_count").intValue())
        .isEqualTo(SPANS_OF_A_TRACE);
  }

  private static String source(String name) throws IOException {
    try (var file = OtlpExportersTest.class.getResourceAsStream("/clients/" + name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static JsonNode get(URI address) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      String body =
          client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body();
      return StoredJson.parse(body);
    }
  }
}
