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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Functions under {@code @opik.track} of the genuine Python package. */
@Tag("clients")
@ParameterizedClass
@ValueSource(strings = {"newest", "older"})
final class PythonTrackTest {
  private static JsonNode report;
  private static JsonNode seen;
  private static JsonNode trace;
  private static JsonNode spans;

  /** Which packages of {@code clients.properties}. */
  @Parameter String age;

  @BeforeParameterizedClassInvocation
  static void logAndReadBack(String age, @TempDir Path folder) throws Exception {
    Path python = new ClientPackages().python(age);
    Path scripts = Files.createDirectory(folder.resolve("scripts"));
    try (StartedApp app = StartedApp.ready(folder.resolve("data"))) {
      report =
          new ClientScript(scripts, app.restUrl(), app.otlpUrl()).python(python, "python_track.py");
    }
    seen = report.get("seen");
    trace = report.at("/answered/trace");
    spans = report.at("/answered/spans");
  }

  @Test
  void everythingWasDelivered() {
    assertThat(report.get("flushed").booleanValue()).isTrue();
  }

  @Test
  void theTraceCarriesInputOutputMetadataTagsAndThread() {
    assertThat(trace.get("id")).isEqualTo(seen.at("/agent/trace_id"));
    assertThat(trace.get("name").stringValue()).isEqualTo("agent");
    assertThat(trace.get("input"))
        .isEqualTo(json("{'question': 'What is the capital of France?'}"));
    assertThat(trace.get("output")).isEqualTo(json("{'output': 'Paris'}"));
    assertThat(trace.get("metadata"))
        .isEqualTo(json("{'providers': ['openai'], 'customer': 'häuptling', 'attempt': 3}"));
    assertThat(trace.get("tags")).isEqualTo(json("['production', 'eu']"));
    assertThat(trace.get("thread_id").stringValue()).isEqualTo("thread-1");
    assertThat(trace.get("source").stringValue()).isEqualTo("sdk");
    assertThat(trace.has("error_info")).isFalse();
  }

  @Test
  void theTraceSumsUpItsSpans() {
    assertThat(trace.at("/usage/prompt_tokens").intValue()).isEqualTo(1000);
    assertThat(trace.at("/usage/completion_tokens").intValue()).isEqualTo(500);
    assertThat(trace.at("/usage/total_tokens").intValue()).isEqualTo(1500);
    assertThat(trace.get("total_estimated_cost").doubleValue()).isCloseTo(0.0075, within(1e-9));
    assertThat(trace.get("span_count").intValue()).isEqualTo(3);
    assertThat(trace.get("llm_span_count").intValue()).isEqualTo(1);
    assertThat(trace.get("providers")).isEqualTo(json("['openai']"));
  }

  @Test
  void spansKeepTheirIdsParentsAndTrace() {
    for (String name : new String[] {"agent", "retrieve", "complete"}) {
      JsonNode span = spans.get(name);
      assertThat(span.get("id")).isEqualTo(seen.at("/" + name + "/id"));
      assertThat(span.get("trace_id")).isEqualTo(trace.get("id"));
    }
    assertThat(spans.get("agent").path("parent_span_id").asStringOpt()).isEmpty();
    assertThat(spans.at("/retrieve/parent_span_id")).isEqualTo(spans.at("/agent/id"));
    assertThat(spans.at("/complete/parent_span_id")).isEqualTo(spans.at("/agent/id"));
  }

  @Test
  void theLlmSpanCarriesModelProviderUsageAndCost() {
    JsonNode span = spans.get("complete");
    assertThat(span.get("type").stringValue()).isEqualTo("llm");
    assertThat(span.get("model").stringValue()).isEqualTo("gpt-4o");
    assertThat(span.get("provider").stringValue()).isEqualTo("openai");
    assertThat(span.get("usage"))
        .isEqualTo(
            json(
                """
                {'prompt_tokens': 1000, 'completion_tokens': 500, 'total_tokens': 1500,
                 'original_usage.prompt_tokens': 1000, 'original_usage.completion_tokens': 500,
                 'original_usage.total_tokens': 1500}\
                """));
    assertThat(span.get("total_estimated_cost").doubleValue()).isCloseTo(0.0075, within(1e-9));
  }

  /** The package itself repeats the usage in the metadata of an LLM span. */
  @Test
  void theLlmSpanCarriesItsPayloads() {
    JsonNode span = spans.get("complete");
    assertThat(span.get("input"))
        .isEqualTo(json("{'prompt': 'What is the capital of France?', 'temperature': 0.2}"));
    assertThat(span.get("output"))
        .isEqualTo(json("{'answer': 'Paris', 'choices': [{'index': 0, 'finish_reason': 'stop'}]}"));
    assertThat(span.get("metadata"))
        .isEqualTo(
            json(
                """
                {'provider': 'openai', 'temperature': 0.2,
                 'nested': {'list': [1, 2.5, null, 'ü']},
                 'usage': {'prompt_tokens': 1000, 'completion_tokens': 500, 'total_tokens': 1500}}\
                """));
    assertThat(span.get("tags")).isEqualTo(json("['llm', 'first']"));
  }

  @Test
  void theToolSpanCarriesItsPayloads() {
    JsonNode span = spans.get("retrieve");
    assertThat(span.get("type").stringValue()).isEqualTo("tool");
    assertThat(span.get("input")).isEqualTo(json("{'question': 'What is the capital of France?'}"));
    assertThat(span.get("output")).isEqualTo(json("{'output': ['France', 'capital']}"));
  }

  @Test
  void timesAreThoseOfTheClientToTheMicrosecond() {
    for (String name : new String[] {"agent", "retrieve", "complete"}) {
      JsonNode span = spans.get(name);
      Instant start = time(span, "start_time");
      Instant end = time(span, "end_time");
      assertThat(start).isEqualTo(time(seen.get(name), "start_time"));
      assertThat(end).isAfter(start);
      double milliseconds = (end.toEpochMilli() - start.toEpochMilli());
      assertThat(span.get("duration").doubleValue()).isCloseTo(milliseconds, within(1.0));
    }
  }

  @Test
  void aFailedFunctionLeavesItsErrorOnSpanAndTrace() {
    JsonNode failed = report.get("failed");
    JsonNode error = failed.at("/spans/fails/error_info");
    assertThat(error.get("exception_type").stringValue()).isEqualTo("ValueError");
    assertThat(error.get("message").stringValue()).isEqualTo("no such tool: calculator");
    assertThat(error.get("traceback").stringValue())
        .contains("python_track.py", "raise ValueError");
    assertThat(failed.at("/trace/error_info/exception_type").stringValue()).isEqualTo("ValueError");
    assertThat(failed.at("/spans/fails/parent_span_id"))
        .isEqualTo(failed.at("/spans/failing agent/id"));
  }

  @Test
  void listsTellTheSameAsReadingById() {
    for (String part : new String[] {"answered", "failed"}) {
      JsonNode stored = report.get(part);
      assertThat(comparable(stored.get("listed_trace"))).isEqualTo(comparable(stored.get("trace")));
      for (String name : stored.get("spans").propertyNames()) {
        assertThat(comparable(stored.get("listed_spans").get(name)))
            .isEqualTo(comparable(stored.get("spans").get(name)));
      }
    }
  }
}
