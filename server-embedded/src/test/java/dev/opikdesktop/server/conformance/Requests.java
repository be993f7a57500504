package dev.opikdesktop.server.conformance;

import dev.opikdesktop.server.conformance.Recording.Step;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes the bodies and headers of recorded requests, with this run's ids, times and names. */
final class Requests {
  private static final char LOST = '\uFFFD';

  private final String recording;
  private final Notation notation;

  Requests(String recording, Notation notation) {
    this.recording = recording;
    this.notation = notation;
  }

  /** False when the recording does not hold all of the body, or not what came before. */
  boolean canBeMade(Step step) {
    if (lost(step, "before").isPresent()) {
      return false;
    }
    JsonNode request = step.request();
    if (made(step).isPresent() || request.has("raw_base64")) {
      return true;
    }
    if (request.has("raw")) {
      return request.get("raw").asString().indexOf(LOST) < 0;
    }
    return request.has("raw_bytes") ? isUpload(step) : isWhole(request.path("body"));
  }

  byte[] body(Step step) {
    JsonNode request = step.request();
    byte[] body = new byte[0];
    Optional<JsonNode> made = made(step);
    if (made.isPresent()) {
      body = bytes(filled(made.get(), notation::filled).toString());
    } else if (request.has("raw_base64")) {
      body =
          OtlpTimes.moved(
              Base64.getDecoder().decode(request.get("raw_base64").asString()), notation.zero());
    } else if (request.has("raw")) {
      body = bytes(notation.filled(request.get("raw").asString()));
    } else if (isUpload(step)) {
      body = new byte[request.get("raw_bytes").asInt()];
      Arrays.fill(body, (byte) LOST);
    } else if (request.has("body")) {
      body = bytes(filled(request.get("body"), notation::filled).toString());
    }
    boolean zipped = request.path("headers").path("Content-Encoding").asString("").equals("gzip");
    return zipped ? LocalClient.gzip(body) : body;
  }

  /** Any bytes of the length will do. */
  private static boolean isUpload(Step step) {
    return step.request().has("raw_bytes")
        && step.request().path("content_type").asString("").equals("application/octet-stream");
  }

  /** Names and values in turn. */
  String[] headers(Step step) {
    List<String> headers = new ArrayList<>();
    step.request()
        .path("headers")
        .propertyStream()
        .forEach(
            header -> {
              headers.add(header.getKey());
              headers.add(notation.filled(header.getValue().asString()));
            });
    lost(step, "headers")
        .ifPresent(
            lost ->
                lost.propertyStream()
                    .forEach(
                        header -> {
                          headers.add(header.getKey());
                          headers.add(header.getValue().asString());
                        }));
    headers.add("Content-Type");
    headers.add(step.request().path("content_type").asString("application/json"));
    return headers.toArray(String[]::new);
  }

  /**
   * A body that says what the recorded one must have said, for requests whose bytes were lost
   * (compressed ones).
   */
  private Optional<JsonNode> made(Step step) {
    return lost(step, "body");
  }

  private Optional<JsonNode> lost(Step step, String part) {
    return Recording.lines("/conformance/made-bodies.jsonl").stream()
        .filter(line -> line.get("recording").asString().equals(recording))
        .filter(line -> line.get("step").asString().equals(step.number()))
        .filter(line -> line.has(part))
        .map(line -> line.get(part))
        .findFirst();
  }

  /** A document whose texts are as this run has them. */
  static JsonNode filled(JsonNode node, UnaryOperator<String> fill) {
    if (node.isString()) {
      return Json.MAPPER.getNodeFactory().stringNode(fill.apply(node.asString()));
    }
    if (node.isArray()) {
      ArrayNode array = Json.MAPPER.createArrayNode();
      node.forEach(each -> array.add(filled(each, fill)));
      return array;
    }
    if (node.isObject()) {
      ObjectNode object = Json.MAPPER.createObjectNode();
      node.propertyStream()
          .forEach(each -> object.set(each.getKey(), filled(each.getValue(), fill)));
      return object;
    }
    return node;
  }

  private static boolean isWhole(JsonNode node) {
    return !(node.isString()
            && (Notation.isLost(node.asString()) || node.asString().equals("<long>")))
        && node.values().stream().allMatch(Requests::isWhole);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
