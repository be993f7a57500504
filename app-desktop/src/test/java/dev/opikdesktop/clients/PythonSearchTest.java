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

/** Searching and deleting with the genuine Python client. */
@Tag("clients")
@ParameterizedClass
@ValueSource(strings = {"newest", "older"})
final class PythonSearchTest {
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
              .python(python, "python_search.py");
    }
  }

  @Test
  void everythingWasDelivered() {
    assertThat(report.get("flushed").booleanValue()).isTrue();
  }

  @Test
  void tracesAreSearchedByTheClientsFilterLanguage() {
    assertThat(report.get("searched"))
        .isEqualTo(
            json(
                """
                {'name': ['second'], 'metadata': ['first'], 'tags': ['third'],
                 'thread': ['first', 'second'], 'score': ['first'], 'usage': ['second', 'third']}\
                """));
  }

  @Test
  void spansAreSearchedByTheClientsFilterLanguageAndByTrace() {
    assertThat(report.get("searched_spans"))
        .isEqualTo(
            json(
                """
                {'model': ['first span', 'second span', 'third span'], 'score': ['first span'],
                 'usage': ['third span']}\
                """));
    assertThat(report.get("of_trace")).isEqualTo(json("['third span']"));
  }

  @Test
  void aDeletedTraceIsGoneWithItsSpans() {
    assertThat(report.get("deleted"))
        .isEqualTo(json("{'traces': ['first', 'second'], 'spans': ['first span', 'second span']}"));
  }
}
