package dev.opikdesktop.server.conformance;

import dev.opikdesktop.server.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** All the ways in which a valid body can be broken by what its type says (Opik contract 1.5). */
final class Breakages {
  private static final String UNREADABLE = "{\"unreadable\": [";

  private final ContractSchemas schemas;
  private final JsonNode valid;
  private final List<Broken> found = new ArrayList<>();

  /**
   * A request that has to be refused.
   *
   * @param what is wrong: "name missing", "traces/tags too long"
   * @param status of the answer
   * @param body as text
   */
  record Broken(String what, int status, String body) {}

  private Breakages(ContractSchemas schemas, JsonNode valid) {
    this.schemas = schemas;
    this.valid = valid;
  }

  /** Bodies that differ from a valid one in one place each. */
  static List<Broken> of(ContractSchemas schemas, JsonNode type, JsonNode valid) {
    Breakages breakages = new Breakages(schemas, valid);
    breakages.found.add(new Broken("body unreadable", 400, UNREADABLE));
    breakages.found.add(new Broken("body of wrong type", 400, "[]"));
    breakages.walk("", "", type);
    return breakages.found;
  }

  /**
   * @param at JSON pointer to the value
   * @param name the same for people, without positions
   */
  private void walk(String at, String name, JsonNode type) {
    JsonNode value = valid.at(at);
    if (type.isString()) {
      JsonNode schema = schemas.named(type.asString());
      if (ContractSchemas.isFree(type.asString()) || type.asString().equals("any")) {
        return;
      }
      if (schema.isMissingNode()) {
        plain(at, name, type.asString());
      } else {
        walk(at, name, schema);
      }
    } else if (type.isArray()) {
      wrongType(at, name, "\"no list, no map\"");
      boolean array = type.get(0).asString().equals("array");
      if (!value.isEmpty()) {
        walk(at + (array ? "/0" : "/key"), name, type.get(1));
      }
    } else if (type.has("fields")) {
      if (!at.isEmpty()) {
        wrongType(at, name, "\"no object\"");
      }
      fields(at, name, type);
    } else if (type.has("allOf")) {
      type.get("allOf").forEach(part -> walk(at, name, part));
    } else if (!type.has("anyOf")) {
      limits(at, name, type);
      walk(at, name, type.get("type"));
    }
  }

  private void fields(String at, String name, JsonNode type) {
    type.get("fields")
        .propertyStream()
        .filter(field -> !field.getValue().path("access").asString("").equals("readOnly"))
        .filter(field -> valid.at(at).has(ContractSchemas.onTheWire(field.getKey())))
        .forEach(
            field -> {
              String word = ContractSchemas.onTheWire(field.getKey());
              String path = name.isEmpty() ? word : name + "/" + word;
              if (field.getValue().path("required").asBoolean(false)) {
                add(path + " missing", 422, without(at, word));
                add(path + " null", 422, with(at + "/" + word, Json.MAPPER.readTree("null")));
              }
              walk(at + "/" + word, path, field.getValue());
            });
  }

  private void plain(String at, String name, String type) {
    boolean formatted = type.equals("string:uuid") || type.equals("string:date-time");
    wrongType(at, name, formatted ? "\"x\"" : "{}");
    if (type.equals("string:uuid") && (name.equals("id") || name.endsWith("/id"))) {
      add(name + " of version 4", 400, with(at, text(UUID.randomUUID().toString())));
    }
  }

  private void limits(String at, String name, JsonNode type) {
    JsonNode value = valid.at(at);
    if (type.has("enum")) {
      add(name + " unknown", 400, with(at, text("no such word")));
    }
    if (type.path("minLength").asInt(0) > 0) {
      add(name + " empty", 422, with(at, text("")));
    }
    if (type.has("pattern")) {
      add(name + " blank", 422, with(at, text(" ")));
    }
    if (type.has("maxLength")) {
      add(name + " too long", 422, with(at, text("x".repeat(type.get("maxLength").asInt() + 1))));
    }
    if (type.path("minItems").asInt(0) > 0) {
      add(name + " empty", 422, with(at, Json.MAPPER.createArrayNode()));
    }
    if (type.has("maxItems") && value.isArray() && !value.isEmpty()) {
      ArrayNode many = Json.MAPPER.createArrayNode();
      for (int i = 0; i <= type.get("maxItems").asInt(); i++) {
        many.add(another(value.get(0), i));
      }
      add(name + " too many", 422, with(at, many));
    }
    if (type.has("minimum")) {
      add(name + " too small", 422, with(at, number(type.get("minimum"), -1)));
    }
    if (type.has("maximum")) {
      add(name + " too great", 422, with(at, number(type.get("maximum"), 1)));
    }
  }

  /** Lists of texts may count equal ones as one. */
  private static JsonNode another(JsonNode element, int number) {
    if (!element.isString()) {
      return element;
    }
    return text(element.asString().startsWith("<") ? "<new>" : element.asString() + number);
  }

  private void wrongType(String at, String name, String json) {
    if (at.isEmpty()) {
      return;
    }
    add(name + " of wrong type", 400, with(at, Json.MAPPER.readTree(json)));
  }

  private void add(String what, int status, JsonNode body) {
    found.add(new Broken(what, status, body.toString()));
  }

  private ObjectNode without(String at, String field) {
    ObjectNode copy = (ObjectNode) valid.deepCopy();
    ((ObjectNode) copy.at(at)).remove(Set.of(field));
    return copy;
  }

  private JsonNode with(String at, JsonNode value) {
    JsonNode copy = valid.deepCopy();
    int last = at.lastIndexOf('/');
    String key = at.substring(last + 1);
    switch (copy.at(at.substring(0, last))) {
      case ArrayNode array -> array.set(Integer.parseInt(key), value);
      case ObjectNode object -> object.set(key, value);
      default -> throw new AssertionError(at);
    }
    return copy;
  }

  private static JsonNode text(String text) {
    return Json.MAPPER.getNodeFactory().stringNode(text);
  }

  private static JsonNode number(JsonNode limit, int more) {
    return Json.MAPPER
        .getNodeFactory()
        .numberNode(limit.decimalValue().add(BigDecimal.valueOf(more)));
  }
}
