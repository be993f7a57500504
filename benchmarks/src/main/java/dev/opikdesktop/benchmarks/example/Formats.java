package dev.opikdesktop.benchmarks.example;

import dev.opikdesktop.benchmarks.example.Message.Role;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Messages as the SDKs of providers write them. */
final class Formats {
  static final JsonMapper MAPPER = JsonMapper.shared();

  private Formats() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static JsonNode json(String text) {
    return MAPPER.readTree(text);
  }

  /** The request of OpenAI's chat completions. */
  static ObjectNode chatRequest(Model model, List<Message> messages, List<String> tools) {
    ObjectNode request = object();
    request.set("messages", chat(messages));
    if (!tools.isEmpty()) {
      ArrayNode list = request.putArray("tools");
      for (String tool : tools) {
        ObjectNode function = list.addObject().put("type", "function").putObject("function");
        function.put("name", tool).put("description", "Tool " + tool.replace('_', ' '));
        function.putObject("parameters").put("type", "object").put("additionalProperties", true);
      }
      request.put("tool_choice", "auto");
    }
    return request.put("model", model.id).put("temperature", 0.2);
  }

  /** The messages of OpenAI's chat completions. */
  static ArrayNode chat(List<Message> messages) {
    ArrayNode list = MAPPER.createArrayNode();
    messages.forEach(message -> list.add(chat(message)));
    return list;
  }

  private static ObjectNode chat(Message message) {
    ObjectNode node = object();
    switch (message.role()) {
      case SYSTEM, ASSISTANT ->
          node.put("role", name(message.role())).put("content", message.text());
      case USER -> {
        node.put("role", "user");
        if (message.image() == null) {
          node.put("content", message.text());
        } else {
          ArrayNode parts = node.putArray("content");
          parts.addObject().put("type", "text").put("text", message.text());
          parts
              .addObject()
              .put("type", "image_url")
              .putObject("image_url")
              .put("url", "data:image/png;base64," + message.image())
              .put("detail", "auto");
        }
      }
      case CALL -> {
        node.put("role", "assistant").putNull("content");
        ObjectNode call = node.putArray("tool_calls").addObject();
        call.put("id", message.call()).put("type", "function");
        call.putObject("function").put("name", message.tool()).put("arguments", message.text());
      }
      case RESULT ->
          node.put("role", "tool")
              .put("tool_call_id", message.call())
              .put("content", message.text());
    }
    return node;
  }

  /** The answer of OpenAI's chat completions. */
  static ObjectNode chatAnswer(Draw draw, Model model, Message answer, ObjectNode usage) {
    ObjectNode node = object().put("id", "chatcmpl-" + draw.hex(24));
    node.put("object", "chat.completion").put("model", model.id);
    ObjectNode choice = node.putArray("choices").addObject().put("index", 0);
    choice.set("message", chat(answer));
    choice.put("finish_reason", answer.role() == Role.CALL ? "tool_calls" : "stop");
    node.set("usage", counts(usage));
    return node;
  }

  /** The request of OpenAI's Responses. */
  static ObjectNode responsesRequest(Model model, List<Message> messages) {
    ObjectNode request = object().put("model", model.id);
    ArrayNode items = request.putArray("input");
    for (Message message : messages) {
      switch (message.role()) {
        case SYSTEM -> request.put("instructions", message.text());
        case USER, ASSISTANT -> {
          ObjectNode item = items.addObject().put("type", "message");
          item.put("role", name(message.role()));
          String type = message.role() == Role.USER ? "input_text" : "output_text";
          item.putArray("content").addObject().put("type", type).put("text", message.text());
        }
        case CALL ->
            items
                .addObject()
                .put("type", "function_call")
                .put("call_id", message.call())
                .put("name", message.tool())
                .put("arguments", message.text());
        case RESULT ->
            items
                .addObject()
                .put("type", "function_call_output")
                .put("call_id", message.call())
                .put("output", message.text());
      }
    }
    return request;
  }

  /** The answer of OpenAI's Responses. */
  static ObjectNode responsesAnswer(Draw draw, Model model, Message answer, ObjectNode usage) {
    ObjectNode node = object().put("id", "resp_" + draw.hex(32)).put("object", "response");
    node.put("status", "completed").put("model", model.id);
    ObjectNode item = node.putArray("output").addObject().put("type", "message");
    item.put("id", "msg_" + draw.hex(24)).put("role", "assistant").put("status", "completed");
    ObjectNode part = item.putArray("content").addObject();
    part.put("type", "output_text").put("text", answer.text()).putArray("annotations");
    ObjectNode counts = node.putObject("usage");
    counts.put("input_tokens", usage.path("prompt_tokens").asInt());
    counts.put("output_tokens", usage.path("completion_tokens").asInt());
    return node;
  }

  /** The request of Anthropic's messages. */
  static ObjectNode anthropicRequest(Model model, List<Message> messages, List<String> tools) {
    ObjectNode request = object().put("model", model.id).put("max_tokens", 2_048);
    ArrayNode list = request.putArray("messages");
    for (Message message : messages) {
      if (message.role() == Role.SYSTEM) {
        request.put("system", message.text());
      } else {
        ObjectNode node = list.addObject();
        boolean user = message.role() == Role.USER || message.role() == Role.RESULT;
        node.put("role", user ? "user" : "assistant").set("content", blocks(message));
      }
    }
    if (!tools.isEmpty()) {
      ArrayNode described = request.putArray("tools");
      for (String tool : tools) {
        ObjectNode one = described.addObject().put("name", tool);
        one.put("description", "Tool " + tool.replace('_', ' '));
        one.putObject("input_schema").put("type", "object");
      }
    }
    return request;
  }

  private static ArrayNode blocks(Message message) {
    ArrayNode blocks = MAPPER.createArrayNode();
    switch (message.role()) {
      case CALL ->
          blocks
              .addObject()
              .put("type", "tool_use")
              .put("id", message.call())
              .put("name", message.tool())
              .set("input", json(message.text()));
      case RESULT ->
          blocks
              .addObject()
              .put("type", "tool_result")
              .put("tool_use_id", message.call())
              .put("content", message.text());
      default -> {
        if (message.image() != null) {
          ObjectNode image = blocks.addObject().put("type", "image").putObject("source");
          image.put("type", "base64").put("media_type", "image/png").put("data", message.image());
        }
        blocks.addObject().put("type", "text").put("text", message.text());
      }
    }
    return blocks;
  }

  /** The answer of Anthropic's messages. */
  static ObjectNode anthropicAnswer(Draw draw, Model model, Message answer, ObjectNode usage) {
    ObjectNode node = object().put("id", "msg_" + draw.hex(24)).put("type", "message");
    node.put("role", "assistant").put("model", model.id).set("content", blocks(answer));
    node.put("stop_reason", answer.role() == Role.CALL ? "tool_use" : "end_turn");
    ObjectNode counts = node.putObject("usage");
    for (String name : List.of("input_tokens", "output_tokens", "cache_read_input_tokens")) {
      counts.put(name, usage.path("original_usage." + name).asInt());
    }
    return node;
  }

  /** What LangChain's callbacks hand on when a chat model begins. */
  static ObjectNode langChainRequest(List<Message> messages) {
    ObjectNode request = object();
    ArrayNode list = request.putArray("messages").addArray();
    for (Message message : messages) {
      String type =
          switch (message.role()) {
            case SYSTEM -> "system";
            case USER -> "human";
            case ASSISTANT, CALL -> "ai";
            case RESULT -> "tool";
          };
      ObjectNode node = list.addObject().put("content", message.text()).put("type", type);
      node.putObject("additional_kwargs");
      node.putObject("response_metadata");
      if (message.call() != null) {
        node.put("tool_call_id", message.call()).put("name", message.tool());
      }
    }
    return request;
  }

  /** The same when it ends. */
  static ObjectNode langChainAnswer(Draw draw, Model model, Message answer, ObjectNode usage) {
    ObjectNode node = object();
    ObjectNode generation = node.putArray("generations").addArray().addObject();
    generation.put("text", answer.text()).put("type", "ChatGeneration");
    generation
        .putObject("generation_info")
        .put("finish_reason", "stop")
        .put("model_name", model.id);
    ObjectNode message = generation.putObject("message");
    message.put("content", answer.text()).put("type", "ai").put("id", "run-" + draw.hex(32));
    message
        .putObject("usage_metadata")
        .put("input_tokens", usage.path("prompt_tokens").asInt())
        .put("output_tokens", usage.path("completion_tokens").asInt());
    node.putObject("llm_output").put("model_name", model.id);
    return node;
  }

  private static ObjectNode counts(ObjectNode usage) {
    ObjectNode counts = object();
    for (String name : List.of("prompt_tokens", "completion_tokens", "total_tokens")) {
      counts.put(name, usage.path(name).asInt());
    }
    counts
        .putObject("prompt_tokens_details")
        .put(
            "cached_tokens",
            usage.path("original_usage.prompt_tokens_details.cached_tokens").asInt());
    return counts;
  }

  private static String name(Role role) {
    return Objects.requireNonNull(role).name().toLowerCase(java.util.Locale.ROOT);
  }
}
