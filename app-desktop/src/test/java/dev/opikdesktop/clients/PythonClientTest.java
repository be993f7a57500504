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

/** The genuine Python client with ids and times of the caller's own, and updates after a flush. */
@Tag("clients")
@ParameterizedClass
@ValueSource(strings = {"newest", "older"})
final class PythonClientTest {
  private static JsonNode report;
  private static JsonNode trace;
  private static JsonNode chain;
  private static JsonNode llm;

  /** Which packages of {@code clients.properties}. */
  @Parameter String age;

  @BeforeParameterizedClassInvocation
  static void logAndReadBack(String age, @TempDir Path folder) throws Exception {
    Path python = new ClientPackages().python(age);
    Path scripts = Files.createDirectory(folder.resolve("scripts"));
    try (StartedApp app = StartedApp.ready(folder.resolve("data"))) {
      report =
          new ClientScript(scripts, app.restUrl(), app.otlpUrl())
              .python(python, "python_client.py");
    }
    trace = report.at("/stored/trace");
    chain = report.at("/stored/spans/chain");
    llm = report.at("/stored/spans/completion");
  }

  @Test
  void everythingWasDelivered() {
    assertThat(report.get("created").booleanValue()).isTrue();
    assertThat(report.get("updated").booleanValue()).isTrue();
  }

  @Test
  void idsAndParentsAreTheCallers() {
    JsonNode ids = report.get("ids");
    assertThat(trace.get("id")).isEqualTo(ids.get("trace"));
    assertThat(chain.get("id")).isEqualTo(ids.get("span"));
    assertThat(chain.get("trace_id")).isEqualTo(ids.get("trace"));
    assertThat(chain.hasNonNull("parent_span_id")).isFalse();
    assertThat(llm.get("id")).isEqualTo(ids.get("llm"));
    assertThat(llm.get("trace_id")).isEqualTo(ids.get("trace"));
    assertThat(llm.get("parent_span_id")).isEqualTo(ids.get("span"));
  }

  @Test
  void timesAreKeptToTheMicrosecond() {
    assertThat(time(trace, "start_time")).isEqualTo(Instant.parse("2026-03-04T05:06:07.123456Z"));
    assertThat(time(trace, "end_time")).isEqualTo(Instant.parse("2026-03-04T05:06:08.823456Z"));
    assertThat(time(llm, "start_time")).isEqualTo(Instant.parse("2026-03-04T05:06:07.125456Z"));
    assertThat(time(llm, "end_time")).isEqualTo(Instant.parse("2026-03-04T05:06:08.625706Z"));
    assertThat(trace.get("duration").doubleValue()).isEqualTo(1700.0);
    assertThat(llm.get("duration").doubleValue()).isEqualTo(1500.25);
  }

  @Test
  void theCreatedTraceKeepsWhatTheUpdateLeftOut() {
    assertThat(trace.get("name").stringValue()).isEqualTo("question");
    assertThat(trace.get("input"))
        .isEqualTo(json("{'question': 'What is the capital of France?'}"));
    assertThat(trace.get("thread_id").stringValue()).isEqualTo("thread-2");
  }

  @Test
  void anUpdateReplacesWholeFieldsOfTheTrace() {
    assertThat(trace.get("output")).isEqualTo(json("{'answer': 'Paris'}"));
    assertThat(trace.get("metadata"))
        .isEqualTo(json("{'providers': ['openai'], 'customer': 17, 'second': [1, 2]}"));
    assertThat(trace.get("tags")).isEqualTo(json("['production', 'done']"));
  }

  @Test
  void theLlmSpanHasWhatCreateAndUpdateSaid() {
    assertThat(llm.get("name").stringValue()).isEqualTo("completion");
    assertThat(llm.get("type").stringValue()).isEqualTo("llm");
    assertThat(llm.get("model").stringValue()).isEqualTo("gpt-4o");
    assertThat(llm.get("provider").stringValue()).isEqualTo("openai");
    assertThat(llm.at("/input/messages/0/content").stringValue())
        .isEqualTo("Hauptstadt?\n\t\"quoted\" \\ 🗼");
    assertThat(llm.get("output"))
        .isEqualTo(json("{'choices': [{'message': {'content': 'Paris'}}]}"));
    assertThat(llm.get("metadata")).isEqualTo(json("{'provider': 'openai', 'seed': 7}"));
    assertThat(llm.get("tags")).isEqualTo(json("['late']"));
  }

  @Test
  void theUsageOfTheUpdateIsPricedByTheModelOfTheCreate() {
    assertThat(llm.at("/usage/prompt_tokens").intValue()).isEqualTo(2000);
    assertThat(llm.at("/usage/completion_tokens").intValue()).isEqualTo(100);
    assertThat(llm.at("/usage/total_tokens").intValue()).isEqualTo(2100);
    assertThat(llm.get("total_estimated_cost").doubleValue()).isCloseTo(0.006, within(1e-9));
    assertThat(trace.get("total_estimated_cost").doubleValue()).isCloseTo(0.006, within(1e-9));
  }

  @Test
  void theErrorOfASpanIsKept() {
    assertThat(chain.get("error_info"))
        .isEqualTo(
            json(
                """
                {'exception_type': 'TimeoutError', 'message': 'too late',
                 'traceback': 'line 1\\nline 2'}\
                """));
    assertThat(chain.get("output")).isEqualTo(json("{'ok': false}"));
  }

  @Test
  void listsTellTheSameAsReadingById() {
    JsonNode stored = report.get("stored");
    assertThat(comparable(stored.get("listed_trace"))).isEqualTo(comparable(trace));
    assertThat(comparable(stored.at("/listed_spans/chain"))).isEqualTo(comparable(chain));
    assertThat(comparable(stored.at("/listed_spans/completion"))).isEqualTo(comparable(llm));
  }
}
