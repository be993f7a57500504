package dev.opikdesktop.server.conformance;

import dev.opikdesktop.server.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * One recorded scenario: requests and what Opik answered, in order, in the notation of
 * recordings/README.md.
 */
record Recording(String name, String about, JsonNode clientIds, List<Step> steps) {

  /** One request with its answer. */
  record Step(String number, JsonNode request, JsonNode response) {
    String method() {
      return request.path("method").asString("GET");
    }

    String path() {
      return request.path("path").asString();
    }

    /** The same request to another path. */
    Step at(String path) {
      return new Step(number, request.asObject().deepCopy().put("path", path), response);
    }

    /** A request that only loads data, without a recorded answer. */
    boolean isData() {
      return !response.has("status");
    }

    /** A query of the matrix. */
    boolean isQuery() {
      return request.has("door");
    }

    JsonNode query() {
      return request.path("query");
    }

    boolean isRead() {
      return method().equals("GET");
    }

    private boolean isCutDown() {
      return isRead()
          && path().endsWith(">")
          && response.path("status").asInt() == 200
          && !response.path("body").has("id");
    }

    /** Of the answer's body is only known that it lacks some fields. */
    boolean lacksFields() {
      JsonNode body = response.path("body");
      return body.isObject() && !body.isEmpty() && body.valueStream().allMatch(JsonNode::isNull);
    }

    /** Steps of one kind differ only in the numbers of their labels. */
    private String kind() {
      return path().replaceAll("[0-9]+>", ">");
    }
  }

  /**
   * The fields to which the answer of a step was cut down, empty for a whole one. An entity without
   * its id was cut down; what was kept is seen from all its fellows, since each shows only the kept
   * fields that it has.
   */
  Set<String> keptFields(Step step) {
    Set<String> kept = new TreeSet<>();
    if (step.isCutDown()) {
      steps.stream()
          .filter(other -> other.isCutDown() && other.kind().equals(step.kind()))
          .forEach(other -> kept.addAll(other.response.path("body").propertyNames()));
    }
    return kept;
  }

  /** The steps of recordings/NAME.jsonl. */
  static Recording named(String name) {
    List<JsonNode> lines = lines("/recordings/" + name + ".jsonl");
    JsonNode head = lines.getFirst();
    if (Matrix.has(name)) {
      return new Recording(
          name,
          head.path("about").asString(""),
          Matrix.head().path("client_ids"),
          Matrix.steps(lines));
    }
    return new Recording(
        name,
        head.path("about").asString(""),
        head.path("client_ids"),
        lines.stream()
            .skip(1)
            .filter(line -> line.has("response"))
            .map(
                line ->
                    new Step(
                        line.path("step").asString(), line.path("request"), line.path("response")))
            .toList());
  }

  /** All that the scenario says, for looking labels up. */
  String text() {
    return steps.stream()
        .map(step -> step.request() + " " + step.response())
        .collect(Collectors.joining("\n"));
  }

  static List<JsonNode> lines(String resource) {
    return textLines(resource).stream().map(Json.MAPPER::readTree).toList();
  }

  static List<String> textLines(String resource) {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(open(resource), StandardCharsets.UTF_8))) {
      return in.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode json(String resource) {
    try (InputStream in = open(resource)) {
      return Json.MAPPER.readTree(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String resource) {
    return Objects.requireNonNull(Recording.class.getResourceAsStream(resource), resource);
  }
}
