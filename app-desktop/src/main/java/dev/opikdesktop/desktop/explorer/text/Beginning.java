package dev.opikdesktop.desktop.explorer.text;

import java.util.ArrayDeque;
import java.util.Deque;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ContainerNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the beginning of a JSON document of which the rest was not sent. */
final class Beginning {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonFactory JSON =
      JsonFactory.builder().disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION).build();

  private final Deque<ContainerNode<?>> open = new ArrayDeque<>();
  private JsonNode root = MissingNode.getInstance();
  private String field = "";

  private Beginning() {}

  /** All of the document that is there; the text in which it ends too. */
  static JsonNode treeOf(String json) {
    Beginning beginning = new Beginning();
    try (JsonParser parser = JSON.createParser(endsInText(json) ? closed(json) : json)) {
      beginning.read(parser);
    } catch (JacksonException endOfWhatThereIs) {
      // That it ends was known.
    }
    return beginning.root;
  }

  private void read(JsonParser parser) {
    JsonToken token;
    while ((token = parser.nextToken()) != null) {
      switch (token) {
        case PROPERTY_NAME -> field = parser.currentName();
        case START_OBJECT -> enter(NODES.objectNode());
        case START_ARRAY -> enter(NODES.arrayNode());
        case END_OBJECT, END_ARRAY -> open.pop();
        case VALUE_STRING -> add(NODES.stringNode(parser.getString()));
        case VALUE_NUMBER_INT -> add(NODES.numberNode(parser.getBigIntegerValue()));
        case VALUE_NUMBER_FLOAT -> add(NODES.numberNode(parser.getDecimalValue()));
        case VALUE_TRUE, VALUE_FALSE -> add(NODES.booleanNode(token == JsonToken.VALUE_TRUE));
        default -> add(NODES.nullNode());
      }
    }
  }

  private void enter(ContainerNode<?> container) {
    add(container);
    open.push(container);
  }

  private void add(JsonNode node) {
    switch (open.peek()) {
      case null -> root = node;
      case ObjectNode object -> object.set(field, node);
      case ArrayNode array -> array.add(node);
      default -> throw new IllegalStateException("There are no other containers");
    }
  }

  private static boolean endsInText(String json) {
    boolean inside = false;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (inside && c == '\\') {
        i++;
      } else if (c == '"') {
        inside = !inside;
      }
    }
    return inside;
  }

  /** Without half a character at the end. */
  private static String closed(String json) {
    int escape = json.lastIndexOf('\\');
    int end = json.length();
    if (escape >= end - 5 && escape > 0 && !isWhole(json, escape)) {
      end = escape;
    }
    return json.substring(0, end) + '"';
  }

  private static boolean isWhole(String json, int escape) {
    int before = escape;
    while (before > 0 && json.charAt(before - 1) == '\\') {
      before--;
    }
    if ((escape - before) % 2 == 1) {
      // It is itself escaped.
      return true;
    }
    int needed = escape + 1 < json.length() && json.charAt(escape + 1) == 'u' ? 6 : 2;
    return json.length() - escape >= needed;
  }
}
