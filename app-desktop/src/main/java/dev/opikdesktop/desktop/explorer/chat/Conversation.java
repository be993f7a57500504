package dev.opikdesktop.desktop.explorer.chat;

import dev.opikdesktop.desktop.client.Payload;
import dev.opikdesktop.desktop.explorer.chat.Message.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finds the messages in the input and the output of a call: OpenAI's chat and Responses,
 * Anthropic's and Gemini's messages, LangChain's, OpenTelemetry's conventions (whole, as events or
 * flattened), Vercel's AI SDK, and plain questions and answers. Every field that is neither a
 * message nor a plain part of the envelope is kept as JSON.
 */
public final class Conversation {
  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final int DEEPEST = 4;

  /** What every answer has around its messages; the payload's own tab shows it. */
  private static final Set<String> ENVELOPE =
      Set.of(
          "id",
          "object",
          "created",
          "created_at",
          "model",
          "type",
          "role",
          "status",
          "usage",
          "service_tier",
          "system_fingerprint",
          "stop_sequence",
          "stop_reason",
          "finish_reason",
          "usageMetadata",
          "modelVersion",
          "responseId",
          "llm_output");

  /**
   * Characters of a payload in which messages are looked for. The tree of one takes up to some
   * twenty bytes of memory for each: what is larger is shown as JSON alone.
   */
  private static final int LONGEST = 8_000_000;

  private final Role otherwise;
  private final List<Message> found = new ArrayList<>();
  private final ObjectNode rest = JsonNodeFactory.instance.objectNode();

  private Conversation(Role otherwise) {
    this.otherwise = otherwise;
  }

  /**
   * @param note said of the last message that came from the model
   * @return empty when neither payload holds a message
   */
  public static List<Message> of(Payload input, Payload output, String note) {
    Conversation asked = new Conversation(Role.USER);
    Conversation answered = new Conversation(Role.ASSISTANT);
    asked.read(input);
    answered.read(output);
    if (asked.found.isEmpty() && answered.found.isEmpty()) {
      return List.of();
    }
    List<Message> all = new ArrayList<>();
    asked.into(all, input, "input");
    int answers = all.size();
    answered.into(all, output, "output");
    for (int i = all.size() - 1; i >= answers && !note.isEmpty(); i--) {
      if (all.get(i).role() == Role.ASSISTANT) {
        all.set(i, all.get(i).withNote(note));
        break;
      }
    }
    return named(all);
  }

  /** A result that knows only the id of its call gets the name of the tool. */
  private static List<Message> named(List<Message> messages) {
    Map<String, String> tools = new HashMap<>();
    for (Message message : messages) {
      for (Message.Piece piece : message.pieces()) {
        if (piece instanceof Message.Call call && !call.id().isEmpty()) {
          tools.put(call.id(), call.tool());
        }
      }
    }
    return messages.stream()
        .map(
            message ->
                new Message(
                    message.role(),
                    message.label(),
                    message.note(),
                    message.pieces().stream()
                        .map(
                            piece ->
                                piece instanceof Message.Result result
                                    ? new Message.Result(
                                        tools.getOrDefault(result.tool(), result.tool()),
                                        result.text())
                                    : piece)
                        .toList()))
        .toList();
  }

  private void into(List<Message> all, Payload payload, String name) {
    all.addAll(found);
    if (found.isEmpty() && !payload.isAbsent()) {
      all.add(new Message(Role.OTHER, name, "", List.of(new Message.Json(payload.json()))));
    } else if (!rest.isEmpty()) {
      all.add(
          new Message(
              Role.OTHER, "also in the " + name, "", List.of(new Message.Json(rest.toString()))));
    }
  }

  private void read(Payload payload) {
    if (payload.isAbsent() || payload.cut() || payload.json().length() > LONGEST) {
      return;
    }
    try {
      any(JSON.readTree(payload.json()), 0);
    } catch (JacksonException notJson) {
      found.clear();
    }
  }

  /** Whether there was a message in it. */
  private boolean any(JsonNode node, int depth) {
    if (node.isString() && depth == 0) {
      JsonNode inner = json(node);
      if (inner != node && any(inner, 1)) {
        return true;
      }
      return text(otherwise == Role.USER ? "input" : "output", node);
    }
    if (node.isArray()) {
      return list(node);
    }
    if (!node.isObject()) {
      return false;
    }
    if (MessageReader.isMessage(node) && !node.has("choices") && !node.has("messages")) {
      found.add(MessageReader.read(node, otherwise));
      return true;
    }
    int before = found.size();
    fields(Flattened.nested(node), depth);
    return found.size() > before;
  }

  private void fields(JsonNode node, int depth) {
    int before = found.size();
    ObjectNode weaker = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String name = field.getKey();
      JsonNode value = json(field.getValue());
      boolean understood =
          switch (name) {
            case "system",
                "instructions",
                "system_prompt",
                "systemInstruction",
                "system_instruction",
                "gen_ai.system_instructions" ->
                system(value);
            case "messages",
                "contents",
                "events",
                "history",
                "chat_history",
                "conversation",
                "input_messages",
                "output_messages",
                "all_messages_events",
                "new_messages",
                "pydantic_ai.all_messages",
                "gen_ai.input.messages",
                "gen_ai.output.messages",
                "gen_ai.prompt",
                "gen_ai.completion",
                "llm.input_messages",
                "llm.output_messages",
                "ai.prompt.messages" ->
                messages(value);
            case "choices", "candidates", "generations" -> answers(value);
            case "message", "input", "output", "response", "ai.prompt", "data" ->
                value.isContainer() && depth < DEEPEST && within(value, depth)
                    || name.equals("message") && text("message", value);
            case "ai.response.toolCalls" -> calls(value);
            case "ai.response.reasoning" -> thought(value);
            case "ai.response.text", "ai.response.object" ->
                text(otherwise.label(), field.getValue());
            default -> false;
          };
      if (!understood && !ENVELOPE.contains(name) && !field.getValue().isNull()) {
        weaker.set(name, field.getValue());
      }
    }
    boolean strong = found.size() > before;
    for (Map.Entry<String, JsonNode> field : weaker.properties()) {
      boolean understood =
          switch (field.getKey()) {
            case "question", "query", "user_message", "answer", "final_result", "final_answer" ->
                text(field.getKey(), field.getValue());
            case "prompt",
                "input",
                "output",
                "response",
                "output_text",
                "completion",
                "result",
                "text",
                "content" ->
                !strong && text(field.getKey(), field.getValue());
            case "input.value", "output.value" ->
                !strong
                    && (within(json(field.getValue()), depth)
                        || text(field.getKey(), field.getValue()));
            default -> false;
          };
      if (!understood && depth == 0) {
        rest.set(field.getKey(), field.getValue());
      }
    }
  }

  /** Takes a container's messages, or leaves it alone where it has none. */
  private boolean within(JsonNode node, int depth) {
    Conversation inner = new Conversation(otherwise);
    if (!node.isContainer() || depth >= DEEPEST || !inner.any(node, depth + 1)) {
      return false;
    }
    found.addAll(inner.found);
    return true;
  }

  private boolean system(JsonNode value) {
    List<Message.Piece> pieces = Contents.of(value);
    if (pieces.isEmpty() || value.isString() && value.stringValue().isBlank()) {
      return false;
    }
    found.addFirst(new Message(Role.SYSTEM, "system", "", pieces));
    return true;
  }

  private boolean list(JsonNode node) {
    boolean known = false;
    for (JsonNode entry : node) {
      known |= MessageReader.isMessage(entry) || entry.isArray() && isBatch(entry);
    }
    return known && messages(node);
  }

  private static boolean isBatch(JsonNode node) {
    return !node.isEmpty() && MessageReader.isMessage(node.get(0));
  }

  /** A list that is known to be one of messages; those of a batch one after the other. */
  private boolean messages(JsonNode value) {
    if (value.isString()) {
      return text(otherwise.label(), value);
    }
    if (value.isObject() && MessageReader.isMessage(value)) {
      found.add(MessageReader.read(value, otherwise));
      return true;
    }
    if (!value.isArray() || value.isEmpty()) {
      return false;
    }
    for (JsonNode entry : value) {
      if (entry.isArray() && (isBatch(entry) || entry.size() != 2)) {
        messages(entry);
      } else {
        boolean gemini = entry.path("parts").isArray();
        boolean known = MessageReader.isMessage(entry) || entry.isString() || entry.isArray();
        found.add(
            known || gemini
                ? MessageReader.read(entry, otherwise)
                : new Message(
                    Role.OTHER, "not understood", "", List.of(new Message.Json(entry.toString()))));
      }
    }
    return true;
  }

  /** The choices of OpenAI, the candidates of Gemini, the generations of LangChain. */
  private boolean answers(JsonNode value) {
    if (!value.isArray()) {
      return false;
    }
    for (JsonNode answer : value) {
      if (answer.isArray()) {
        answers(answer);
        continue;
      }
      JsonNode said = answer;
      for (String name : List.of("message", "delta", "content")) {
        if (answer.path(name).isObject()) {
          said = answer.path(name);
          break;
        }
      }
      Message message = MessageReader.read(said, otherwise);
      found.add(said == answer ? message : message.withNote(MessageReader.finish(answer)));
    }
    return !value.isEmpty();
  }

  private boolean calls(JsonNode value) {
    if (!value.isArray() || value.isEmpty()) {
      return false;
    }
    List<Message.Piece> pieces = new ArrayList<>();
    value.forEach(call -> pieces.add(Contents.call(call)));
    found.add(new Message(Role.ASSISTANT, "assistant", "", pieces));
    return true;
  }

  private boolean thought(JsonNode value) {
    List<Message.Piece> pieces = new ArrayList<>();
    Contents.thought(value, pieces);
    if (!pieces.isEmpty()) {
      found.add(new Message(Role.ASSISTANT, "assistant", "", pieces));
    }
    return !pieces.isEmpty();
  }

  private boolean text(String label, @Nullable JsonNode value) {
    if (value == null || !MessageReader.hasText(value)) {
      return false;
    }
    found.add(new Message(otherwise, label, "", List.of(new Message.Text(value.stringValue()))));
    return true;
  }

  /** JSON that was put into a text, as OpenTelemetry's attributes must; else the text. */
  private static JsonNode json(JsonNode node) {
    if (!node.isString()) {
      return node;
    }
    String text = node.stringValue().strip();
    if (!text.startsWith("{") && !text.startsWith("[")) {
      return node;
    }
    try {
      return JSON.readTree(text);
    } catch (JacksonException plainText) {
      return node;
    }
  }
}
