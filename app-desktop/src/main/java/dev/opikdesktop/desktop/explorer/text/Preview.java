package dev.opikdesktop.desktop.explorer.text;

import dev.opikdesktop.desktop.client.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells a person what a payload says: the last message of a chat, the text of an answer, the only
 * field of an object; its fields or entries where nothing of the kind is found. Nothing here says
 * more than the payload: it only leaves out.
 */
public final class Preview {
  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final List<String> ASKING = List.of("user", "human");
  private static final List<String> ANSWERING = List.of("assistant", "ai", "model");

  /**
   * Fields that hold the text, the more telling first; those with a dot are attributes of
   * OpenTelemetry's dialects, which stand beside others that say less.
   */
  private static final List<String> TELLING =
      List.of(
          "gen_ai.input.messages",
          "gen_ai.output.messages",
          "langfuse.trace.input",
          "langfuse.trace.output",
          "langfuse.observation.input",
          "langfuse.observation.output",
          "lk.pii.user_input",
          "lk.pii.response.text",
          "input.value",
          "output.value",
          "messages",
          "choices",
          "candidates",
          "output_text",
          "generations",
          "message",
          "content",
          "parts",
          "text",
          "question",
          "query",
          "prompt",
          "input",
          "user_message",
          "answer",
          "response",
          "output",
          "completion",
          "result",
          "value");

  /** Who speaks last in a chat that is shown. */
  private final List<String> speakers;

  private Preview(List<String> speakers) {
    this.speakers = speakers;
  }

  /** What was asked, at most some 300 characters without a line break; empty for nothing. */
  public static String of(Payload payload) {
    return asked(payload).line();
  }

  /** What was asked: of a chat the last that the user said. */
  public static Excerpt asked(Payload payload) {
    return new Preview(ASKING).excerpt(payload);
  }

  /** What was answered: of a chat the last that the assistant said. */
  public static Excerpt answered(Payload payload) {
    return new Preview(ANSWERING).excerpt(payload);
  }

  /** What a payload says, whole and with its line breaks; null where only its JSON tells that. */
  public static @Nullable String wholeText(JsonNode payload) {
    return new Preview(ASKING).find(payload, 0);
  }

  private Excerpt excerpt(Payload payload) {
    if (payload.isAbsent()) {
      return Excerpt.NOTHING;
    }
    JsonNode node;
    try {
      node = payload.cut() ? Beginning.treeOf(payload.json()) : JSON.readTree(payload.json());
    } catch (JacksonException notJson) {
      return Excerpt.of(payload.json());
    }
    String found = find(node, 0);
    return found == null ? Excerpt.of(fields(node)) : Excerpt.ofText(found);
  }

  private @Nullable String find(JsonNode node, int depth) {
    if (depth > 8) {
      return null;
    }
    if (node.isString()) {
      return node.stringValue();
    }
    if (node.isValueNode()) {
      return node.isNull() ? null : node.asString();
    }
    return node.isArray() ? inArray(node, depth) : inObject(node, depth);
  }

  private @Nullable String inArray(JsonNode array, int depth) {
    if (array.isEmpty()) {
      return null;
    }
    String last = lastSaid(array, depth);
    if (last != null) {
      return last;
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode entry : array) {
      if (entry.isValueNode() && !entry.isNull()) {
        texts.add(entry.asString());
      } else if (entry.path("text").isString()) {
        texts.add(entry.path("text").stringValue());
      }
    }
    if (!texts.isEmpty()) {
      return String.join(" ", texts);
    }
    String called = calls(array);
    if (called != null) {
      return called;
    }
    return isMessage(array.get(array.size() - 1)) || array.size() == 1
        ? find(array.get(array.size() - 1), depth + 1)
        : null;
  }

  /**
   * In a chat the question is the last thing the user said; what a tool or the assistant said
   * before matters less. So it is with the answer.
   */
  private @Nullable String lastSaid(JsonNode array, int depth) {
    for (int i = array.size() - 1; i >= 0; i--) {
      JsonNode entry = array.get(i);
      String role = entry.path("role").asString(entry.path("type").asString(""));
      if (speakers.contains(role) && isMessage(entry) && !isOfTools(entry.path("content"))) {
        String said = find(entry, depth + 1);
        if (said != null && !said.isBlank()) {
          return said;
        }
      }
    }
    return null;
  }

  /** What tools gave back is sent in the user's name. */
  private static boolean isOfTools(JsonNode content) {
    if (!content.isArray() || content.isEmpty()) {
      return false;
    }
    for (JsonNode part : content) {
      if (!part.path("type").asString("").equals("tool_result")) {
        return false;
      }
    }
    return true;
  }

  private static boolean isMessage(JsonNode node) {
    return node.has("content") || node.has("parts") || node.has("text");
  }

  private @Nullable String inObject(JsonNode object, int depth) {
    for (String field : TELLING) {
      JsonNode value = object.get(field);
      if (value != null && (value.isString() || value.isContainer())) {
        String found = find(value, depth + 1);
        if (found != null && !found.isBlank()) {
          return found;
        }
      }
    }
    String called = calls(object.path("tool_calls"));
    if (called != null) {
      return called;
    }
    return object.size() == 1 ? find(object.iterator().next(), depth + 1) : null;
  }

  /** An answer may be nothing but calls of tools. */
  private static @Nullable String calls(JsonNode entries) {
    List<String> calls = new ArrayList<>();
    for (JsonNode entry : entries) {
      JsonNode function = entry.path("function").isObject() ? entry.path("function") : entry;
      JsonNode given = function.path("arguments");
      given = given.isMissingNode() ? function.path("args") : given;
      given = given.isMissingNode() ? function.path("input") : given;
      if (function.path("name").isString() && !given.isMissingNode()) {
        calls.add(
            "%s(%s)"
                .formatted(
                    function.path("name").stringValue(),
                    given.isString() ? given.stringValue() : given.toString()));
      }
    }
    return calls.isEmpty() ? null : String.join(" ", calls);
  }

  /** Names and values, without the signs of JSON. */
  private static String fields(JsonNode node) {
    List<String> parts = new ArrayList<>();
    int length = 0;
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      JsonNode value = field.getValue();
      boolean empty = value.isNull() || value.isContainer() && value.isEmpty();
      if (!empty && length < Excerpt.LONGEST) {
        String text = value.isString() ? value.stringValue() : value.toString();
        parts.add(field.getKey() + ": " + text);
        length += text.length();
      }
    }
    if (!node.isArray()) {
      return String.join(" · ", parts);
    }
    return node.isEmpty() ? "" : node.toString();
  }
}
