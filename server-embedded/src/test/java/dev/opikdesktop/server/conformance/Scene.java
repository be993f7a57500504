package dev.opikdesktop.server.conformance;

import dev.opikdesktop.server.conformance.ValidRequests.Request;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.http.LocalClient.Answer;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import dev.opikdesktop.server.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/**
 * The things that one request needs to be there, made over HTTP when a label first names them, in a
 * project of their own.
 */
final class Scene {
  private static final Pattern LABEL = Pattern.compile("<([a-z][a-z ]*)>");
  private static final Duration SETTLING = Duration.ofSeconds(10);

  private final ValidRequests requests;
  private final LocalClient client;
  private final String name = "contract-" + UUID.randomUUID();
  private final Map<String, String> made = new HashMap<>();

  Scene(ValidRequests requests, LocalClient client) {
    this.requests = requests;
    this.client = client;
  }

  /** The text with what its labels stand for, which is made if need be. */
  String filled(String text) {
    Matcher labels = LABEL.matcher(text);
    return labels.replaceAll(label -> Matcher.quoteReplacement(value(label.group(1))));
  }

  private String value(String label) {
    return switch (label) {
      case "new" -> TimeOrderedIds.next().toString();
      case "random" -> UUID.randomUUID().toString();
      case "word" -> "w" + UUID.randomUUID();
      case "time" -> Instant.now().toString();
      case "name" -> name;
      default -> {
        if (!made.containsKey(label)) {
          made.put(label, make(label));
        }
        yield made.get(label);
      }
    };
  }

  private String make(String label) {
    JsonNode line =
        requests
            .label(label)
            .orElseThrow(() -> new AssertionError("valid-requests.jsonl has no label " + label));
    JsonNode asked = line.path("request");
    if (asked.isString()) {
      String[] words = asked.asString().split(" ", 2);
      Request request =
          new Request(words[0], words[1], new LinkedHashMap<>(), line.path("body"))
              .filled(this::filled);
      String from = line.path("from").asString("");
      return Awaitility.await("set-up of " + label)
          .atMost(SETTLING)
          .pollInterval(Duration.ofMillis(20))
          .until(() -> taken(send(request), from, line), each -> !each.isEmpty());
    }
    return filled(line.get("value").asString());
  }

  /** What the answer says, or the line; nothing for an answer that does not hold it yet. */
  private String taken(Answer answer, String from, JsonNode line) {
    if (answer.status() >= 300) {
      return "";
    }
    if (line.has("value")) {
      return filled(line.get("value").asString());
    }
    if (from.equals("Location")) {
      String location = answer.header("Location");
      return location.substring(location.lastIndexOf('/') + 1);
    }
    return answer.json().at(from).asString("");
  }

  /** Sends a request without labels. */
  Answer send(Request request, String... headers) {
    return sendBody(
        request, request.body().isMissingNode() ? "" : request.body().toString(), headers);
  }

  /** Sends a request without labels with another body. */
  Answer sendBody(Request request, String body, String... headers) {
    return client.send(
        request.method(),
        address(request),
        body.getBytes(StandardCharsets.UTF_8),
        Stream.concat(Stream.of("Content-Type", "application/json"), Stream.of(headers))
            .toArray(String[]::new));
  }

  private static String address(Request request) {
    String query =
        request.query().entrySet().stream()
            .map(each -> each.getKey() + "=" + encoded(each.getValue()))
            .collect(Collectors.joining("&"));
    return query.isEmpty() ? request.path() : request.path() + "?" + query;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** The body as JSON; of a stream the array of its records. Null without a body. */
  static JsonNode body(Answer answer, boolean stream) {
    if (answer.bytes().length == 0) {
      return stream ? Json.MAPPER.createArrayNode() : Json.MAPPER.nullNode();
    }
    if (!stream) {
      return answer.json();
    }
    var records = Json.MAPPER.createArrayNode();
    for (String record : answer.text().split("\r\n")) {
      records.add(Json.MAPPER.readTree(record));
    }
    return records;
  }
}
