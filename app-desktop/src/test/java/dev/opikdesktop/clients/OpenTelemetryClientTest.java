package dev.opikdesktop.clients;

import static dev.opikdesktop.clients.StoredJson.json;
import static dev.opikdesktop.clients.StoredJson.time;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.opikdesktop.desktop.launcher.StartedApp;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The genuine OpenTelemetry SDK for Python; what it exports is read back through the REST API. */
@Tag("clients")
final class OpenTelemetryClientTest {
  private static JsonNode report;
  private static JsonNode trace;
  private static Map<String, JsonNode> spans;

  @BeforeAll
  static void exportAndReadBack(@TempDir Path folder) throws Exception {
    Path python = new ClientPackages().python("newest");
    Path scripts = Files.createDirectory(folder.resolve("scripts"));
    try (StartedApp app = StartedApp.ready(folder.resolve("data"))) {
      report =
          new ClientScript(scripts, app.restUrl(), app.otlpUrl())
              .python(python, "opentelemetry_http.py");
      URI api = app.restUrl().resolve("/api/v1/private/");
      JsonNode traces = get(api.resolve("traces?project_name=opentelemetry")).get("content");
      assertThat(traces.size()).isEqualTo(1);
      trace = traces.get(0);
      spans = new HashMap<>();
      for (JsonNode span : get(api.resolve("spans?project_name=opentelemetry")).get("content")) {
        spans.put(span.get("name").stringValue(), span);
      }
    }
  }

  @Test
  void everythingWasDelivered() {
    assertThat(report.get("flushed").booleanValue()).isTrue();
    assertThat(spans).containsOnlyKeys("agent", "chat gpt-4o", "lookup");
  }

  @Test
  void theRootSpanMakesTheTrace() {
    assertThat(trace.get("name").stringValue()).isEqualTo("agent");
    assertThat(time(trace, "start_time")).isEqualTo(Instant.parse("2026-03-04T05:06:07.123456Z"));
    assertThat(time(trace, "end_time")).isEqualTo(Instant.parse("2026-03-04T05:06:08.723456Z"));
    assertThat(trace.get("input")).isEqualTo(json("{'customer': 'häuptling', 'attempt': 3}"));
  }

  @Test
  void spansHangTogetherAsTheyWereExported() {
    JsonNode root = spans.get("agent");
    assertThat(root.get("trace_id")).isEqualTo(trace.get("id"));
    assertThat(root.hasNonNull("parent_span_id")).isFalse();
    for (String name : new String[] {"chat gpt-4o", "lookup"}) {
      assertThat(spans.get(name).get("trace_id")).isEqualTo(trace.get("id"));
      assertThat(spans.get(name).get("parent_span_id")).isEqualTo(root.get("id"));
    }
  }

  @Test
  void theLlmSpanHasModelProviderUsageAndCost() {
    JsonNode span = spans.get("chat gpt-4o");
    assertThat(span.get("type").stringValue()).isEqualTo("llm");
    assertThat(span.get("model").stringValue()).isEqualTo("gpt-4o");
    assertThat(span.get("provider").stringValue()).isEqualTo("openai");
    assertThat(span.at("/usage/prompt_tokens").intValue()).isEqualTo(1000);
    assertThat(span.at("/usage/completion_tokens").intValue()).isEqualTo(500);
    assertThat(span.at("/usage/total_tokens").intValue()).isEqualTo(1500);
    assertThat(span.get("total_estimated_cost").doubleValue()).isCloseTo(0.0075, within(1e-9));
    assertThat(trace.get("total_estimated_cost").doubleValue()).isCloseTo(0.0075, within(1e-9));
  }

  @Test
  void messagesBecomeInputAndOutput() {
    JsonNode span = spans.get("chat gpt-4o");
    assertThat(span.get("input").toString()).contains("Capital?");
    assertThat(span.get("output").toString()).contains("Paris");
    assertThat(time(span, "start_time")).isEqualTo(Instant.parse("2026-03-04T05:06:07.133456Z"));
    assertThat(time(span, "end_time")).isEqualTo(Instant.parse("2026-03-04T05:06:08.633456Z"));
  }

  @Test
  void aRecordedExceptionBecomesTheErrorOfItsSpan() {
    JsonNode error = spans.get("lookup").get("error_info");
    assertThat(error.get("exception_type").stringValue()).isEqualTo("ValueError");
    assertThat(error.get("message").stringValue()).isEqualTo("no such tool");
    assertThat(spans.get("agent").hasNonNull("error_info")).isFalse();
  }

  private static JsonNode get(URI address) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      String body =
          client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body();
      return StoredJson.parse(body);
    }
  }
}
