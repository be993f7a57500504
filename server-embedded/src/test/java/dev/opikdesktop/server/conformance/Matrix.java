package dev.opikdesktop.server.conformance;

import dev.opikdesktop.server.conformance.Recording.Step;
import dev.opikdesktop.server.json.Json;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The recordings matrix.*: many queries over one set of data. They name a door in place of a path
 * and show only the labels of what was found; here they become ordinary steps.
 */
final class Matrix {
  private static final String PREFIX = "matrix.";

  /** The name of the project that the data names. */
  static final String PROJECT = "matrix-matrix-RUN";

  private static final Map<String, String> PATHS =
      Map.of(
          "traces", "/v1/private/traces",
          "spans", "/v1/private/spans",
          "threads", "/v1/private/traces/threads",
          "items", "/v1/private/datasets/<dataset>/items");

  /** What of the queries cannot be answered without a part of the data. */
  private static final Map<String, String> NEEDED_FOR =
      Map.of(
          "feedback-scores", "feedback_scores",
          "annotation-queues", "annotation_queue",
          "threads/close", "\"door\":\"threads",
          "datasets", "\"door\":\"items");

  /** How the ids of the recording begin, as some values show it. */
  private static final String RECORDED_BEGIN = "01a20828";

  private Matrix() {}

  static boolean has(String recording) {
    return recording.startsWith(PREFIX);
  }

  /** The head of the data, which has the ids. */
  static JsonNode head() {
    return Recording.lines("/recordings/matrix.data.jsonl").getFirst();
  }

  /** The requests that load the data, then the queries. */
  static List<Step> steps(List<JsonNode> lines) {
    Stream<Step> data =
        Recording.lines("/recordings/matrix.data.jsonl").stream()
            .skip(1)
            .map(line -> new Step("data", line.path("request"), Json.MAPPER.createObjectNode()));
    Stream<Step> queries =
        lines.stream()
            .skip(1)
            .map(
                line ->
                    new Step(
                        line.path("step").asString(),
                        request(line.path("request")),
                        response(line.path("request"), line.path("response"))));
    return Stream.concat(data, queries).toList();
  }

  private static JsonNode request(JsonNode query) {
    String[] door = query.get("door").asString().split("/");
    boolean search = door.length == 2 && door[1].equals("search");
    ObjectNode request = query.asObject().deepCopy();
    request.put("path", PATHS.get(door[0]) + (door.length == 2 ? "/" + door[1] : ""));
    ObjectNode asked = request.withObject("/query");
    if (!door[0].equals("items")) {
      asked.put("project_id", "<project>");
    }
    if (search) {
      request.set("body", asked.put("limit", 2000));
      request.remove("query");
    } else if (door.length == 1 && !asked.has("size")) {
      asked.put("size", "200");
    }
    return request;
  }

  private static JsonNode response(JsonNode query, JsonNode recorded) {
    JsonNode labels = recorded.path("body").path("labels");
    if (!labels.isArray()) {
      return recorded;
    }
    // Threads are labelled by their ids, which are words of the client.
    boolean words = query.get("door").asString().startsWith("threads");
    ArrayNode found = Json.MAPPER.createArrayNode();
    labels.forEach(
        label ->
            found.addObject().put("id", words ? label.asString() : "<" + label.asString() + ">"));
    ObjectNode response = recorded.asObject().deepCopy();
    if (recorded.path("body").has("total")) {
      ObjectNode body = response.putObject("body");
      body.set("content", found);
      body.set("total", recorded.path("body").get("total"));
    } else {
      response.set("body", found);
      response.put("framing", "json+CRLF");
    }
    return response;
  }

  /** Cuts an answer of ours down to what the matrix shows. */
  static void cutDown(Step step, JsonNode ours) {
    if (ours instanceof ObjectNode page && page.has("content")) {
      page.retain("content", "total");
      page.get("content").forEach(Matrix::keepId);
      if (isOf("threads", step) && !step.query().has("sorting")) {
        sortById(page);
      }
    } else if (ours.isArray()) {
      ours.forEach(Matrix::keepId);
    }
  }

  private static boolean isOf(String door, Step step) {
    return step.request().path("door").asString("").equals(door);
  }

  /** As the matrix shows threads that no order was asked for. */
  private static void sortById(ObjectNode page) {
    List<JsonNode> sorted =
        page.get("content")
            .valueStream()
            .sorted(Comparator.comparing(thread -> thread.get("id").asString()))
            .toList();
    page.putArray("content").addAll(sorted);
  }

  /** The thread whose row a data step changes. */
  static Optional<String> threadOf(Step data) {
    Matcher named = Pattern.compile("<thread model of (.*)>").matcher(data.path());
    return named.find() ? Optional.of(named.group(1)) : Optional.empty();
  }

  private static void keepId(JsonNode entity) {
    if (entity instanceof ObjectNode object) {
      object.retain("id");
    }
  }

  /** Of a list of ids it matters that it differs, not where. */
  static Set<String> places(Set<String> differences) {
    return differences.stream()
        .map(place -> place.equals("/total") ? place : "/content")
        .collect(Collectors.toSet());
  }

  /** The ids of a run begin alike, though not with as many digits as those of the recording. */
  static void rename(Notation notation) {
    notation.rename(RECORDED_BEGIN, notation.filled("<t00>").substring(0, 4));
  }

  /** Whether the answer depends on digits of ids that are drawn at random. */
  static boolean isByChance(Step step) {
    return step.query()
        .path("filters")
        .valueStream()
        .anyMatch(
            filter ->
                filter.path("field").asString("").endsWith("id")
                    && filter.path("operator").asString("").equals("ends_with")
                    && filter.path("value").asString("").matches("[0-9a-f]"));
  }

  /** Whether a query asks for what a part of the data that was not sent would have made. */
  static boolean needs(Step query, Step notSent) {
    String asked = query.request().toString();
    if (notSent.path().contains("threads")) {
      return asked.contains(NEEDED_FOR.get("threads"));
    }
    return NEEDED_FOR.entrySet().stream()
        .anyMatch(
            entry -> notSent.path().contains(entry.getKey()) && asked.contains(entry.getValue()));
  }
}
