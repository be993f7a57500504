package dev.opikdesktop.server.conformance;

import dev.opikdesktop.server.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes values of the types of openapi/opik-api.json. */
final class Examples {
  private final ContractSchemas schemas;
  private final Map<String, JsonNode> byName;
  private final Set<String> needed;

  /**
   * @param byName what a field of this name holds, where its type alone does not know
   * @param needed fields that have to be there, though their types do not say so
   */
  Examples(ContractSchemas schemas, Map<String, JsonNode> byName, Set<String> needed) {
    this.schemas = schemas;
    this.byName = byName;
    this.needed = needed;
  }

  /**
   * Bodies of a type: for each alternative of a discriminator one with all fields that a request
   * may have, and one with those only that it must have.
   */
  List<JsonNode> bodies(JsonNode type) {
    return Stream.of(true, false)
        .flatMap(
            all -> alternatives(type).stream().map(each -> value("", new Ask(each, all), Map.of())))
        .distinct()
        .toList();
  }

  private record Ask(JsonNode type, boolean allFields) {
    Ask of(JsonNode other) {
      return new Ask(other, allFields);
    }
  }

  private List<JsonNode> alternatives(JsonNode type) {
    JsonNode schema = type.isString() ? schemas.named(type.asString()) : type;
    return schema.has("discriminator")
        ? schema.get("discriminator").get("mapping").valueStream().toList()
        : List.of(type);
  }

  /**
   * @param chosen what discriminators say
   */
  private JsonNode value(String field, Ask ask, Map<String, String> chosen) {
    JsonNode type = ask.type;
    if (!field.isEmpty() && byName.containsKey(field)) {
      return byName.get(field);
    }
    if (type.isString()) {
      JsonNode schema = schemas.named(type.asString());
      return schema.isMissingNode() || ContractSchemas.isFree(type.asString())
          ? plain(field, type.asString())
          : value(field, ask.of(schema), chosen(type.asString(), chosen));
    }
    if (type.isArray()) {
      JsonNode element = value("", ask.of(type.get(1)), chosen);
      return type.get(0).asString().equals("array")
          ? Json.MAPPER.createArrayNode().add(element)
          : Json.MAPPER.createObjectNode().set("key", element);
    }
    if (type.has("fields")) {
      return object(ask, chosen);
    }
    if (type.has("allOf")) {
      ObjectNode all = Json.MAPPER.createObjectNode();
      type.get("allOf").forEach(part -> all.setAll((ObjectNode) value("", ask.of(part), chosen)));
      return all;
    }
    if (type.has("anyOf")) {
      return value(field, ask.of(type.get("anyOf").get(0)), chosen);
    }
    JsonNode words = type.path("enum");
    if (!words.isEmpty()) {
      return words.get(0);
    }
    return value(field, ask.of(type.get("type")), chosen);
  }

  /** A schema that is one alternative of a base says which by the base's discriminator. */
  private Map<String, String> chosen(String name, Map<String, String> chosen) {
    JsonNode base = schemas.named(name).path("allOf").path(0);
    JsonNode discriminator = schemas.named(base.asString("")).path("discriminator");
    return discriminator
        .path("mapping")
        .propertyStream()
        .filter(each -> each.getValue().asString().equals(name))
        .findFirst()
        .map(each -> Map.of(discriminator.get("property").asString(), each.getKey()))
        .orElse(chosen);
  }

  private ObjectNode object(Ask ask, Map<String, String> chosen) {
    ObjectNode object = Json.MAPPER.createObjectNode();
    ask.type
        .get("fields")
        .propertyStream()
        .filter(field -> !field.getValue().path("access").asString("").equals("readOnly"))
        .filter(
            field ->
                ask.allFields
                    || needed.contains(field.getKey())
                    || field.getValue().path("required").asBoolean(false))
        .forEach(
            field -> {
              String name = ContractSchemas.onTheWire(field.getKey());
              if (chosen.containsKey(field.getKey())) {
                object.put(name, chosen.get(field.getKey()));
              } else {
                object.set(name, value(name, ask.of(field.getValue()), chosen));
              }
            });
    return object;
  }

  private static JsonNode plain(String field, String type) {
    var nodes = Json.MAPPER.getNodeFactory();
    if (ContractSchemas.isFree(type)) {
      return Json.MAPPER.createObjectNode().put("text", field);
    }
    return switch (type) {
      case "any" -> nodes.stringNode("anything");
      case "string", "string:email", "string:date" ->
          nodes.stringNode(field.isEmpty() ? "word" : "a " + field.replace('_', ' '));
      case "string:uuid" -> nodes.stringNode("<new>");
      case "string:date-time" -> nodes.stringNode("<time>");
      case "boolean" -> nodes.booleanNode(true);
      case "integer:int32", "integer:int64" -> nodes.numberNode(1);
      case "number", "number:double", "number:float" -> nodes.numberNode(0.5);
      default -> throw new AssertionError("Unknown type in the contract file: " + type);
    };
  }
}
