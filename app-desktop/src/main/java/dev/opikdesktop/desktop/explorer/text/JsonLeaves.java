package dev.opikdesktop.desktop.explorer.text;

import dev.opikdesktop.desktop.client.Payload;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * The texts, numbers and truth values of a payload by their paths ({@code channel.name}), for
 * columns of their own. Lists have none: their places say nothing.
 */
public final class JsonLeaves {
  private static final int MOST = 200;
  private static final int LONGEST = 200;
  private static final int DEEPEST = 8;
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private JsonLeaves() {}

  /** At most 200, in the payload's order; none for what is absent, cut or not an object. */
  public static Map<String, String> of(Payload payload) {
    if (payload.isAbsent() || payload.cut()) {
      return Map.of();
    }
    Map<String, String> leaves = new LinkedHashMap<>();
    try {
      add(JSON.readTree(payload.json()), "", 0, leaves);
    } catch (JacksonException notJson) {
      return Map.of();
    }
    return leaves;
  }

  private static void add(JsonNode node, String path, int depth, Map<String, String> leaves) {
    if (node.isObject() && depth < DEEPEST) {
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        String name = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
        add(field.getValue(), name, depth + 1, leaves);
      }
    } else if (node.isValueNode() && !node.isNull() && !path.isEmpty() && leaves.size() < MOST) {
      String text = node.asString("");
      leaves.put(path, text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text);
    }
  }
}
