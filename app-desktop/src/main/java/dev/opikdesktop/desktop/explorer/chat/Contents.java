package dev.opikdesktop.desktop.explorer.chat;

import dev.opikdesktop.desktop.explorer.chat.Message.Piece;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What is inside of a message: texts, calls, results, pictures, by any of the formats' names. */
final class Contents {
  private Contents() {}

  static List<Piece> of(JsonNode node) {
    List<Piece> pieces = new ArrayList<>();
    add(node, pieces);
    return pieces;
  }

  private static void add(JsonNode node, List<Piece> pieces) {
    if (node.isString()) {
      if (!node.stringValue().isEmpty()) {
        pieces.add(new Message.Text(node.stringValue()));
      }
    } else if (node.isArray()) {
      node.forEach(part -> add(part, pieces));
    } else if (node.isObject()) {
      part(node, pieces);
    } else if (!node.isNull() && !node.isMissingNode()) {
      pieces.add(new Message.Json(node.toString()));
    }
  }

  private static void part(JsonNode node, List<Piece> pieces) {
    switch (node.path("type").asString("").replace('-', '_')) {
      case "text", "input_text", "output_text", "summary_text", "reasoning_text", "refusal" -> {
        JsonNode text = first(node, "text", "content", "refusal");
        if (text != null && text.isString()) {
          add(text, pieces);
        } else {
          pieces.add(new Message.Json(node.toString()));
        }
      }
      case "thinking", "reasoning" -> {
        int before = pieces.size();
        for (String name : List.of("thinking", "content", "text", "summary", "reasoning")) {
          thought(node.get(name), pieces);
        }
        if (pieces.size() == before && !node.has("summary")) {
          pieces.add(new Message.Json(node.toString()));
        }
      }
      case "tool_use", "tool_call", "function_call", "function", "server_tool_use" ->
          pieces.add(call(node));
      case "tool_result", "tool_call_response", "function_call_output" -> result(node, pieces);
      case "image",
          "image_url",
          "input_image",
          "audio",
          "audio_url",
          "input_audio",
          "video",
          "video_url",
          "input_video",
          "blob",
          "media",
          "uri",
          "file",
          "file_url",
          "input_file" ->
          file(node, pieces);
      case "document" -> document(node, pieces);
      default -> untyped(node, pieces);
    }
  }

  /** Gemini's parts, and OpenInference's wrapped ones, have no type. */
  private static void untyped(JsonNode node, List<Piece> pieces) {
    JsonNode call = first(node, "functionCall", "function_call");
    JsonNode answer = first(node, "functionResponse", "function_response");
    JsonNode data = first(node, "inlineData", "inline_data", "fileData", "file_data");
    JsonNode text = node.get("text");
    if (node.path("message_content").isObject()) {
      part(node.path("message_content"), pieces);
    } else if (node.path("parts").isArray()) {
      add(node.path("parts"), pieces);
    } else if (call != null && call.isObject()) {
      pieces.add(call(call));
    } else if (answer != null && answer.isObject()) {
      result(answer, pieces);
    } else if (data != null && data.isObject()) {
      file(data, pieces);
    } else if (text != null && text.isString()) {
      if (node.path("thought").asBoolean(false)) {
        thought(text, pieces);
      } else {
        add(text, pieces);
      }
    } else if (node.has("binary_content") || node.path("image").isObject()) {
      file(node, pieces);
    } else {
      pieces.add(new Message.Json(node.toString()));
    }
  }

  static void thought(@Nullable JsonNode node, List<Piece> pieces) {
    if (node == null) {
      return;
    }
    for (Piece piece : of(node)) {
      pieces.add(piece instanceof Message.Text text ? new Message.Thinking(text.text()) : piece);
    }
  }

  /** A call of a tool, in whichever words. */
  static Piece call(JsonNode node) {
    if (node.path("tool_call").isObject()) {
      return call(node.path("tool_call"));
    }
    JsonNode function = node.path("function").isObject() ? node.path("function") : node;
    JsonNode name = first(function, "name", "toolName", "tool_name");
    JsonNode given = first(function, "arguments", "args", "input", "parameters");
    if (name == null) {
      return new Message.Json(node.toString());
    }
    JsonNode id = first(node, "id", "call_id", "toolCallId", "tool_call_id");
    return new Message.Call(name.asString(""), id == null ? "" : id.asString(""), words(given));
  }

  private static void result(JsonNode node, List<Piece> pieces) {
    JsonNode tool = first(node, "name", "toolName", "tool_use_id", "call_id", "toolCallId", "id");
    JsonNode given = first(node, "content", "output", "result", "response");
    String name = tool == null ? "" : tool.asString("");
    if (given != null && given.path("value").isValueNode() && given.has("type")) {
      given = given.path("value");
    }
    if (given == null || !given.isArray()) {
      pieces.add(new Message.Result(name, words(given)));
      return;
    }
    for (Piece piece : of(given)) {
      pieces.add(
          piece instanceof Message.Text text ? new Message.Result(name, text.text()) : piece);
    }
  }

  /** Anthropic's documents: a file, or a text that stands in place of one. */
  private static void document(JsonNode node, List<Piece> pieces) {
    JsonNode source = node.path("source");
    if (source.path("type").asString("").equals("text")) {
      add(source.path("data"), pieces);
    } else if (source.isObject()) {
      file(node, pieces);
    } else {
      untyped(node, pieces);
    }
  }

  private static void file(JsonNode node, List<Piece> pieces) {
    pieces.add(MediaReader.read(node));
  }

  private static String words(@Nullable JsonNode node) {
    return node == null ? "" : node.isString() ? node.stringValue() : node.toString();
  }

  private static @Nullable JsonNode first(JsonNode node, String... names) {
    for (String name : names) {
      JsonNode value = node.get(name);
      if (value != null && !value.isNull()) {
        return value;
      }
    }
    return null;
  }
}
