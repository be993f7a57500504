package dev.opikdesktop.clients;

import static dev.opikdesktop.clients.StoredJson.comparable;
import static dev.opikdesktop.clients.StoredJson.json;
import static dev.opikdesktop.clients.StoredJson.time;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.opikdesktop.desktop.launcher.StartedApp;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * The genuine npm package. A trace that is created and ended before the flush goes out in one
 * piece; one that is ended after it is patched. What is stored must be the same.
 */
@Tag("clients")
@ParameterizedClass
@ValueSource(strings = {"newest", "older"})
final class TypeScriptClientTest {
  private static JsonNode report;

  /** Which packages of {@code clients.properties}. */
  @Parameter String age;

  @BeforeParameterizedClassInvocation
  static void logAndReadBack(String age, @TempDir Path folder) throws Exception {
    Path packages = new ClientPackages().npm(age);
    Path scripts = Files.createDirectory(folder.resolve("scripts"));
    try (StartedApp app = StartedApp.ready(folder.resolve("data"))) {
      report =
          new ClientScript(scripts, app.restUrl(), app.otlpUrl()).node(packages, "typescript.mjs");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"atOnce", "inTwoSteps"})
  void theTraceIsAsItWasLogged(String way) {
    JsonNode trace = report.at("/" + way + "/trace");
    assertThat(trace.get("id")).isEqualTo(report.at("/" + way + "/ids/trace"));
    assertThat(trace.get("name").stringValue())
        .isEqualTo(way.equals("atOnce") ? "at once" : "in two steps");
    assertThat(trace.get("input"))
        .isEqualTo(json("{'question': 'What is the capital of France?'}"));
    assertThat(trace.get("output")).isEqualTo(json("{'answer': 'Paris'}"));
    assertThat(trace.get("metadata")).isEqualTo(json("{'providers': ['openai'], 'customer': 17}"));
    assertThat(trace.get("tags")).isEqualTo(json("['production']"));
    assertThat(trace.get("threadId").stringValue()).isEqualTo("thread-3");
    assertThat(time(trace, "startTime")).isEqualTo(Instant.parse("2026-03-04T05:06:07.123Z"));
    assertThat(time(trace, "endTime")).isEqualTo(Instant.parse("2026-03-04T05:06:08.823Z"));
    assertThat(trace.get("totalEstimatedCost").doubleValue()).isCloseTo(0.006, within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(strings = {"atOnce", "inTwoSteps"})
  void theLlmSpanIsAsItWasLogged(String way) {
    JsonNode stored = report.get(way);
    JsonNode span = stored.at("/spans/completion");
    assertThat(span.get("id")).isEqualTo(stored.at("/ids/llm"));
    assertThat(span.get("traceId")).isEqualTo(stored.at("/ids/trace"));
    assertThat(span.get("parentSpanId")).isEqualTo(stored.at("/ids/chain"));
    assertThat(span.get("type").stringValue()).isEqualTo("llm");
    assertThat(span.get("model").stringValue()).isEqualTo("gpt-4o");
    assertThat(span.get("provider").stringValue()).isEqualTo("openai");
    assertThat(span.get("input"))
        .isEqualTo(json("{'messages': [{'role': 'user', 'content': 'Hauptstadt? 🗼'}]}"));
    assertThat(span.get("output")).isEqualTo(json("{'content': 'Paris'}"));
    assertThat(span.get("metadata")).isEqualTo(json("{'provider': 'openai', 'seed': 7}"));
    assertThat(span.get("tags")).isEqualTo(json("['llm']"));
    assertThat(span.get("usage"))
        .isEqualTo(json("{'prompt_tokens': 2000, 'completion_tokens': 100, 'total_tokens': 2100}"));
    assertThat(span.get("totalEstimatedCost").doubleValue()).isCloseTo(0.006, within(1e-9));
    assertThat(time(span, "startTime")).isEqualTo(Instant.parse("2026-03-04T05:06:07.125Z"));
    assertThat(time(span, "endTime")).isEqualTo(Instant.parse("2026-03-04T05:06:08.625Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"atOnce", "inTwoSteps"})
  void theErrorOfASpanIsKept(String way) {
    JsonNode span = report.at("/" + way + "/spans/chain");
    assertThat(span.hasNonNull("parentSpanId")).isFalse();
    assertThat(span.get("errorInfo"))
        .isEqualTo(
            json(
                """
                {'exceptionType': 'TimeoutError', 'message': 'too late',
                 'traceback': 'line 1\\nline 2'}\
                """));
  }

  @ParameterizedTest
  @ValueSource(strings = {"atOnce", "inTwoSteps"})
  void listsTellTheSameAsReadingById(String way) {
    JsonNode stored = report.get(way);
    assertThat(comparable(stored.get("listed_trace"))).isEqualTo(comparable(stored.get("trace")));
    for (String name : new String[] {"chain", "completion"}) {
      assertThat(comparable(stored.get("listed_spans").get(name)))
          .isEqualTo(comparable(stored.get("spans").get(name)));
    }
  }
}
