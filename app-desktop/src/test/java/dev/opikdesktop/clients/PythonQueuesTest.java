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

/** Annotation queues and the numbers of a workspace through the genuine Python client. */
@Tag("clients")
@ParameterizedClass
@ValueSource(strings = {"newest", "older"})
final class PythonQueuesTest {
  private static JsonNode report;

  /** Which packages of {@code clients.properties}. */
  @Parameter String age;

  @BeforeParameterizedClassInvocation
  static void judge(String age, @TempDir Path folder) throws Exception {
    Path python = new ClientPackages().python(age);
    Path scripts = Files.createDirectory(folder.resolve("scripts"));
    try (StartedApp app = StartedApp.ready(folder.resolve("data"))) {
      report =
          new ClientScript(scripts, app.restUrl(), app.otlpUrl())
              .python(python, "python_queues.py");
    }
  }

  @Test
  void whatWasPutIntoAQueueIsFoundInIt() {
    assertThat(report.get("in_queue")).isEqualTo(json("['trace 0', 'trace 1', 'trace 2']"));
    assertThat(report.get("in_threads")).isEqualTo(json("['thread 2']"));
    assertThat(report.get("count").intValue()).isEqualTo(2);
  }

  @Test
  void aQueueSaysHowFarPeopleCame() {
    JsonNode judged = report.get("judged");
    assertThat(judged.get("description").stringValue()).isEqualTo("changed");
    assertThat(judged.get("instructions").stringValue()).isEqualTo("Be fair");
    assertThat(judged.get("items_count").intValue()).isEqualTo(3);
    assertThat(judged.at("/reviewers/0/status").intValue()).isEqualTo(2);
    assertThat(judged.at("/feedback_scores/0/value").doubleValue()).isEqualTo(0.75);
    assertThat(report.get("acquired").booleanValue()).isTrue();
  }

  @Test
  void queuesAreListedByWhatIsInThemUntilTheyAreDeleted() {
    assertThat(report.get("listed"))
        .isEqualTo(json("{'traces': ['to be judged'], 'threads': ['threads']}"));
    assertThat(report.get("after")).isEmpty();
  }

  @Test
  void aWorkspaceHasCostsAndSettings() {
    assertThat(report.at("/cost/current").doubleValue()).isEqualTo(1.0);
    assertThat(report.at("/cost/previous").doubleValue()).isZero();
    for (JsonNode configuration : report.get("configurations")) {
      assertThat(configuration.get("timeout_to_mark_thread_as_inactive").stringValue())
          .isEqualTo("PT20M");
      assertThat(configuration.at("/color_map/fair").stringValue()).isEqualTo("#00ff00");
    }
    assertThat(report.at("/usage/workspaces_traces_count")).isEmpty();
  }
}
