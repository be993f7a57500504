package dev.opikdesktop.server.conformance;

import dev.opikdesktop.server.conformance.Recording.Step;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.http.LocalClient.Answer;
import dev.opikdesktop.server.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Sends the steps of one scenario to a server and compares what comes back. */
final class Replay {
  /** How a step went. */
  enum Outcome {
    EQUAL,
    INTENDED,
    DIFFERENT,
    NOT_SERVED_YET,
    NOT_REPLAYABLE
  }

  /** Requests by POST that change nothing. */
  private static final Pattern READING =
      Pattern.compile(".*/(search|retrieve|stream|kpi-cards|metrics|costs|summaries)(/.*)?");

  private static final Pattern PROJECT_NAME = Pattern.compile("\"project_name\":\"([^\"]+)\"");

  private final Recording recording;
  private final Notation notation;
  private final LocalClient client;
  private final ServedOperations served;
  private final ContractFile contract;
  private final IntendedDifferences intended;

  private final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
  private final List<String> complaints = new ArrayList<>();

  /** What requests that were not sent would have changed. */
  private final Set<String> unknown = new HashSet<>();

  private boolean somethingUnknown;

  Replay(
      Recording recording,
      Notation notation,
      LocalClient client,
      ServedOperations served,
      ContractFile contract,
      IntendedDifferences intended) {
    this.recording = recording;
    this.notation = notation;
    this.client = client;
    this.served = served;
    this.contract = contract;
    this.intended = intended;
  }

  /** Steps by outcome. */
  Map<Outcome, Integer> outcomes() {
    return outcomes;
  }

  /** One line for each difference that nobody intends, and for each answer outside the contract. */
  List<String> complaints() {
    return complaints;
  }

  void run() {
    for (Step step : recording.steps()) {
      Outcome outcome = run(step);
      outcomes.merge(outcome, 1, Integer::sum);
      boolean sent = outcome != Outcome.NOT_SERVED_YET && outcome != Outcome.NOT_REPLAYABLE;
      if (!sent && changes(step)) {
        somethingUnknown = true;
        unknown.addAll(Notation.labels(step.request().toString()));
        unknown.addAll(projectNames(step));
      }
    }
  }

  private Outcome run(Step step) {
    if (served.of(step, contract).isEmpty() || dependsOnWhatWasNotSent(step)) {
      return Outcome.NOT_SERVED_YET;
    }
    Requests requests = new Requests(recording.name(), notation);
    if (!requests.canBeMade(step)) {
      return Outcome.NOT_REPLAYABLE;
    }
    Answer answer =
        client.send(
            step.method(), address(step), requests.body(step), requests.headers(step));
    Set<String> differences = new TreeSet<>();
    Object found = compare(step, answer, differences);
    if (differences.isEmpty() && intended.of(recording.name(), step.number()).isEmpty()) {
      return Outcome.EQUAL;
    }
    Set<String> unintended = new TreeSet<>(differences);
    unintended.removeAll(intended.everywhere());
    Set<String> wanted = intended.of(recording.name(), step.number());
    if (unintended.equals(wanted)) {
      return Outcome.INTENDED;
    }
    complaints.add(
        "%s step %s, %s %s%n  differs in %s, intended are %s%n  sent     %s%n  recorded %s%n  ours     %s %s"
            .formatted(
                recording.name(),
                step.number(),
                step.method(),
                step.path(),
                unintended,
                wanted,
                step.request(),
                step.response(),
                answer.status(),
                found));
    return Outcome.DIFFERENT;
  }

  /** Whether it reads, or builds on, something that a step which was not sent would have made. */
  private boolean dependsOnWhatWasNotSent(Step step) {
    Set<String> asked = Notation.labels(step.request().toString());
    Set<String> touched = new HashSet<>(asked);
    touched.addAll(Notation.labels(step.response().toString()));
    touched.retainAll(unknown);
    boolean list = !changes(step) && Notation.labels(step.path()).isEmpty();
    return !touched.isEmpty()
        || !Notation.labels(step.path()).stream().allMatch(notation::isBound)
        || (list && somethingUnknown)
        || valuesOf(step.request()).stream().anyMatch(this::isUnboundLabel);
  }

  private boolean isUnboundLabel(String value) {
    return value.startsWith("<")
        && value.endsWith(">")
        && Notation.labels(value).size() == 1
        && !Notation.labels(value).stream().allMatch(notation::isBound);
  }

  private static boolean changes(Step step) {
    return !step.method().equals("GET")
        && !READING.matcher(step.path()).matches()
        && !step.path().isEmpty()
        && step.response().path("status").asInt() < 400;
  }

  private static Set<String> projectNames(Step step) {
    Matcher names = PROJECT_NAME.matcher(step.request().toString());
    Set<String> found = new HashSet<>();
    while (names.find()) {
      found.add(names.group(1));
    }
    return found;
  }

  private Object compare(Step step, Answer answer, Set<String> differences) {
    JsonNode recorded = step.response();
    if (answer.status() != recorded.path("status").asInt()) {
      differences.add("status");
    }
    boolean records = "json+CRLF".equals(recorded.path("framing").asString(""));
    Object shown = answer.text();
    JsonNode ours = null;
    try {
      ours = records ? records(answer, differences) : body(answer);
    } catch (JacksonException e) {
      differences.add("not JSON");
    }
    if (differences.isEmpty()) {
      headers(recorded, answer, differences);
      if (ours != null && recorded.has("body")) {
        differences.addAll(Comparison.differences(notation, recorded.get("body"), ours));
      } else if (recorded.has("body") != (ours != null)) {
        differences.add("body");
      }
    }
    if (ours != null && !records) {
      for (String fault :
          contract.faults(step.method(), step.path(), answer.status(), ours)) {
        complaints.add(
            "%s step %s, %s %s: outside the contract: %s"
                .formatted(
                    recording.name(), step.number(), step.method(), step.path(), fault));
      }
    }
    return shown;
  }

  private static JsonNode body(Answer answer) {
    return answer.bytes().length == 0 ? null : answer.json();
  }

  /** A stream's records; each has to end in CR LF. */
  private static JsonNode records(Answer answer, Set<String> differences) {
    String text = answer.text();
    if (!text.isEmpty() && !text.endsWith("\r\n")) {
      differences.add("framing");
    }
    var list = Json.MAPPER.createArrayNode();
    Arrays.stream(text.split("\r\n"))
        .filter(record -> !record.isEmpty())
        .forEach(record -> list.add(Json.MAPPER.readTree(record)));
    return list;
  }

  private void headers(JsonNode recorded, Answer answer, Set<String> differences) {
    recorded
        .path("headers")
        .propertyStream()
        .filter(
            header ->
                !notation.matches(header.getValue().asString(), answer.header(header.getKey())))
        .forEach(header -> differences.add("header " + header.getKey()));
    String type = answer.header("Content-Type").replaceFirst(";.*", "");
    if (!type.equals(recorded.path("content_type").asString(""))) {
      differences.add("header Content-Type");
    }
  }

  private String address(Step step) {
    String path =
        Arrays.stream(notation.filled(step.path()).split("/", -1))
            .map(Replay::encoded)
            .collect(Collectors.joining("/"));
    String query =
        step.query()
            .propertyStream()
            .map(
                each ->
                    encoded(each.getKey())
                        + "="
                        + encoded(notation.filled(text(each.getValue()))))
            .collect(Collectors.joining("&"));
    return query.isEmpty() ? path : path + "?" + query;
  }

  private static String text(JsonNode value) {
    return value.isString() ? value.asString() : value.toString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** All strings anywhere in a document. */
  private static List<String> valuesOf(JsonNode node) {
    List<String> values = new ArrayList<>();
    if (node.isString()) {
      values.add(node.asString());
    }
    node.values().forEach(child -> values.addAll(valuesOf(child)));
    return values;
  }
}
