package dev.opikdesktop.desktop.explorer.chat;

import dev.opikdesktop.desktop.explorer.chat.Message.Piece;
import dev.opikdesktop.desktop.explorer.chat.Message.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One message of any of the formats. What it does not know it keeps as JSON. */
final class MessageReader {
  private static final Set<String> CONTENT =
      Set.of("content", "parts", "contents", "tool_calls", "function_call", "kwargs", "text");

  /** Items of OpenAI's Responses that are no messages and stand among them. */
  private static final Set<String> ITEMS =
      Set.of("function_call", "function_call_output", "reasoning", "message");

  /** What is on the message's own line, or says nothing to a reader. */
  private static final Set<String> ASIDE =
      Set.of(
          "role",
          "type",
          "id",
          "index",
          "status",
          "name",
          "event.name",
          "tool_call_id",
          "call_id",
          "finish_reason",
          "finishReason",
          "stop_reason",
          "stop_sequence",
          "additional_kwargs",
          "response_metadata",
          "usage_metadata",
          "example",
          "logprobs",
          "model",
          "usage",
          "gen_ai.message.index");

  private MessageReader() {}

  static boolean isMessage(JsonNode node) {
    if (!node.isObject()) {
      return false;
    }
    if (node.path("message").isObject() && isMessage(node.path("message"))) {
      return true;
    }
    String type = node.path("type").asString("");
    boolean speaks =
        !node.path("role").asString("").isEmpty()
            || Role.of(type, Role.OTHER) != Role.OTHER
            || node.path("kwargs").isObject();
    return ITEMS.contains(type)
        || speaks && (node.size() == 1 || CONTENT.stream().anyMatch(node::has));
  }

  /**
   * @param otherwise the role where none is told
   */
  static Message read(JsonNode node, Role otherwise) {
    if (node.isString()) {
      return new Message(
          otherwise, otherwise.label(), "", List.of(new Message.Text(node.stringValue())));
    }
    if (node.isArray() && node.size() == 2 && node.get(0).isString() && node.get(1).isString()) {
      String word = node.get(0).stringValue();
      return new Message(
          Role.of(word, otherwise), word, "", List.of(new Message.Text(node.get(1).stringValue())));
    }
    if (!node.isObject()) {
      return new Message(
          Role.OTHER, "not understood", "", List.of(new Message.Json(node.toString())));
    }
    if (node.path("message").isObject() && !node.has("content")) {
      String finish = finish(node);
      return read(node.path("message"), otherwise).withNote(finish);
    }
    if (node.path("kwargs").isObject()) {
      ObjectNode inner = (ObjectNode) node.path("kwargs").deepCopy();
      JsonNode path = node.path("id");
      if (!inner.has("type") && path.isArray() && !path.isEmpty()) {
        inner.set("type", path.get(path.size() - 1));
      }
      return read(inner, otherwise);
    }
    return object(node, otherwise);
  }

  private static Message object(JsonNode node, Role otherwise) {
    String word = node.path("role").asString("");
    String type = node.path("type").asString("");
    Role role = Role.of(word.isEmpty() ? type : word, otherwise);
    List<Piece> pieces = new ArrayList<>();
    ObjectNode rest = JsonNodeFactory.instance.objectNode();
    if (type.equals("function_call_output")) {
      role = Role.TOOL;
    } else if (type.equals("function_call") || type.equals("reasoning")) {
      role = Role.ASSISTANT;
    }
    if (Set.of("function_call", "function_call_output", "reasoning").contains(type)) {
      pieces.addAll(Contents.of(node));
      return new Message(role, word.isEmpty() ? role.label() : word, finish(node), pieces);
    }
    for (String thought : List.of("reasoning_content", "reasoning", "thinking")) {
      Contents.thought(node.get(thought), pieces);
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      JsonNode value = field.getValue();
      switch (field.getKey()) {
        case "content", "contents", "parts" -> pieces.addAll(Contents.of(value));
        case "text", "refusal" -> {
          if (!node.has("content")) {
            pieces.addAll(Contents.of(value));
          } else if (!value.isNull()) {
            rest.set(field.getKey(), value);
          }
        }
        case "tool_calls" -> value.forEach(call -> pieces.add(Contents.call(call)));
        case "function_call" -> {
          if (value.isObject()) {
            pieces.add(Contents.call(value));
          }
        }
        case "reasoning_content", "reasoning", "thinking" -> {
          // Stands before the rest.
        }
        default -> {
          boolean empty = value.isNull() || value.isContainer() && value.isEmpty();
          if (!ASIDE.contains(field.getKey()) && !empty) {
            rest.set(field.getKey(), value);
          }
        }
      }
    }
    if (role == Role.TOOL) {
      answers(node, pieces);
    }
    if (!rest.isEmpty()) {
      pieces.add(new Message.Json(rest.toString()));
    }
    String label = word.isEmpty() ? role.label() : word;
    String name = role == Role.TOOL ? "" : node.path("name").asString("");
    return new Message(role, name.isEmpty() ? label : label + " " + name, finish(node), pieces);
  }

  /** What a tool says is its result, and belongs to a call. */
  private static void answers(JsonNode node, List<Piece> pieces) {
    String tool = node.path("name").asString(node.path("tool_call_id").asString(""));
    for (int i = 0; i < pieces.size(); i++) {
      if (pieces.get(i) instanceof Message.Text text) {
        pieces.set(i, new Message.Result(tool, text.text()));
      }
    }
  }

  /** Why it ended, where that is out of the ordinary. */
  static String finish(JsonNode node) {
    for (String name : List.of("finish_reason", "finishReason", "stop_reason")) {
      String reason = node.path(name).asString("");
      if (!reason.isEmpty() && !Set.of("stop", "end_turn", "STOP").contains(reason)) {
        return "ended with " + reason;
      }
    }
    return "";
  }

  static boolean hasText(@Nullable JsonNode node) {
    return node != null && node.isString() && !node.stringValue().isEmpty();
  }
}
