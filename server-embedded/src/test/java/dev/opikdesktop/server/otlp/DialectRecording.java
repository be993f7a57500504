package dev.opikdesktop.server.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.json.Json;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * What an instrumentation exported while it was recorded (src/test/dialects), by scenarios. Each
 * scenario is sent to the running server once, to a project of its own, and read back.
 */
final class DialectRecording {
  private static final RunningServer SERVER = RunningServer.shared();
  private static final LocalClient API = new LocalClient(SERVER.server().restPort());
  private static final LocalClient OTLP =
      new LocalClient(SERVER.server().otlpHttpPort().orElseThrow());
  private static final Map<String, DialectRecording> READ = new ConcurrentHashMap<>();

  private final String name;

  /** The lines of the file, by scenario. */
  private final Map<String, List<String>> lines = new LinkedHashMap<>();

  private final Map<String, Stored> stored = new ConcurrentHashMap<>();

  private DialectRecording(String name) {
    this.name = name;
    try (InputStream file =
        DialectRecording.class.getResourceAsStream("/dialects/" + name + ".jsonl")) {
      assertThat(file).as("the recording " + name).isNotNull();
      new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .forEach(
              line -> lines.computeIfAbsent(scenario(line), key -> new ArrayList<>()).add(line));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The recording of a folder of src/test/dialects. */
  static DialectRecording of(String name) {
    return READ.computeIfAbsent(name, DialectRecording::new);
  }

  List<String> scenarios() {
    return List.copyOf(lines.keySet());
  }

  /** What the server has of a scenario that was sent as JSON. */
  Stored stored(String scenario) {
    return stored.computeIfAbsent(scenario, key -> sent(key, false, line -> line, ""));
  }

  /** The same, sent as protobuf. */
  Stored storedFromProtobuf(String scenario) {
    return sent(scenario, true, line -> line, "");
  }

  /**
   * The same, of other lines than those of the file, and without the files that are in payloads.
   */
  Stored strippedOf(String scenario, UnaryOperator<String> lines) {
    return sent(scenario, false, lines, "&strip_attachments=true");
  }

  /** What was exported in a scenario. */
  List<ExportTraceServiceRequest> exports(String scenario) {
    return lines.get(scenario).stream().map(DialectRecording::export).toList();
  }

  private Stored sent(
      String scenario, boolean protobuf, UnaryOperator<String> change, String read) {
    assertThat(lines).as("the scenarios of " + name).containsKey(scenario);
    String project = "dialect-" + name + "-" + scenario + "-" + UUID.randomUUID();
    for (String recorded : lines.get(scenario)) {
      String line = change.apply(recorded);
      byte[] body = protobuf ? export(line).toByteArray() : line.getBytes(StandardCharsets.UTF_8);
      LocalClient.Answer answer =
          OTLP.send(
              "POST",
              "/v1/traces",
              body,
              "projectName",
              project,
              "Content-Type",
              protobuf ? "application/x-protobuf" : "application/json");
      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }
    return new Stored(read("traces", project + read), read("spans", project + read));
  }

  private static List<JsonNode> read(String what, String project) {
    JsonNode page =
        API.get("/v1/private/" + what + "?size=500&truncate=false&project_name=" + project).json();
    return StreamSupport.stream(page.path("content").spliterator(), false).toList();
  }

  private static ExportTraceServiceRequest export(String line) {
    ExportTraceServiceRequest.Builder export = ExportTraceServiceRequest.newBuilder();
    OtlpJson.read(new ByteArrayInputStream(line.getBytes(StandardCharsets.UTF_8)), export);
    return export.build();
  }

  private static String scenario(String line) {
    for (ResourceSpans resource : export(line).getResourceSpansList()) {
      for (var attribute : resource.getResource().getAttributesList()) {
        if (attribute.getKey().equals("dialect.scenario")) {
          return attribute.getValue().getStringValue();
        }
      }
    }
    return "";
  }

  /** The traces and spans of one scenario as the API shows them. */
  record Stored(List<JsonNode> traces, List<JsonNode> spans) {
    JsonNode onlyTrace() {
      assertThat(traces).hasSize(1);
      return traces.getFirst();
    }

    JsonNode onlySpan() {
      assertThat(spans).hasSize(1);
      return spans.getFirst();
    }

    /** The spans of a name, the earliest first. */
    List<JsonNode> spans(String name) {
      List<JsonNode> found =
          spans.stream()
              .filter(span -> span.path("name").asString().equals(name))
              .sorted(Comparator.comparing(span -> span.path("start_time").asString()))
              .toList();
      assertThat(found)
          .as(name + " among " + spans.stream().map(span -> span.path("name").asString()).toList())
          .isNotEmpty();
      return found;
    }

    JsonNode span(String name) {
      return spans(name).getFirst();
    }
  }

  /** JSON with single quotes, for expected values that can be read. */
  static JsonNode json(String text) {
    return Json.MAPPER.readTree(text.replace('\'', '"'));
  }
}
