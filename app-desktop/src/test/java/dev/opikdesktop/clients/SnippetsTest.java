package dev.opikdesktop.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.desktop.client.Access;
import dev.opikdesktop.desktop.explorer.snippet.Snippet;
import dev.opikdesktop.desktop.launcher.StartedApp;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * What the window offers to copy is run as it stands. The program in Rust is not: building its
 * libraries takes minutes.
 */
@Tag("clients")
final class SnippetsTest {
  /** A name that has to be quoted in each of the languages. */
  private static final String PROJECT = "the \"first\" of C:\\projects, for ";

  private static final long MOST_SECONDS = 120;

  /** Two ways to send are on the class path of these tests, and neither is preferred. */
  private static final String ONE_SENDER =
      "-Dio.opentelemetry.sdk.common.export.HttpSenderProvider="
          + "io.opentelemetry.exporter.sender.jdk.internal.JdkHttpSenderProvider";

  private static final ClientPackages PACKAGES = new ClientPackages();

  private static StartedApp app;

  @TempDir Path folder;

  @BeforeAll
  static void start(@TempDir Path data) {
    app = StartedApp.ready(data.resolve("data"));
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  @Test
  void python() throws Exception {
    arrives(Snippet.PYTHON, file -> List.of(PACKAGES.python("newest").toString(), file));
  }

  @Test
  void typescript() throws Exception {
    beside(PACKAGES.npm("newest"));
    arrives(Snippet.TYPESCRIPT, file -> List.of("node", file));
  }

  @Test
  void openTelemetryOfPython() throws Exception {
    arrives(Snippet.OTLP_PYTHON, file -> List.of(PACKAGES.python("otlp").toString(), file));
  }

  @Test
  void openTelemetryOfNode() throws Exception {
    beside(PACKAGES.npm("otlp"));
    arrives(Snippet.OTLP_NODE, file -> List.of("node", file));
  }

  @Test
  void openTelemetryOfJava() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    arrives(
        Snippet.OTLP_JAVA,
        file -> List.of(java, ONE_SENDER, "-cp", System.getProperty("java.class.path"), file));
  }

  /** It is built for one address and project, so that building it once will do. */
  @Test
  void openTelemetryOfGo() throws Exception {
    Access nowhere = Access.to(URI.create("http://localhost:1"));
    String program =
        Snippet.OTLP_GO
            .program(nowhere, "go")
            .replace("\"http://localhost:1/", "os.Getenv(\"SERVER\") + \"/")
            .replace("\"log\"", "\"log\"\n\t\"os\"");
    run(List.of(PACKAGES.go("otlp", program).toString()));
    arrived("go");
  }

  private interface Command {
    List<String> of(String file);
  }

  private void arrives(Snippet snippet, Command command) throws Exception {
    String project = PROJECT + snippet.name();
    String name = snippet == Snippet.OTLP_JAVA ? "Otlp.java" : "program.mjs";
    Access access = new Access(app.restUrl(), "default", "a \"key\"", false);
    Path file = Files.writeString(folder.resolve(name), snippet.program(access, project));

    run(command.of(file.toString()));

    arrived(project);
  }

  /** Node looks for packages beside the program. */
  private void beside(Path packages) throws IOException {
    Files.createSymbolicLink(folder.resolve("node_modules"), packages.resolve("node_modules"));
  }

  private void run(List<String> command) throws Exception {
    Path output = folder.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("SERVER", app.restUrl().toString());
    builder.environment().put("HOME", folder.toString());
    Process process = builder.start();
    assertThat(process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(output)).isZero();
  }

  private static void arrived(String project) throws Exception {
    String query = "traces?project_name=" + URLEncoder.encode(project, StandardCharsets.UTF_8);
    URI traces = app.restUrl().resolve("/api/v1/private/" + query);
    try (HttpClient client = HttpClient.newHttpClient()) {
      String body =
          client.send(HttpRequest.newBuilder(traces).build(), BodyHandlers.ofString()).body();
      JsonNode found = StoredJson.parse(body);
      assertThat(found.get("total").intValue()).as(body).isOne();
      JsonNode trace = found.get("content").get(0);
      assertThat(trace.get("name").stringValue()).isEqualTo("answer");
      assertThat(trace.get("input").toString()).contains("Does anybody hear me?");
      assertThat(trace.get("output").toString()).contains("It works");
    }
  }
}
