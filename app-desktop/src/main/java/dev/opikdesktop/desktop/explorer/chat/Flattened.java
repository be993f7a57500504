package dev.opikdesktop.desktop.explorer.chat;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lists that OpenTelemetry's flat attributes spell out ({@code gen_ai.prompt.0.role}), as lists
 * again.
 */
final class Flattened {
  private static final Pattern NUMBERED =
      Pattern.compile(
          "(gen_ai\\.prompt|gen_ai\\.completion|llm\\.input_messages|llm\\.output_messages"
              + "|llm\\.prompts|llm\\.completions)\\.(\\d{1,6})\\.(.+)");
  private static final Pattern STEP = Pattern.compile("([^.]+)(?:\\.(\\d{1,6}))?(?:\\.|$)");

  private Flattened() {}

  static JsonNode nested(JsonNode node) {
    boolean flat = false;
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      flat |= NUMBERED.matcher(field.getKey()).matches();
    }
    if (!flat) {
      return node;
    }
    ObjectNode nested = JsonNodeFactory.instance.objectNode();
    Map<String, Map<Integer, ObjectNode>> lists = new TreeMap<>();
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      Matcher key = NUMBERED.matcher(field.getKey());
      if (key.matches()) {
        ObjectNode entry =
            lists
                .computeIfAbsent(key.group(1), name -> new TreeMap<>())
                .computeIfAbsent(
                    Integer.valueOf(key.group(2)), at -> JsonNodeFactory.instance.objectNode());
        put(entry, key.group(3), field.getValue());
      } else {
        nested.set(field.getKey(), field.getValue());
      }
    }
    lists.forEach(
        (name, entries) -> {
          ArrayNode list = nested.putArray(name);
          entries.values().forEach(list::add);
        });
    return nested;
  }

  /** {@code tool_calls.0.function.name} into objects and lists. */
  private static void put(ObjectNode into, String path, JsonNode value) {
    Matcher step = STEP.matcher(path);
    ObjectNode at = into;
    while (step.lookingAt()) {
      boolean last = step.end() == path.length();
      String name = step.group(1);
      if (step.group(2) == null) {
        if (last) {
          at.set(name, value);
          return;
        }
        at = at.get(name) instanceof ObjectNode there ? there : at.putObject(name);
      } else {
        ArrayNode list = at.get(name) instanceof ArrayNode there ? there : at.putArray(name);
        if (last) {
          list.add(value);
          return;
        }
        int index = Math.min(Integer.parseInt(step.group(2)), list.size());
        if (index == list.size()) {
          list.addObject();
        }
        at = list.get(index) instanceof ObjectNode there ? there : list.addObject();
      }
      step.region(step.end(), path.length());
    }
    at.set(path, value);
  }
}
