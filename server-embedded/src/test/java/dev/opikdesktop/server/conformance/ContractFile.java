package dev.opikdesktop.server.conformance;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * openapi/opik-api.json: operations and the shapes of their answers. Its types are {@code
 * "string:uuid"} and the like, {@code ["array", type]}, {@code ["map", type]}, names of schemas,
 * and objects that add limits to a {@code type} or list {@code fields} or alternatives.
 */
final class ContractFile {
  private static final Pattern PARAMETER = Pattern.compile("\\{[^}]+}");
  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final List<Operation> operations = new ArrayList<>();
  private final JsonNode schemas;
  private final Map<String, Set<String>> newerFields = new HashMap<>();

  /** One operation of the contract. */
  record Operation(String method, String path, JsonNode responses) {
    boolean fits(String otherMethod, String otherPath) {
      String pattern = "\\Q" + PARAMETER.matcher(path).replaceAll("\\\\E[^/]+\\\\Q") + "\\E/?";
      return method.equals(otherMethod) && otherPath.matches(pattern);
    }

    private int parameters() {
      return (int) PARAMETER.matcher(path).results().count();
    }
  }

  private ContractFile(JsonNode file) {
    schemas = file.get("schemas");
    for (JsonNode each : file.get("operations")) {
      operations.add(
          new Operation(
              each.get("method").asString(), each.get("path").asString(), each.get("responses")));
    }
  }

  static ContractFile read() {
    ContractFile file =
        new ContractFile(Recording.json("/dev/opikdesktop/server/openapi/opik-api.json"));
    Recording.textLines("/contract/newer-fields.tsv").stream()
        .filter(line -> !line.startsWith("#") && !line.startsWith("schema\t"))
        .map(line -> line.split("\t"))
        .forEach(
            cells ->
                file.newerFields.computeIfAbsent(cells[0], any -> new HashSet<>()).add(cells[1]));
    return file;
  }

  List<Operation> operations() {
    return operations;
  }

  /** The path of the contract that a request's path stands for; fixed words before parameters. */
  Optional<String> path(String method, String path) {
    return operation(method, path).map(Operation::path);
  }

  private Optional<Operation> operation(String method, String path) {
    return operations.stream()
        .filter(each -> each.fits(method, path))
        .min(Comparator.comparingInt(Operation::parameters));
  }

  /**
   * Where an answer's body is not of the declared shape; nothing for answers whose shape the
   * contract does not give, and for errors only that they have one of the two shapes there are.
   */
  List<String> faults(String method, String path, int status, JsonNode body) {
    List<String> faults = new ArrayList<>();
    if (status >= 400) {
      boolean coded = body.path("code").isInt() && body.path("message").isString();
      boolean errors = body.path("errors").isArray();
      if (!coded && !errors) {
        faults.add("neither {code, message} nor {errors}: " + body);
      }
      return faults;
    }
    JsonNode type =
        operation(method, path)
            .map(each -> each.responses.path(String.valueOf(status)))
            .map(response -> response.path("content").path("application/json"))
            .orElseThrow(() -> new AssertionError("Not in the contract: " + method + " " + path));
    if (!type.isMissingNode()) {
      check("", type, body, faults);
    }
    return faults;
  }

  private void check(String at, JsonNode type, JsonNode value, List<String> faults) {
    if (type.isString()) {
      named(at, type.asString(), value, faults);
    } else if (type.isArray()) {
      composed(at, type, value, faults);
    } else if (type.has("fields")) {
      object(at, type, value, faults, Set.of());
    } else if (type.has("anyOf") || type.has("allOf")) {
      // Free JSON, or a choice by a discriminator: what it may hold stands in its parts.
      if (type.has("allOf")) {
        type.get("allOf").forEach(part -> check(at, part, value, faults));
      }
    } else {
      check(at, type.get("type"), value, faults);
      limits(at, type, value, faults);
    }
  }

  private void named(String at, String type, JsonNode value, List<String> faults) {
    if (schemas.has(type)) {
      JsonNode schema = schemas.get(type);
      if (schema.has("fields")) {
        object(at, schema, value, faults, newerFields.getOrDefault(type, Set.of()));
      } else {
        check(at, schema, value, faults);
      }
      return;
    }
    Predicate<JsonNode> right =
        switch (type) {
          case "any" -> any -> true;
          case "string", "string:email", "string:date" -> JsonNode::isString;
          case "string:uuid" ->
              each -> each.isString() && UUID_TEXT.matcher(each.asString()).matches();
          case "string:date-time" -> each -> each.isString() && isTime(each.asString());
          case "boolean" -> JsonNode::isBoolean;
          case "integer:int32" -> each -> each.isIntegralNumber() && each.canConvertToInt();
          case "integer:int64" -> each -> each.isIntegralNumber() && each.canConvertToLong();
          case "number", "number:double", "number:float" -> JsonNode::isNumber;
          default -> throw new AssertionError("Unknown type in the contract file: " + type);
        };
    if (!right.test(value)) {
      faults.add(at + " is no " + type + ": " + value);
    }
  }

  private void composed(String at, JsonNode type, JsonNode value, List<String> faults) {
    boolean array = type.get(0).asString().equals("array");
    if (array ? !value.isArray() : !value.isObject()) {
      faults.add(at + " is no " + type + ": " + value);
    } else if (array) {
      for (int i = 0; i < value.size(); i++) {
        check(at + "/" + i, type.get(1), value.get(i), faults);
      }
    } else {
      value
          .propertyStream()
          .forEach(each -> check(at + "/" + each.getKey(), type.get(1), each.getValue(), faults));
    }
  }

  private void object(
      String at, JsonNode type, JsonNode value, List<String> faults, Set<String> newer) {
    if (!value.isObject()) {
      faults.add(at + " is no object: " + value);
      return;
    }
    Set<String> known = new HashSet<>(newer);
    type.get("fields")
        .propertyStream()
        .forEach(
            field -> {
              String name = onTheWire(field.getKey());
              known.add(name);
              if (value.has(name)) {
                check(at + "/" + name, field.getValue(), value.get(name), faults);
              } else if (field.getValue().path("required").asBoolean(false)) {
                faults.add(at + "/" + name + " is missing");
              }
            });
    if (!type.has("discriminator")) {
      value.propertyNames().stream()
          .filter(name -> !known.contains(name))
          .forEach(name -> faults.add(at + "/" + name + " is not declared"));
    }
  }

  /** The limits of texts are for requests: what clients sent comes back as it is. */
  private static void limits(String at, JsonNode type, JsonNode value, List<String> faults) {
    boolean listed =
        !type.has("enum") || type.get("enum").valueStream().anyMatch(word -> word.equals(value));
    if (!listed) {
      faults.add(at + " is none of " + type.get("enum") + ": " + value);
    }
    if (value.isNumber()
        && type.has("minimum")
        && value.decimalValue().compareTo(type.get("minimum").decimalValue()) < 0) {
      faults.add(at + " is below " + type.get("minimum") + ": " + value);
    }
  }

  /** Snake case by the mechanical rule: an underscore before each capital after a small letter. */
  private static String onTheWire(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }

  private static boolean isTime(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant().isAfter(Instant.MIN);
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
