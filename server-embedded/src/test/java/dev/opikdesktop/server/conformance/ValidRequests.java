package dev.opikdesktop.server.conformance;

import dev.opikdesktop.server.conformance.ContractFile.Operation;
import dev.opikdesktop.server.json.Json;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a valid request says that the contract file cannot know: conformance/valid-requests.jsonl.
 * Its lines are of four kinds:
 *
 * <ul>
 *   <li>{@code label}: what {@code <label>} stands for; a request makes it, and {@code from} its
 *       answer ("Location", or a JSON pointer) comes the value, or {@code value} says it
 *   <li>{@code field}: what the fields of this name hold in bodies
 *   <li>{@code parameter}: what the query parameters of this name hold
 *   <li>{@code operation}: what is special about one: {@code path}, {@code query}, fields of the
 *       {@code body} (by name or JSON pointer; null takes one away), fields that it {@code needs}
 *       though their types do not say so, {@code status}, the {@code answer_fields} of a body that
 *       the contract does not give, the status when the thing in the path is {@code absent}, and
 *       {@code odd}: broken requests that get another status than all others, and {@code why}
 * </ul>
 *
 * <p>Tokens that need no line: {@code <new>}, {@code <random>} (fresh ids of version 7 and 4),
 * {@code <time>}, {@code <word>} (never the same), {@code <name>} (the same in all that belongs
 * together).
 */
final class ValidRequests {
  private static final JsonNode NOTHING = Json.MAPPER.createObjectNode();

  private final List<JsonNode> lines = Recording.lines("/conformance/valid-requests.jsonl");
  private final Map<String, JsonNode> fields = values("field");
  private final Map<String, JsonNode> parameters = values("parameter");
  private final ContractSchemas schemas;

  ValidRequests(ContractSchemas schemas) {
    this.schemas = schemas;
  }

  /**
   * A request whose texts may hold labels.
   *
   * @param body missing where there is none
   */
  record Request(String method, String path, Map<String, String> query, JsonNode body) {
    /** Without its labels. */
    Request filled(UnaryOperator<String> fill) {
      Map<String, String> values = new LinkedHashMap<>();
      query.forEach((name, value) -> values.put(name, fill.apply(value)));
      return new Request(method, fill.apply(path), values, Requests.filled(body, fill));
    }

    Request withPath(String other) {
      return new Request(method, other, query, body);
    }

    Request withQuery(String name, String value) {
      Map<String, String> values = new LinkedHashMap<>(query);
      values.put(name, value);
      return new Request(method, path, values, body);
    }

    Request withoutQuery(String name) {
      Map<String, String> values = new LinkedHashMap<>(query);
      values.remove(name);
      return new Request(method, path, values, body);
    }
  }

  /** All that is special about an operation; an empty object for most. */
  JsonNode special(Operation operation) {
    return lines.stream()
        .filter(line -> line.path("operation").asString("").equals(operation.name()))
        .findFirst()
        .orElse(NOTHING);
  }

  /** The names of operations that have a line. */
  List<String> operations() {
    return lines.stream()
        .filter(line -> line.has("operation"))
        .map(line -> line.get("operation").asString())
        .toList();
  }

  /** The line that says what a label stands for. */
  Optional<JsonNode> label(String label) {
    return lines.stream().filter(line -> line.path("label").asString("").equals(label)).findFirst();
  }

  /**
   * Requests that have to be answered well: with all parameters and fields, then with those only
   * that have to be there; more of them where a body has alternatives.
   *
   * @param notYet query parameters that the server does not understand yet
   */
  List<Request> of(Operation operation, Set<String> notYet) {
    JsonNode special = special(operation);
    String path = path(operation, special);
    Map<String, String> all = query(operation, special, true);
    all.keySet().removeAll(notYet);
    Map<String, String> few = query(operation, special, false);
    if (operation.request().isMissingNode()) {
      return List.of(
          new Request(operation.method(), path, all, Json.MAPPER.missingNode()),
          new Request(operation.method(), path, few, Json.MAPPER.missingNode()));
    }
    return new Examples(schemas, fields, needed(special))
        .bodies(operation.request()).stream()
            .map(body -> new Request(operation.method(), path, all, changed(body, special)))
            .toList();
  }

  private static Set<String> needed(JsonNode special) {
    return special.path("needs").valueStream().map(JsonNode::asString).collect(Collectors.toSet());
  }

  private static String path(Operation operation, JsonNode special) {
    String path = operation.path();
    for (String name : operation.pathParameters().propertyNames()) {
      path = path.replace("{" + name + "}", special.path("path").path(name).asString("<new>"));
    }
    return path;
  }

  private Map<String, String> query(Operation operation, JsonNode special, boolean all) {
    Map<String, String> query = new LinkedHashMap<>();
    operation
        .queryParameters()
        .propertyStream()
        .forEach(
            parameter -> {
              JsonNode given = special.path("query").path(parameter.getKey());
              if (!given.isMissingNode()) {
                query.put(parameter.getKey(), text(given));
              } else if (all || parameter.getValue().path("required").asBoolean(false)) {
                query.put(parameter.getKey(), example(parameter.getKey(), parameter.getValue()));
              }
            });
    query.values().removeIf(String::isEmpty);
    return query;
  }

  private String example(String name, JsonNode type) {
    JsonNode byName = parameters.get(name);
    return text(
        byName == null
            ? new Examples(schemas, Map.of(), Set.of()).bodies(type).getFirst()
            : byName);
  }

  private static JsonNode changed(JsonNode body, JsonNode special) {
    if (!(body instanceof ObjectNode object)) {
      return body;
    }
    ObjectNode copy = object.deepCopy();
    special
        .path("body")
        .propertyStream()
        .forEach(
            each -> {
              int last = each.getKey().lastIndexOf('/');
              ObjectNode place =
                  last < 0 ? copy : (ObjectNode) copy.at(each.getKey().substring(0, last));
              String name = each.getKey().substring(last + 1);
              if (each.getValue().isNull()) {
                place.remove(name);
              } else {
                place.set(name, each.getValue());
              }
            });
    return copy;
  }

  private Map<String, JsonNode> values(String kind) {
    return lines.stream()
        .filter(line -> line.has(kind))
        .collect(
            Collectors.toMap(
                line -> line.get(kind).asString(),
                line -> line.get("value"),
                (one, other) -> other,
                HashMap::new));
  }

  private static String text(JsonNode value) {
    return value.isString() ? value.asString() : value.toString();
  }
}
