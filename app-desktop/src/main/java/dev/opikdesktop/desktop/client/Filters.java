package dev.opikdesktop.desktop.client;

import dev.opikdesktop.server.query.FieldType;
import dev.opikdesktop.server.query.oql.Oql;
import dev.opikdesktop.server.query.oql.OqlException;
import dev.opikdesktop.server.query.oql.OqlField;
import dev.opikdesktop.server.query.oql.OqlFields;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * A condition as filters, for servers that do not read the query language (Opik contract 3.1): all
 * of them hold, and there is nothing else that they can say.
 */
final class Filters {
  private static final Set<FieldType> LITERAL = Set.of(FieldType.TEXT, FieldType.EXACT_TEXT);

  private Filters() {}

  /** A condition as the parameter by which a server takes it. */
  static String parameter(Rest rest, LogKind kind, String oql) {
    return rest.kind().extended()
        ? "oql=" + Rest.encode(oql)
        : "filters=" + Rest.encode(of(rest.json(), kind, oql).toString());
  }

  /**
   * @throws ClientException for what filters cannot say
   */
  static ArrayNode of(ObjectMapper json, LogKind kind, String oql) {
    OqlFields fields =
        switch (kind) {
          case THREADS -> OqlFields.THREADS;
          case TRACES -> OqlFields.TRACES;
          case SPANS -> OqlFields.SPANS;
        };
    ArrayNode filters = json.createArrayNode();
    for (Oql part : parts(oql, fields)) {
      if (!(part instanceof Oql.Condition condition)) {
        throw new ClientException(
            400, "This server's queries know no OR, NOT and parentheses: an Opik Desktop's do");
      }
      OqlField field = fields.find(condition.field()).orElseThrow();
      FieldType type = field.type(!condition.key().isEmpty()).orElseThrow();
      filters
          .addObject()
          .put("field", field.filterName(condition.key()))
          .put("operator", condition.operator().word())
          .put("key", field.filterKey(condition.key()))
          .put("value", value(condition.value(), type));
    }
    return filters;
  }

  private static List<Oql> parts(String oql, OqlFields fields) {
    try {
      return switch (Oql.parse(oql, fields).orElse(null)) {
        case null -> List.of();
        case Oql.And and -> and.parts();
        case Oql other -> List.of(other);
      };
    } catch (OqlException wrong) {
      throw new ClientException(String.valueOf(wrong.getMessage()), wrong);
    }
  }

  /** All but texts are decoded once more. A day is its beginning. */
  private static String value(String value, FieldType type) {
    boolean isDay = type == FieldType.TIME && value.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    String whole = isDay ? value + "T00:00:00Z" : value;
    return LITERAL.contains(type) ? whole : URLEncoder.encode(whole, StandardCharsets.UTF_8);
  }
}
