package dev.opikdesktop.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.opikdesktop.desktop.launcher.StartedApp;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A genuine instrumentation of a genuine provider's library, against a provider on this machine,
 * exports to the application. The other dialects are recorded the same way, and replayed by
 * server-embedded (docs/opentelemetry.md).
 */
@Tag("clients")
final class InstrumentationTest {
  private static final Path DIALECTS =
      Path.of("..", "server-embedded", "src", "test", "dialects").toAbsolutePath().normalize();

  private static JsonNode spans;

  @BeforeAll
  static void callTheModel(@TempDir Path folder) throws Exception {
    String python = new ClientPackages().python("dialect").toString();
    Path scripts = Files.createDirectory(folder.resolve("scripts"));
    try (Provider provider = new Provider(python);
        StartedApp app = StartedApp.ready(folder.resolve("data"))) {
      new ClientScript(scripts, app.restUrl(), app.otlpUrl(), "instrumented")
          .program(
              List.of(python, DIALECTS.resolve("genai-openai/produce.py").toString()),
              Map.of(
                  "PYTHONPATH",
                  DIALECTS.toString(),
                  "OPENAI_API_KEY",
                  "sk-test",
                  "OPENAI_BASE_URL",
                  provider.url + "/v1"));
      spans =
          get(app.restUrl().resolve("/api/v1/private/spans?size=100&project_name=instrumented"));
    }
  }

  @Test
  void theFirstCallHasItsModelItsMessagesItsUsageAndItsCost() {
    JsonNode call = earliest("chat gpt-4o");
    assertThat(call.get("type").stringValue()).isEqualTo("llm");
    assertThat(call.get("model").stringValue()).isEqualTo("gpt-4o-2024-08-06");
    assertThat(call.get("provider").stringValue()).isEqualTo("openai");
    assertThat(call.get("input").toString()).contains("What is the capital of France?");
    assertThat(call.get("output").toString()).contains("The capital of France is Paris.");
    assertThat(call.at("/usage/prompt_tokens").intValue()).isEqualTo(10);
    assertThat(call.at("/usage/completion_tokens").intValue()).isEqualTo(6);
    assertThat(call.get("total_estimated_cost").doubleValue()).isCloseTo(0.000085, within(1e-5));
  }

  private static JsonNode earliest(String name) {
    JsonNode found = null;
    for (JsonNode span : spans.get("content")) {
      if (span.get("name").stringValue().equals(name)
          && (found == null
              || StoredJson.time(span, "start_time")
                  .isBefore(StoredJson.time(found, "start_time")))) {
        found = span;
      }
    }
    assertThat(found).as(spans.toString()).isNotNull();
    return found;
  }

  private static JsonNode get(URI address) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      String body =
          client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body();
      return StoredJson.parse(body);
    }
  }

  /** The stand-in for the providers of models, in a process of its own. */
  private static final class Provider implements AutoCloseable {
    private final Process process;
    private final String url;

    Provider(String python) throws IOException {
      process =
          new ProcessBuilder(python, "-B", "-m", "providers")
              .directory(DIALECTS.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      BufferedReader output = process.inputReader();
      url = output.readLine();
      assertThat(url).startsWith("http://127.0.0.1:");
    }

    @Override
    public void close() {
      process.destroy();
    }
  }
}
