package dev.opikdesktop.desktop.explorer.text;

import dev.opikdesktop.desktop.client.Payload;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * One line that tells a person what a payload says: the last message of a chat, the text of an
 * answer, the only field of an object; the JSON itself where nothing of the kind is found. Nothing
 * here says more than the payload: it only leaves out.
 */
public final class Preview {
  private static final int LONGEST = 300;
  private static final ObjectMapper JSON = JsonMapper.builder().build();

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

  private Preview() {}

  /** At most some 300 characters without a line break; empty for an absent payload. */
  public static String of(Payload payload) {
    if (payload.isAbsent()) {
      return "";
    }
    if (payload.cut()) {
      return oneLine(ofCut(payload.json()));
    }
    try {
      JsonNode node = JSON.readTree(payload.json());
      String found = find(node, 0);
      return oneLine(found == null ? compact(node) : MarkdownSigns.without(found));
    } catch (JacksonException notJson) {
      return oneLine(payload.json());
    }
  }

  /** What a payload says, whole and with its line breaks; null where only its JSON tells that. */
  public static @Nullable String wholeText(JsonNode payload) {
    return find(payload, 0);
  }

  private static @Nullable String find(JsonNode node, int depth) {
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

  private static @Nullable String inArray(JsonNode array, int depth) {
    if (array.isEmpty()) {
      return null;
    }
    JsonNode last = lastFromUser(array);
    if (last != null) {
      return find(last, depth + 1);
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
    return isMessage(array.get(array.size() - 1)) || array.size() == 1
        ? find(array.get(array.size() - 1), depth + 1)
        : null;
  }

  /**
   * In a chat the question is the last thing the user said; what a tool or the assistant said
   * before matters less.
   */
  private static @Nullable JsonNode lastFromUser(JsonNode array) {
    for (int i = array.size() - 1; i >= 0; i--) {
      JsonNode entry = array.get(i);
      String role = entry.path("role").asString(entry.path("type").asString(""));
      if ((role.equals("user") || role.equals("human")) && isMessage(entry)) {
        return entry;
      }
    }
    return null;
  }

  private static boolean isMessage(JsonNode node) {
    return node.has("content") || node.has("parts") || node.has("text");
  }

  private static @Nullable String inObject(JsonNode object, int depth) {
    for (String field : TELLING) {
      JsonNode value = object.get(field);
      if (value != null && (value.isString() || value.isContainer())) {
        String found = find(value, depth + 1);
        if (found != null && !found.isBlank()) {
          return found;
        }
      }
    }
    return object.size() == 1 ? find(object.iterator().next(), depth + 1) : null;
  }

  /**
   * The beginning of a long payload is no JSON document: the text of its first telling field, else
   * what there is.
   */
  private static String ofCut(String json) {
    String field = "";
    try (JsonParser parser = JSON.createParser(json)) {
      JsonToken token;
      while ((token = parser.nextToken()) != null) {
        if (token == JsonToken.PROPERTY_NAME) {
          field = parser.currentName();
        } else if (token == JsonToken.VALUE_STRING && TELLING.contains(field)) {
          return MarkdownSigns.without(parser.getString());
        }
      }
    } catch (JacksonException endOfWhatThereIs) {
      return json;
    }
    return json;
  }

  private static String compact(JsonNode node) {
    return node.isContainer() && node.isEmpty() ? "" : node.toString();
  }

  private static String oneLine(String text) {
    StringBuilder line = new StringBuilder(Math.min(text.length(), LONGEST + 1));
    boolean space = false;
    for (int i = 0; i < text.length() && line.length() < LONGEST; i++) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c) || Character.isISOControl(c)) {
        space = !line.isEmpty();
      } else {
        if (space) {
          line.append(' ');
          space = false;
        }
        line.append(c);
      }
    }
    if (!line.isEmpty() && Character.isHighSurrogate(line.charAt(line.length() - 1))) {
      line.setLength(line.length() - 1);
    }
    return line.toString();
  }
}
