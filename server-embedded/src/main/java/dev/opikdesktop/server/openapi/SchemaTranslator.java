package dev.opikdesktop.server.openapi;

import dev.opikdesktop.server.json.Json;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes JSON Schemas of the types of opik-api.json: {@code "string:uuid"} and the like, {@code
 * ["array", type]}, {@code ["map", type]}, names of schemas, and objects that add limits to a
 * {@code type} or list {@code fields} or alternatives. Remembers which named schemas are used.
 */
final class SchemaTranslator {
  private static final String SCHEMAS = "#/components/schemas/";

  /** Limits that both notations call the same. */
  private static final List<String> LIMITS =
      List.of(
          "minLength",
          "maxLength",
          "pattern",
          "minimum",
          "maximum",
          "minItems",
          "maxItems",
          "enum",
          "default");

  private static final Set<String> ACCESS = Set.of("readOnly", "writeOnly");

  private final Map<String, JsonNode> known = new HashMap<>();
  private final Set<String> used = new TreeSet<>();
  private final Deque<String> waiting = new ArrayDeque<>();

  /** Adds named schemas. */
  void know(JsonNode schemas) {
    schemas
        .propertyStream()
        .forEach(
            each -> {
              if (known.putIfAbsent(each.getKey(), each.getValue()) != null) {
                throw new IllegalStateException("Two schemas are called " + each.getKey());
              }
            });
  }

  /** All schemas that were named so far, and those that they name, by name. */
  ObjectNode used() {
    Map<String, ObjectNode> translated = new TreeMap<>();
    while (!waiting.isEmpty()) {
      String name = waiting.remove();
      translated.put(name, schema(known.getOrDefault(name, Json.MAPPER.missingNode())));
    }
    ObjectNode out = Json.MAPPER.createObjectNode();
    translated.forEach(out::set);
    return out;
  }

  /** A type's schema; that of nothing takes anything. */
  ObjectNode schema(JsonNode type) {
    ObjectNode out = Json.MAPPER.createObjectNode();
    if (type.isString()) {
      named(out, type.asString());
    } else if (type.isArray()) {
      boolean array = type.get(0).asString().equals("array");
      out.put("type", array ? "array" : "object");
      out.set(array ? "items" : "additionalProperties", schema(type.get(1)));
    } else if (type.has("fields")) {
      fields(out, type);
    } else if (type.has("type")) {
      limited(out, type);
    }
    for (String choice : List.of("anyOf", "allOf", "oneOf")) {
      if (type.has(choice)) {
        ArrayNode parts = out.putArray(choice);
        type.get(choice).forEach(part -> parts.add(schema(part)));
      }
    }
    return out;
  }

  private void named(ObjectNode out, String name) {
    if (known.containsKey(name)) {
      out.put("$ref", SCHEMAS + use(name));
    } else if (!name.equals("any")) {
      String[] parts = name.split(":", 2);
      out.put("type", parts[0]);
      if (parts.length == 2) {
        out.put("format", parts[1]);
      }
    }
  }

  private String use(String name) {
    if (used.add(name)) {
      waiting.add(name);
    }
    return name;
  }

  private void limited(ObjectNode out, JsonNode type) {
    out.setAll(schema(type.get("type")));
    LIMITS.stream().filter(type::has).forEach(limit -> out.set(limit, type.get(limit)));
    String access = type.path("access").asString("");
    if (ACCESS.contains(access)) {
      out.put(access, true);
    }
  }

  private void fields(ObjectNode out, JsonNode type) {
    out.put("type", "object");
    ArrayNode required = out.arrayNode();
    ObjectNode properties = out.putObject("properties");
    type.get("fields")
        .propertyStream()
        .forEach(
            field -> {
              String name = onTheWire(field.getKey());
              properties.set(name, schema(field.getValue()));
              if (field.getValue().path("required").asBoolean(false)) {
                required.add(name);
              }
            });
    if (!required.isEmpty()) {
      out.set("required", required);
    }
    JsonNode discriminator = type.path("discriminator");
    if (!discriminator.isMissingNode()) {
      ObjectNode choice = out.putObject("discriminator");
      choice.put("propertyName", onTheWire(discriminator.get("property").asString()));
      ObjectNode mapping = choice.putObject("mapping");
      discriminator
          .path("mapping")
          .propertyStream()
          .forEach(each -> mapping.put(each.getKey(), SCHEMAS + use(each.getValue().asString())));
    }
  }

  /** Snake case by the mechanical rule: an underscore before each capital after a small letter. */
  private static String onTheWire(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }
}
