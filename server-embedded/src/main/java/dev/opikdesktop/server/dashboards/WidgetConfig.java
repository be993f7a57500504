package dev.opikdesktop.server.dashboards;

import dev.opikdesktop.server.json.Json;
import dev.opikdesktop.server.json.JsonText;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * A widget within a dashboard's config. Only clients know what a config means; a widget is taken to
 * be the object in it that has the widget's id, at any depth, and names its saved query in itself
 * or in its own {@code config}.
 */
record WidgetConfig(JsonNode widget) {
  private static final List<String> NAMES =
      List.of("saved_query_id", "savedQueryId", "query_id", "queryId");

  /** The widget of an id; the outermost if there are several. */
  static Optional<WidgetConfig> find(JsonText config, String widgetId) {
    Deque<JsonNode> left = new ArrayDeque<>();
    left.add(Json.MAPPER.readTree(config.utf8()));
    while (!left.isEmpty()) {
      JsonNode node = left.remove();
      if (node.isObject()
          && node.path("id").isString()
          && node.path("id").asString().equals(widgetId)) {
        return Optional.of(new WidgetConfig(node));
      }
      node.forEach(left::add);
    }
    return Optional.empty();
  }

  /** The id of the query that it runs, if it runs one. */
  Optional<UUID> savedQuery() {
    for (JsonNode place : List.of(widget, widget.path("config"))) {
      for (String name : NAMES) {
        JsonNode id = place.path(name);
        if (id.isString()) {
          return uuid(id.asString());
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<UUID> uuid(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException notOne) {
      return Optional.empty();
    }
  }
}
