package dev.opikdesktop.clients;

import static dev.opikdesktop.clients.StoredJson.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.desktop.launcher.StartedApp;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What applications do with the genuine Python client beside logging. */
@Tag("clients")
@ParameterizedClass
@ValueSource(strings = {"newest", "older"})
final class PythonOperationsTest {
  private static JsonNode report;

  /** Which packages of {@code clients.properties}. */
  @Parameter String age;

  @BeforeParameterizedClassInvocation
  static void operate(String age, @TempDir Path folder) throws Exception {
    Path python = new ClientPackages().python(age);
    Path scripts = Files.createDirectory(folder.resolve("scripts"));
    try (StartedApp app = StartedApp.ready(folder.resolve("data"))) {
      report =
          new ClientScript(scripts, app.restUrl(), app.otlpUrl())
              .python(python, "python_operations.py");
    }
  }

  @Test
  void everythingWasDelivered() {
    assertThat(report.get("flushed").booleanValue()).isTrue();
  }

  @Test
  void scoresStandOnTheTraceAndOnTheSpan() {
    JsonNode score = report.at("/trace/feedback_scores/0");
    assertThat(score.get("name").stringValue()).isEqualTo("helpful");
    assertThat(score.get("value").doubleValue()).isEqualTo(0.75);
    assertThat(score.get("reason").stringValue()).isEqualTo("it was");
    assertThat(score.get("source").stringValue()).isEqualTo("sdk");
    JsonNode ofSpan = report.at("/span/feedback_scores/0");
    assertThat(ofSpan.get("name").stringValue()).isEqualTo("exact");
    assertThat(ofSpan.get("value").doubleValue()).isEqualTo(1.0);
    assertThat(ofSpan.get("category_name").stringValue()).isEqualTo("yes");
  }

  @Test
  void theProjectIsFoundByTheIdThatItsTraceNames() {
    assertThat(report.at("/project/id")).isEqualTo(report.at("/trace/project_id"));
    assertThat(report.at("/project/name").stringValue()).isEqualTo("python operations");
  }

  @Test
  void tracesOfOneConversationAreAThread() {
    assertThat(report.get("threads").propertyNames())
        .containsExactlyInAnyOrder("a thread", "another thread");
    JsonNode thread = report.get("thread");
    assertThat(thread.get("number_of_messages").intValue()).isEqualTo(4);
    assertThat(thread.at("/first_message/number").intValue()).isEqualTo(1);
    assertThat(thread.at("/last_message/text").stringValue()).isEqualTo("second");
  }

  @Test
  void aThreadIsClosedAndScored() {
    assertThat(report.get("inactive")).isEqualTo(json("['a thread']"));
    assertThat(report.at("/thread/status").stringValue()).isEqualTo("inactive");
    assertThat(report.at("/threads/another thread/status").stringValue()).isEqualTo("active");
    JsonNode score = report.at("/thread/feedback_scores/0");
    assertThat(score.get("name").stringValue()).isEqualTo("resolved");
    assertThat(score.get("reason").stringValue()).isEqualTo("at once");
  }

  @Test
  void commentsAreAddedChangedReadAndDeleted() {
    assertThat(report.get("comments"))
        .isEqualTo(
            json(
                """
                {'trace': 'a better remark', 'span': ['a remark on the span'],
                 'thread': ['a remark on the thread'], 'after': []}\
                """));
  }

  @Test
  void definitionsOfScoresAreCreatedFoundChangedAndDeleted() {
    JsonNode definitions = report.get("definitions");
    assertThat(definitions.get("found").intValue()).isEqualTo(1);
    assertThat(definitions.at("/definition/details/categories"))
        .isEqualTo(json("{'good': 1.0, 'fair': 0.5, 'bad': 0.0}"));
    assertThat(definitions.get("after").intValue()).isZero();
  }
}
