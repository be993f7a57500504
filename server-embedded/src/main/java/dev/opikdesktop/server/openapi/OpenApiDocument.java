package dev.opikdesktop.server.openapi;

import dev.opikdesktop.server.http.ServedOperation;
import dev.opikdesktop.server.json.Json;
import dev.opikdesktop.server.system.HealthRoutes;
import dev.opikdesktop.server.system.ProductVersion;
import io.helidon.http.Status;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * OpenAPI 3.1 of the operations that have a route. The operations and schemas stand in
 * opik-api.json (Opik's) and opik-desktop-api.json (ours); what is served is taken from the routes,
 * so that the description cannot promise more.
 */
final class OpenApiDocument {
  private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");
  private static final String JSON = "application/json";
  private static final String ERROR = "Error";

  private final ObjectNode root = Json.MAPPER.createObjectNode();
  private final ObjectNode paths = root.objectNode();
  private final Set<String> tags = new TreeSet<>();
  private final SchemaTranslator schemas = new SchemaTranslator();

  private OpenApiDocument() {}

  /** The document as JSON text. */
  static byte[] of(List<ServedOperation> served) {
    Set<String> routed =
        served.stream()
            .map(each -> key(each.method(), each.path()))
            .collect(Collectors.toCollection(HashSet::new));
    OpenApiDocument document = new OpenApiDocument();
    List<JsonNode> operations = new ArrayList<>();
    JsonNode opik = read("opik-api.json");
    JsonNode own = read("opik-desktop-api.json");
    extend(opik, own.get("additions"));
    for (JsonNode content : List.of(opik, own)) {
      document.schemas.know(content.get("schemas"));
      content.get("operations").forEach(operations::add);
    }
    operations.stream()
        .filter(each -> routed.contains(key(text(each, "method"), text(each, "path"))))
        .forEach(document::add);
    return Json.MAPPER.writeValueAsBytes(document.finish());
  }

  /** Puts what we take besides into what Opik takes: parameters by operation, fields by schema. */
  private static void extend(JsonNode opik, JsonNode additions) {
    additions
        .get("fields")
        .propertyStream()
        .forEach(each -> addAll(each.getValue(), opik.at("/schemas/" + each.getKey() + "/fields")));
    for (JsonNode operation : opik.get("operations")) {
      addAll(
          additions.get("query_params").path(text(operation, "operation")),
          operation.path("query_params"));
    }
  }

  private static void addAll(JsonNode some, JsonNode to) {
    some.propertyStream().forEach(each -> to.asObject().set(each.getKey(), each.getValue()));
  }

  private void add(JsonNode operation) {
    tags.add(text(operation, "group"));
    ObjectNode out =
        paths
            .withObjectProperty(text(operation, "path"))
            .putObject(text(operation, "method").toLowerCase(Locale.ROOT));
    out.putArray("tags").add(text(operation, "group"));
    out.put("operationId", text(operation, "operation"));
    if (operation.has("summary")) {
      out.put("summary", text(operation, "summary"));
    }
    ArrayNode parameters = out.arrayNode();
    Matcher names = PARAMETER.matcher(text(operation, "path"));
    while (names.find()) {
      JsonNode type = operation.path("path_params").path(names.group(1));
      parameter(parameters, "path", names.group(1), type);
    }
    parameters(parameters, "query", operation.path("query_params"));
    parameters(parameters, "header", operation.path("header_params"));
    if (!parameters.isEmpty()) {
      out.set("parameters", parameters);
    }
    if (operation.has("request")) {
      ObjectNode body = out.putObject("requestBody");
      body.put("required", true);
      content(body, operation.get("request"));
    }
    responses(out.putObject("responses"), operation.get("responses"));
  }

  private void parameters(ArrayNode out, String place, JsonNode declared) {
    declared
        .propertyStream()
        .forEach(each -> parameter(out, place, each.getKey(), each.getValue()));
  }

  private void parameter(ArrayNode out, String place, String name, JsonNode type) {
    ObjectNode parameter = out.addObject();
    parameter.put("name", name);
    parameter.put("in", place);
    if (place.equals("path") || type.path("required").asBoolean(false)) {
      parameter.put("required", true);
    }
    parameter.set("schema", schemas.schema(type));
  }

  /** Which of the two shapes an error has differs from case to case (Opik contract 1.5). */
  private void responses(ObjectNode out, JsonNode declared) {
    declared
        .propertyStream()
        .forEach(
            each -> {
              String status = each.getKey();
              boolean error = status.matches("[45]..") && !isOwnShape(each.getValue());
              ObjectNode response = out.putObject(status);
              if (error) {
                response.put("$ref", "#/components/responses/" + ERROR);
                return;
              }
              response.put("description", description(status));
              for (JsonNode header : each.getValue().path("headers")) {
                response
                    .withObjectProperty("headers")
                    .putObject(header.asString())
                    .putObject("schema")
                    .put("type", "string");
              }
              if (each.getValue().has("content")) {
                content(response, each.getValue().get("content"));
              }
            });
    if (!out.has("default")) {
      out.putObject("default").put("$ref", "#/components/responses/" + ERROR);
    }
  }

  /** Whether a refusal has a body that is no error message, as that of the health check. */
  private static boolean isOwnShape(JsonNode response) {
    JsonNode type = response.path("content").path(JSON);
    return !type.isMissingNode() && !type.asString("").startsWith("ErrorMessage");
  }

  private static String description(String status) {
    return status.matches("\\d+") ? Status.create(Integer.parseInt(status)).reasonPhrase() : "Any";
  }

  private void content(ObjectNode out, JsonNode types) {
    ObjectNode content = out.putObject("content");
    types
        .propertyStream()
        .forEach(
            each ->
                content.putObject(each.getKey()).set("schema", schemas.schema(each.getValue())));
  }

  private ObjectNode finish() {
    root.put("openapi", "3.1.0");
    ObjectNode info = root.putObject("info");
    info.put("title", "Opik Desktop");
    info.put("version", ProductVersion.read());
    info.put(
        "description",
        "The operations of Opik's REST API (contract of release "
            + HealthRoutes.CONTRACT_VERSION
            + ") that this server answers, and its own under /v1/private/opik-desktop/.");
    root.putArray("servers").addObject().put("url", "/api");
    ArrayNode tagList = root.putArray("tags");
    tags.forEach(tag -> tagList.addObject().put("name", tag));
    root.set("paths", paths);
    ObjectNode components = root.putObject("components");
    ObjectNode error = components.putObject("responses").putObject(ERROR);
    error.put("description", "The request was refused, or failed");
    error
        .putObject("content")
        .putObject(JSON)
        .putObject("schema")
        .put("$ref", "#/components/schemas/" + ERROR);
    ObjectNode all = schemas.used();
    errorShapes(all);
    components.set("schemas", all);
    return root;
  }

  private static void errorShapes(ObjectNode out) {
    ArrayNode either = out.putObject(ERROR).putArray("oneOf");
    either.addObject().put("$ref", "#/components/schemas/CodedError");
    either.addObject().put("$ref", "#/components/schemas/ErrorList");
    ObjectNode coded = out.putObject("CodedError").put("type", "object");
    coded.putArray("required").add("code").add("message");
    ObjectNode properties = coded.putObject("properties");
    properties.putObject("code").put("type", "integer");
    properties.putObject("message").put("type", "string");
    properties.putObject("details").put("type", "string");
    ObjectNode list = out.putObject("ErrorList").put("type", "object");
    list.putArray("required").add("errors");
    ObjectNode errors = list.putObject("properties").putObject("errors").put("type", "array");
    errors.putObject("items").put("type", "string");
  }

  /** What parameters are called does not tell one path from another. */
  private static String key(String method, String path) {
    return method + " " + PARAMETER.matcher(path).replaceAll("{}");
  }

  private static String text(JsonNode node, String field) {
    return node.get(field).asString();
  }

  private static JsonNode read(String file) {
    try (InputStream in =
        Objects.requireNonNull(OpenApiDocument.class.getResourceAsStream(file), file)) {
      return Json.MAPPER.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
