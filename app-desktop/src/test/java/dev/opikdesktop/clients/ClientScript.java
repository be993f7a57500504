package dev.opikdesktop.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs one script of {@code src/test/resources/clients} against a server. The script writes what it
 * has seen as one JSON document; that is the result. Nothing but loopback can be reached from it.
 */
final class ClientScript {
  private static final JsonMapper JSON = new JsonMapper();
  private static final List<String> SCRIPTS =
      List.of(
          "opik_report.py",
          "python_track.py",
          "python_same_calls.py",
          "python_client.py",
          "python_operations.py",
          "python_search.py",
          "python_oql.py",
          "python_attachments.py",
          "python_queues.py",
          "python_offline.py",
          "python_transfer_fill.py",
          "python_transfer_read.py",
          "typescript.mjs",
          "typescript_attachments.mjs",
          "opentelemetry_http.py",
          "exporters.py",
          "exporters.mjs");

  private final Path folder;
  private final Map<String, String> environment;

  /**
   * @param folder an empty one for the scripts, their home and their report
   * @param restUrl of the server
   * @param otlpUrl of the server
   */
  ClientScript(Path folder, URI restUrl, URI otlpUrl) throws IOException {
    this(folder, restUrl, otlpUrl, "opentelemetry");
  }

  /** The same; what comes by OTLP goes to this project. */
  ClientScript(Path folder, URI restUrl, URI otlpUrl, String project) throws IOException {
    this.folder = folder;
    for (String script : SCRIPTS) {
      try (var source = ClientScript.class.getResourceAsStream("/clients/" + script)) {
        Files.copy(source, folder.resolve(script));
      }
    }
    String nowhere = "http://127.0.0.1:9";
    this.environment =
        Map.ofEntries(
            Map.entry("HOME", folder.toString()),
            Map.entry("PATH", System.getenv("PATH")),
            Map.entry("LANG", "C.UTF-8"),
            Map.entry("PYTHONDONTWRITEBYTECODE", "1"),
            Map.entry("OPIK_URL_OVERRIDE", restUrl + "/api"),
            Map.entry("OPIK_WORKSPACE", "default"),
            Map.entry("OPIK_SENTRY_ENABLE", "false"),
            Map.entry("OPIK_ANALYTICS_ENABLE", "false"),
            Map.entry("OPIK_CONNECTION_MONITOR_PING_INTERVAL", "0.3"),
            Map.entry("OPIK_CONNECTION_MONITOR_CHECK_TIMEOUT", "1"),
            Map.entry("OPIK_REPLAY_BATCH_REPLAY_DELAY", "0.1"),
            Map.entry("OPIK_REPLAY_TICK_INTERVAL", "0.1"),
            Map.entry("LITELLM_LOCAL_MODEL_COST_MAP", "True"),
            Map.entry("OTEL_EXPORTER_OTLP_ENDPOINT", otlpUrl.toString()),
            Map.entry("OTEL_EXPORTER_OTLP_HEADERS", "projectName=" + project),
            Map.entry("HTTP_PROXY", nowhere),
            Map.entry("HTTPS_PROXY", nowhere),
            Map.entry("NO_PROXY", "localhost,127.0.0.1"));
  }

  JsonNode python(Path interpreter, String script) {
    return run(script, List.of(interpreter.toString(), script));
  }

  JsonNode node(Path packages, String script) {
    return run(script, List.of("node", script), packages.toString());
  }

  /** The client's command line; returns what it printed. */
  String opik(Path interpreter, String... arguments) {
    return printed(
        "opik " + String.join(" ", arguments),
        Stream.concat(Stream.of(interpreter.toString(), "-m", "opik.cli"), Stream.of(arguments))
            .toList());
  }

  /**
   * Sends spans with an exporter, whatever language it is for.
   *
   * @param start the program, and what stands between it and its report
   * @param way what the program calls the transport
   */
  JsonNode exporter(List<String> start, String way, int spans, String project, String... more) {
    return run(
        project,
        start,
        Stream.concat(Stream.of(way, Integer.toString(spans), project), Stream.of(more))
            .toArray(String[]::new));
  }

  /**
   * Any program; returns what it printed.
   *
   * @param more what its environment has beside the addresses of the server
   */
  String program(List<String> command, Map<String, String> more) {
    return printed(String.join(" ", command), command, more);
  }

  private JsonNode run(String script, List<String> start, String... more) {
    Path report = folder.resolve(script + ".json");
    printed(
        script,
        Stream.of(start, List.of(report.toString()), List.of(more)).flatMap(List::stream).toList());
    return JSON.readTree(report.toFile());
  }

  private String printed(String name, List<String> command) {
    return printed(name, command, Map.of());
  }

  private String printed(String name, List<String> command, Map<String, String> more) {
    Path output = folder.resolve("output.log");
    try {
      var builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().clear();
      builder.environment().putAll(environment);
      builder.environment().putAll(more);
      Process process = builder.start();
      boolean ended = process.waitFor(2, TimeUnit.MINUTES);
      process.destroyForcibly();
      String log = Files.readString(output, StandardCharsets.UTF_8);
      assertThat(ended).as("%s ends. It printed:%n%s", name, log).isTrue();
      assertThat(process.exitValue()).as("%s succeeds. It printed:%n%s", name, log).isZero();
      return log;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
