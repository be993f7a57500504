package dev.opikdesktop.server.conformance;

import dev.opikdesktop.server.conformance.Recording.Step;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.http.LocalClient.Answer;
import dev.opikdesktop.server.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

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

  private static final String BYTES = "<bytes>";
  private static final Duration SETTLING = Duration.ofSeconds(5);

  /** So many reads of a scenario are waited for in vain; the rest fails at once. */
  private static final int MOST_UNSETTLED = 2;

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
  private final Map<Outcome, Integer> outcomesInScope = new EnumMap<>(Outcome.class);
  private final List<String> complaints = new ArrayList<>();

  /** What requests that were not sent would have changed. */
  private final Set<String> unknown = new HashSet<>();

  private final List<Step> notLoaded = new ArrayList<>();
  private boolean somethingUnknown;
  private int unsettled;

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

  /** Steps by outcome, of those alone that ask for what the server sets out to serve. */
  Map<Outcome, Integer> outcomesInScope() {
    return outcomesInScope;
  }

  /** One line for each difference that nobody intends, and for each answer outside the contract. */
  List<String> complaints() {
    return complaints;
  }

  void run() {
    for (Step step : recording.steps()) {
      if (step.isData()) {
        load(step);
        continue;
      }
      Outcome outcome = run(step);
      outcomes.merge(outcome, 1, Integer::sum);
      if (contract.isInScope(step.method(), step.path())) {
        outcomesInScope.merge(outcome, 1, Integer::sum);
      }
      boolean sent = outcome != Outcome.NOT_SERVED_YET && outcome != Outcome.NOT_REPLAYABLE;
      if (!sent && changes(step)) {
        somethingUnknown = true;
        Set<String> labels = Notation.labels(step.request().toString());
        unknown.addAll(labels);
        unknown.addAll(projectNames(step));
        if (deletes(step)) {
          recording.steps().forEach(each -> addPartsOf(labels, each.request()));
        }
      }
    }
  }

  /** Data has to be taken; what is not served yet leaves its queries out. */
  private void load(Step data) {
    Step step = Matrix.threadOf(data).map(thread -> data.at(modelOf(thread))).orElse(data);
    Requests requests = new Requests(recording.name(), notation);
    if (served.of(step, contract).isEmpty()) {
      notLoaded.add(step);
      return;
    }
    Answer answer =
        client.send(step.method(), address(step), requests.body(step), requests.headers(step));
    if (answer.status() >= 300) {
      complaints.add("%s: data was refused: %s".formatted(recording.name(), answer.text()));
    }
  }

  /** The path of a thread's row, which has the id that the thread is shown with. */
  private String modelOf(String thread) {
    String body =
        Json.MAPPER
            .createObjectNode()
            .put("project_id", notation.filled("<project>"))
            .put("thread_id", thread)
            .toString();
    Answer answer = client.post("/v1/private/traces/threads/retrieve", body);
    return "/v1/private/traces/threads/" + answer.json().path("thread_model_id").asString("");
  }

  private Outcome run(Step step) {
    if (served.of(step, contract).isEmpty()
        || dependsOnWhatWasNotSent(step)
        || notLoaded.stream().anyMatch(data -> Matrix.needs(step, data))) {
      return Outcome.NOT_SERVED_YET;
    }
    Requests requests = new Requests(recording.name(), notation);
    if (!requests.canBeMade(step) || (step.isQuery() && Matrix.isByChance(step))) {
      return Outcome.NOT_REPLAYABLE;
    }
    Set<String> wanted = intended.of(recording.name(), step.number());
    Attempt attempt = settled(step, requests, wanted);
    notation.take(attempt.learnt);
    faults(step, attempt.answer);
    if (!attempt.agrees(wanted)) {
      complaints.add(
          "%s step %s, %s %s%n  differs in %s, intended are %s%n  sent     %s%n  recorded %s%n  ours     %s %s"
              .formatted(
                  recording.name(),
                  step.number(),
                  step.method(),
                  step.path(),
                  attempt.differences,
                  wanted,
                  step.request(),
                  step.response(),
                  attempt.answer.status(),
                  attempt.answer.text()));
      return Outcome.DIFFERENT;
    }
    return attempt.differences.isEmpty() ? Outcome.EQUAL : Outcome.INTENDED;
  }

  /** An answer, where it differs, and what its tokens taught. */
  private final class Attempt {
    private final Answer answer;
    private final Notation learnt = notation.copy();
    private final Set<String> differences = new TreeSet<>();

    Attempt(Step step, Requests requests) {
      answer =
          client.send(step.method(), address(step), requests.body(step), requests.headers(step));
      compare(step);
    }

    /** What must differ does, and nothing else but what may. */
    boolean agrees(Set<String> wanted) {
      Set<String> others = new TreeSet<>(differences);
      others.removeAll(intended.everywhere());
      return others.equals(wanted);
    }

    private void compare(Step step) {
      JsonNode recorded = step.response();
      if (answer.status() != recorded.path("status").asInt()) {
        differences.add("status");
        return;
      }
      learnt.learnFurther(
          recorded.path("headers").path("Location").asString(""),
          answer.header("Location"),
          Notation.labels(step.request().toString()));
      headers(recorded);
      if (isFile(recorded)) {
        if (recorded.path("body").path(BYTES).asInt() != answer.bytes().length) {
          differences.add("body");
        }
        return;
      }
      try {
        JsonNode ours =
            switch (recorded.path("framing").asString("")) {
              case "json+CRLF" -> records(answer, differences);
              // One document that is no record: an error.
              case "other" -> Json.MAPPER.createArrayNode().add(answer.json());
              default -> body(answer);
            };
        if (recorded.has("body") != (ours != null)) {
          differences.add("body");
        } else if (ours != null && step.lacksFields()) {
          recorded.get("body").propertyNames().stream()
              .filter(ours::hasNonNull)
              .forEach(name -> differences.add("/" + name));
        } else if (ours != null) {
          if (step.isQuery()) {
            Matrix.cutDown(step, ours);
          }
          JsonNode first = recorded.path("body").path("content").path(0);
          if (first.isString()) {
            boolean byName =
                !first.asString().startsWith("<") && ours.path("content").path(0).has("name");
            keep(byName ? "name" : "id", ours.path("content"));
          }
          JsonNode shown = recorded.get("body");
          Set<String> kept = recording.keptFields(step);
          if (hasNoneOfItsFields(shown)) {
            kept.addAll(shown.propertyNames());
            shown = Json.MAPPER.createObjectNode();
          }
          if (!kept.isEmpty() && ours instanceof ObjectNode object) {
            object.retain(kept);
          }
          Set<String> places =
              recorded.path("types_only").asBoolean(false)
                  ? Comparison.kindDifferences(shown, ours)
                  : Comparison.differences(learnt, shown, ours);
          differences.addAll(step.isQuery() ? Matrix.places(places) : places);
        }
      } catch (JacksonException e) {
        differences.add("not JSON");
      }
    }

    /** An answer that was cut down to fields which it does not have. */
    private static boolean hasNoneOfItsFields(JsonNode body) {
      return body.isObject()
          && !body.isEmpty()
          && body.values().stream().allMatch(JsonNode::isNull);
    }

    private void headers(JsonNode recorded) {
      recorded
          .path("headers")
          .propertyStream()
          .filter(
              header ->
                  !learnt.matches(header.getValue().asString(), answer.header(header.getKey())))
          .forEach(header -> differences.add("header:" + header.getKey()));
      String type = answer.header("Content-Type").replaceFirst(";.*", "");
      if (!type.equals(recorded.path("content_type").asString(""))) {
        differences.add("header:Content-Type");
      }
    }
  }

  /** Reads may depend on work that is done after an answer: they get some time to settle. */
  private Attempt settled(Step step, Requests requests, Set<String> wanted) {
    Attempt first = new Attempt(step, requests);
    boolean reads = step.isRead() || READING.matcher(step.path()).matches();
    if (!reads || first.agrees(wanted) || unsettled == MOST_UNSETTLED) {
      return first;
    }
    AtomicReference<Attempt> last = new AtomicReference<>(first);
    try {
      Awaitility.await()
          .atMost(SETTLING)
          .until(
              () -> {
                last.set(new Attempt(step, requests));
                return last.get().agrees(wanted);
              });
    } catch (ConditionTimeoutException e) {
      unsettled++;
    }
    return last.get();
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

  /** A delete that was not sent would have taken along what belongs to the deleted. */
  private void addPartsOf(Set<String> deleted, JsonNode node) {
    Set<String> own =
        node.propertyStream()
            .map(Map.Entry::getValue)
            .filter(JsonNode::isString)
            .flatMap(value -> Notation.labels(value.asString()).stream())
            .collect(Collectors.toSet());
    if (own.stream().anyMatch(deleted::contains)) {
      unknown.addAll(own);
    }
    node.values().forEach(child -> addPartsOf(deleted, child));
  }

  private static boolean deletes(Step step) {
    return step.method().equals("DELETE") || step.path().endsWith("/delete");
  }

  private static boolean changes(Step step) {
    return !step.method().equals("GET")
        && !READING.matcher(step.path()).matches()
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

  /** Where an answer is outside the contract file. */
  private void faults(Step step, Answer answer) {
    if (answer.bytes().length == 0
        || isFile(step.response())
        || answer.header("Content-Type").contains("octet-stream")) {
      return;
    }
    for (String fault :
        contract.faults(step.method(), step.path(), answer.status(), answer.json())) {
      complaints.add(
          "%s step %s, %s %s: outside the contract: %s"
              .formatted(recording.name(), step.number(), step.method(), step.path(), fault));
    }
  }

  /** Of files only the length was recorded, and of the bytes that went in no more. */
  private static boolean isFile(JsonNode response) {
    return response.path("body").has(BYTES);
  }

  /** Some lists were cut down to the ids or the names in their order. */
  private static void keep(String field, JsonNode content) {
    if (content instanceof ArrayNode entries) {
      List<JsonNode> kept = entries.valueStream().map(entry -> entry.path(field)).toList();
      entries.removeAll().addAll(kept);
    }
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

  private String address(Step step) {
    String path =
        Arrays.stream(notation.filled(step.path()).split("/", -1))
            .map(Replay::encoded)
            .collect(Collectors.joining("/"));
    String query =
        step.query()
            .propertyStream()
            .map(each -> encoded(each.getKey()) + "=" + encoded(text(each.getValue())))
            .collect(Collectors.joining("&"));
    return query.isEmpty() ? path : path + "?" + query;
  }

  private String text(JsonNode value) {
    return value.isString()
        ? notation.filled(value.asString())
        : Requests.filled(value, notation::filled).toString();
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
