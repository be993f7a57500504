package dev.opikdesktop.server.query;

import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.http.Parameters;
import dev.opikdesktop.server.json.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Reads conditions as they come over the wire: {@code filters}, a JSON array of {@code {field,
 * operator, key?, value}} all of which have to hold, and {@code search}, a text (Opik contract 3.1,
 * 3.4).
 */
public final class FilterReader {
  private static final String FILTERS = "filters";

  private FilterReader() {}

  /**
   * The conditions of a list's query.
   *
   * @throws ApiException 400 for anything that is no filter
   */
  public static Condition read(Parameters parameters, Fields fields) {
    List<Condition> all = new ArrayList<>();
    parameters.text(FILTERS).ifPresent(text -> all.addAll(filters(text, fields)));
    parameters
        .text("search")
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .ifPresent(text -> all.add(fields.search(text)));
    return new Condition.And(all);
  }

  /**
   * Reads the JSON array.
   *
   * @throws ApiException 400 for anything that is no filter
   */
  public static List<Condition> filters(String json, Fields fields) {
    List<Condition> conditions = new ArrayList<>();
    array(json).forEach(filter -> conditions.add(filter(filter, fields)));
    return conditions;
  }

  /**
   * Reads no more than which fields the JSON array names.
   *
   * @throws ApiException 400 if it is no array, or names an unknown field
   */
  public static void requireKnownFields(String json, Fields fields) {
    for (JsonNode filter : array(json)) {
      Field unused = field(filter, fields);
    }
  }

  private static JsonNode array(String json) {
    JsonNode array;
    try {
      array = Json.MAPPER.readTree(json);
    } catch (JacksonException e) {
      throw wrong("not JSON: " + json);
    }
    if (!array.isArray()) {
      throw wrong("not a JSON array of {\"field\", \"operator\", \"key\", \"value\"}: " + json);
    }
    return array;
  }

  private static Field field(JsonNode filter, Fields fields) {
    String name = filter.path("field").asString("");
    String key = filter.path("key").asString("");
    return fields.find(name, key).orElseThrow(() -> wrong("there is no field '" + name + "'"));
  }

  private static Condition filter(JsonNode filter, Fields fields) {
    String name = filter.path("field").asString("");
    String word = filter.path("operator").asString("");
    JsonNode value = filter.path("value");
    if (!value.isValueNode() || value.isNull()) {
      throw wrong("the filter on '" + name + "' needs a value, a text or a number");
    }
    Field field = field(filter, fields);
    Operator operator =
        Operator.of(word)
            .filter(field.type()::allows)
            .orElseThrow(() -> wrong("'" + word + "' does not work on the field '" + name + "'"));
    return new Condition.Comparison(field, operator, operand(field, operator, value.asString()));
  }

  private static Operand operand(Field field, Operator operator, String value) {
    if (operator.isAboutEmptiness()) {
      return new Operand.None();
    }
    if (value.isBlank() && field.type() != FieldType.JSON) {
      throw wrong("the filter on '" + field.name() + "' needs a value that is not empty");
    }
    boolean isText = field.type() == FieldType.TEXT || field.type() == FieldType.EXACT_TEXT;
    String plain = isText ? value : decoded(field, value);
    return Operand.of(field.type(), operator, plain)
        .orElseThrow(
            () ->
                wrong(
                    "the value '"
                        + plain
                        + "' of '"
                        + field.name()
                        + "' is not "
                        + field.type().valued()));
  }

  /** All values but texts are encoded once more by clients, as if in a form. */
  private static String decoded(Field field, String value) {
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw wrong(
          "the value '"
              + value
              + "' of '"
              + field.name()
              + "' is not URL-encoded: "
              + e.getMessage());
    }
  }

  private static ApiException wrong(String message) {
    return ApiException.badQuery(FILTERS, message);
  }
}
