package dev.opikdesktop.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.desktop.launcher.StartedApp;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * The same calls of language models, logged by Opik's SDK and exported by OpenTelemetry's: tokens,
 * model and cost are the same, of the span, of its trace and of the project.
 */
@Tag("clients")
final class SameCallsTest {
  private static final List<String> WAYS = List.of("sdk", "genai", "openinference");
  private static final List<String> COUNTS =
      List.of("prompt_tokens", "completion_tokens", "total_tokens");

  private static JsonNode report;
  private static final Map<String, Map<String, JsonNode>> traces = new HashMap<>();
  private static final Map<String, Map<String, JsonNode>> calls = new HashMap<>();
  private static final Map<String, Map<String, String>> sums = new HashMap<>();

  @BeforeAll
  static void logAndReadBack(@TempDir Path folder) throws Exception {
    Path python = new ClientPackages().python("newest");
    Path scripts = Files.createDirectory(folder.resolve("scripts"));
    try (StartedApp app = StartedApp.ready(folder.resolve("data"))) {
      report =
          new ClientScript(scripts, app.restUrl(), app.otlpUrl())
              .python(python, "python_same_calls.py");
      for (String way : WAYS) {
        read(app.restUrl().resolve("/api/v1/private/"), way);
      }
    }
  }

  private static void read(URI api, String project) throws Exception {
    String of = "size=100&project_name=" + project;
    Map<String, String> names = new HashMap<>();
    traces.put(project, new HashMap<>());
    calls.put(project, new HashMap<>());
    for (JsonNode trace : get(api.resolve("traces?" + of)).get("content")) {
      String name = trace.get("name").stringValue();
      names.put(trace.get("id").stringValue(), name);
      traces.get(project).put(name, trace);
    }
    String llm = "[{\"field\":\"type\",\"operator\":\"=\",\"value\":\"llm\"}]";
    String filter = "&filters=" + URLEncoder.encode(llm, StandardCharsets.UTF_8);
    for (JsonNode span : get(api.resolve("spans?" + of + filter)).get("content")) {
      calls.get(project).put(names.get(span.get("trace_id").stringValue()), span);
    }
    Map<String, String> sum = new TreeMap<>();
    for (String entity : List.of("traces", "spans")) {
      for (JsonNode each : get(api.resolve(entity + "/stats?" + of)).get("stats")) {
        String name = each.get("name").stringValue();
        if (name.startsWith("total_estimated_cost")
            || COUNTS.stream().anyMatch(count -> name.matches("usage(_sum)?\\." + count))) {
          sum.put(entity + " " + name, each.get("value").toString());
        }
      }
    }
    sums.put(project, sum);
  }

  @Test
  void everyCallIsThereInEveryWay() {
    assertThat(report.get("flushed").booleanValue()).isTrue();
    for (String way : WAYS) {
      assertThat(calls.get(way)).as(way).containsOnlyKeys(report.get("providers").propertyNames());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"genai", "openinference"})
  void aCallHasTheModelTokensAndCostThatTheSdkGivesIt(String way) {
    calls
        .get("sdk")
        .forEach((name, span) -> assertThat(said(calls.get(way).get(name))).isEqualTo(said(span)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"genai", "openinference"})
  void aTraceSumsUpTheSame(String way) {
    traces
        .get("sdk")
        .forEach(
            (name, trace) -> assertThat(said(traces.get(way).get(name))).isEqualTo(said(trace)));
  }

  @Test
  void providersAreThoseThatTheClientNamed() {
    for (String way : WAYS) {
      calls
          .get(way)
          .forEach(
              (name, span) ->
                  assertThat(span.get("provider"))
                      .isEqualTo(report.get("providers").get(name).get(WAYS.indexOf(way))));
    }
  }

  @Test
  void theCachesShareOfThePromptIsCheaper() {
    for (String way : WAYS) {
      // 600 × 1.25 + 400 × 0.125 + 500 × 10, in millionths of a dollar; reasoning is output
      assertThat(cost(calls.get(way).get("openai cached"))).isEqualTo("0.0058");
      // 100 × 3 + 700 × 0.3 + 200 × 3.75 + 50 × 15
      assertThat(cost(calls.get(way).get("anthropic cached"))).isEqualTo("0.00201");
      assertThat(cost(calls.get(way).get("nobody's price"))).isEqualTo("none");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"genai", "openinference"})
  void theProjectSumsUpTheSame(String way) {
    assertThat(sums.get("sdk"))
        .containsKeys("traces total_estimated_cost_sum", "spans usage.total_tokens");
    assertThat(sums.get(way)).isEqualTo(sums.get("sdk"));
  }

  /** What a span or trace says of its tokens, model and cost. */
  private static Map<String, String> said(JsonNode record) {
    Map<String, String> said = new TreeMap<>();
    for (String count : COUNTS) {
      said.put(count, record.get("usage").get(count).toString());
    }
    said.put("model", record.path("model").asString(""));
    said.put("cost", cost(record));
    return said;
  }

  private static String cost(JsonNode record) {
    JsonNode cost = record.path("total_estimated_cost");
    return cost.isNumber() ? cost.decimalValue().stripTrailingZeros().toPlainString() : "none";
  }

  private static JsonNode get(URI address) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      String body =
          client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body();
      return StoredJson.parse(body);
    }
  }
}
