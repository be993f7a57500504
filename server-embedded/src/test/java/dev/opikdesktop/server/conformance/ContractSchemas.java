package dev.opikdesktop.server.conformance;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.opikdesktop.server.json.Json;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The types of openapi/opik-api.json as JSON Schemas. Its types are {@code "string:uuid"} and the
 * like, {@code ["array", type]}, {@code ["map", type]}, names of schemas, and objects that add
 * limits to a {@code type} or list {@code fields}, parts ({@code allOf}) or alternatives.
 *
 * <p>Answers and requests have schemas of their own. In answers every field has to be declared, and
 * texts have no limits: what clients sent comes back as it is. In requests anything may be added.
 */
final class ContractSchemas {
  private static final String ANSWERS = "https://opik-desktop.invalid/answers";
  private static final String REQUESTS = "https://opik-desktop.invalid/requests";

  /** Begins of names of any JSON at all, though the file says otherwise (Opik contract 1.4). */
  private static final List<String> FREE = List.of("JsonListString", "JsonNode");

  private final JsonNode schemas;
  private final Map<String, Set<String>> newerFields = fields("/contract/newer-fields.tsv");
  private final Map<String, Set<String>> nullFields = fields("/contract/null-fields.tsv");
  private final SchemaRegistry registry;
  private final Map<String, Schema> compiled = new ConcurrentHashMap<>();

  ContractSchemas(JsonNode schemas) {
    this.schemas = schemas;
    this.registry =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder ->
                builder.schemas(
                    Map.of(
                        ANSWERS, definitions(true).toString(),
                        REQUESTS, definitions(false).toString())));
  }

  /** One line for each place where an answer's body is not of a type. */
  List<String> faultsOfAnswer(JsonNode type, JsonNode body) {
    return faults(type, body, true);
  }

  /** One line for each place where a request's body is not of a type. */
  List<String> faultsOfRequest(JsonNode type, JsonNode body) {
    return faults(type, body, false);
  }

  /** A schema by its name; missing for what is none, such as "string". */
  JsonNode named(String name) {
    return schemas.path(name);
  }

  static boolean isFree(String name) {
    return FREE.stream().anyMatch(name::startsWith);
  }

  /** Snake case by the mechanical rule: an underscore before each capital after a small letter. */
  static String onTheWire(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }

  private List<String> faults(JsonNode type, JsonNode body, boolean answer) {
    Schema schema =
        compiled.computeIfAbsent(
            (answer ? ANSWERS : REQUESTS) + type,
            any ->
                registry.getSchema(
                    absolute(new Translation(answer).of(type), answer ? ANSWERS : REQUESTS)));
    return schema
        .validate(
            body,
            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
        .stream()
        .map(error -> error.getInstanceLocation() + " " + error.getMessage())
        .distinct()
        .toList();
  }

  /** References are to the definitions of the one document that holds all of them. */
  private static JsonNode absolute(JsonNode schema, String document) {
    return Json.MAPPER.readTree(
        schema.toString().replace("\"$ref\":\"#", "\"$ref\":\"" + document + "#"));
  }

  private ObjectNode definitions(boolean answer) {
    Translation translation = new Translation(answer);
    ObjectNode document = Json.MAPPER.createObjectNode();
    ObjectNode definitions = document.putObject("$defs");
    schemas
        .propertyStream()
        .forEach(
            each -> {
              definitions.set(each.getKey(), translation.definition(each.getKey()));
              definitions.set(open(each.getKey()), translation.openDefinition(each.getKey()));
            });
    return document;
  }

  private static String open(String name) {
    return name + ".open";
  }

  /** Schema names and the fields that a table gives them. */
  private static Map<String, Set<String>> fields(String resource) {
    Map<String, Set<String>> fields = new HashMap<>();
    Recording.textLines(resource).stream()
        .filter(line -> !line.startsWith("#") && !line.startsWith("schema\t"))
        .map(line -> line.split("\t"))
        .forEach(cells -> fields.computeIfAbsent(cells[0], any -> new HashSet<>()).add(cells[1]));
    return fields;
  }

  /** Translates for answers, or for requests. */
  private final class Translation {
    private final boolean answer;

    Translation(boolean answer) {
      this.answer = answer;
    }

    /** A schema that stands for itself: with its alternatives, and closed in answers. */
    JsonNode definition(String name) {
      JsonNode schema = schemas.get(name);
      if (isFree(name)) {
        return Json.MAPPER.createObjectNode();
      }
      if (!schema.has("discriminator")) {
        return schema.has("fields") || schema.has("allOf")
            ? closed(openDefinition(name))
            : of(schema);
      }
      ObjectNode choice = Json.MAPPER.createObjectNode();
      ArrayNode choices = choice.putArray("allOf");
      JsonNode discriminator = schema.get("discriminator");
      String property = onTheWire(discriminator.get("property").asString());
      discriminator
          .get("mapping")
          .propertyStream()
          .forEach(
              each -> {
                ObjectNode one = choices.addObject();
                ObjectNode asked = one.putObject("if");
                asked.putObject("properties").putObject(property).put("const", each.getKey());
                asked.putArray("required").add(property);
                one.set("then", reference(each.getValue().asString()));
              });
      choices.add(reference(open(name)));
      return choice;
    }

    /** A schema as a part of another one: undeclared fields may stand beside it. */
    JsonNode openDefinition(String name) {
      JsonNode schema = schemas.get(name);
      return schema.has("fields") ? object(schema, name) : of(schema);
    }

    JsonNode of(JsonNode type) {
      if (type.isString()) {
        return schemas.has(type.asString()) ? reference(type.asString()) : plain(type.asString());
      }
      if (type.isArray()) {
        ObjectNode schema = Json.MAPPER.createObjectNode();
        boolean array = type.get(0).asString().equals("array");
        schema.put("type", array ? "array" : "object");
        schema.set(array ? "items" : "additionalProperties", of(type.get(1)));
        return schema;
      }
      if (type.has("fields")) {
        return object(type, "");
      }
      for (String kind : List.of("anyOf", "allOf")) {
        if (type.has(kind)) {
          ObjectNode schema = Json.MAPPER.createObjectNode();
          ArrayNode parts = schema.putArray(kind);
          type.get(kind).forEach(part -> parts.add(kind.equals("allOf") ? part(part) : of(part)));
          return schema;
        }
      }
      ObjectNode schema = Json.MAPPER.createObjectNode();
      schema.putArray("allOf").add(of(type.get("type")));
      type.propertyStream()
          .filter(each -> limits(each.getKey()))
          .forEach(each -> schema.set(each.getKey(), each.getValue()));
      return schema;
    }

    private boolean limits(String keyword) {
      return answer
          ? Set.of("enum", "minimum").contains(keyword)
          : Set.of(
                  "enum",
                  "minimum",
                  "maximum",
                  "minLength",
                  "maxLength",
                  "pattern",
                  "minItems",
                  "maxItems")
              .contains(keyword);
    }

    private JsonNode part(JsonNode type) {
      return type.isString() && schemas.has(type.asString())
          ? reference(open(type.asString()))
          : of(type);
    }

    private ObjectNode object(JsonNode type, String name) {
      ObjectNode schema = Json.MAPPER.createObjectNode();
      schema.put("type", "object");
      ObjectNode properties = schema.putObject("properties");
      ArrayNode required = Json.MAPPER.createArrayNode();
      type.get("fields")
          .propertyStream()
          .forEach(
              field -> {
                String word = onTheWire(field.getKey());
                properties.set(word, orNull(name, word, of(field.getValue())));
                boolean readOnly = field.getValue().path("access").asString("").equals("readOnly");
                if (field.getValue().path("required").asBoolean(false) && (answer || !readOnly)) {
                  required.add(word);
                }
              });
      newerFields.getOrDefault(name, Set.of()).forEach(word -> properties.putObject(word));
      schema.set("required", required);
      return schema;
    }

    private JsonNode orNull(String name, String field, JsonNode schema) {
      if (!answer || !nullFields.getOrDefault(name, Set.of()).contains(field)) {
        return schema;
      }
      ObjectNode either = Json.MAPPER.createObjectNode();
      either.putArray("anyOf").add(schema).addObject().put("type", "null");
      return either;
    }

    private JsonNode closed(JsonNode schema) {
      return answer ? ((ObjectNode) schema).put("unevaluatedProperties", false) : schema;
    }

    private JsonNode reference(String name) {
      return Json.MAPPER.createObjectNode().put("$ref", "#/$defs/" + name);
    }

    private ObjectNode plain(String type) {
      ObjectNode schema = Json.MAPPER.createObjectNode();
      return switch (type) {
        case "any" -> schema;
        case "string", "string:email", "string:date" -> schema.put("type", "string");
        case "string:uuid" ->
            schema
                .put("type", "string")
                .put("pattern", "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$");
        case "string:date-time" -> schema.put("type", "string").put("format", "date-time");
        case "boolean" -> schema.put("type", "boolean");
        case "integer:int32" ->
            schema
                .put("type", "integer")
                .put("minimum", Integer.MIN_VALUE)
                .put("maximum", Integer.MAX_VALUE);
        case "integer:int64" ->
            schema
                .put("type", "integer")
                .put("minimum", Long.MIN_VALUE)
                .put("maximum", Long.MAX_VALUE);
        case "number", "number:double", "number:float" -> schema.put("type", "number");
        default -> throw new AssertionError("Unknown type in the contract file: " + type);
      };
    }
  }
}
