package dev.opikdesktop.desktop.explorer.thread;

import dev.opikdesktop.desktop.client.Payload;
import dev.opikdesktop.desktop.explorer.chat.ChatRow;
import dev.opikdesktop.desktop.explorer.chat.ChatRows;
import dev.opikdesktop.desktop.explorer.chat.Conversation;
import dev.opikdesktop.desktop.explorer.chat.Message;
import dev.opikdesktop.desktop.explorer.text.Excerpt;
import dev.opikdesktop.desktop.explorer.text.Preview;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one side of a conversation said in one turn.
 *
 * @param message null for nothing
 * @param rows how it is drawn
 * @param large whether it gets a box of its own, in which only the rows in sight exist
 */
public record Said(@Nullable Message message, List<ChatRow> rows, boolean large) {
  static final Said NOTHING = new Said(null, List.of(), false);

  private static final int LONGEST = 12_000;
  private static final int MOST_ROWS = 60;

  /** JSON of more than some fifty lines. */
  private static final int MOST_ROWS_OF_JSON = 2;

  private static final ObjectMapper JSON = JsonMapper.builder().build();

  public Said {
    rows = List.copyOf(rows);
  }

  /** Whole, for the clipboard; the JSON where it holds no text. */
  public String text() {
    return message == null ? "" : ChatRows.text(message);
  }

  /** Whether there are pictures in it that are files of the trace. */
  boolean namesFiles() {
    return rows.stream()
        .map(row -> row.body().picture())
        .anyMatch(
            picture ->
                !picture.isEmpty()
                    && !picture.contains("://")
                    && (picture.endsWith("]") || !picture.startsWith("data:")));
  }

  /** The last that the user said: a chat sends along what was said in earlier turns. */
  static Said asked(Payload input) {
    return of(input, Conversation.of(input, Payload.NONE, ""), Message.Role.USER);
  }

  /** The last that the assistant said. */
  static Said answered(Payload output) {
    return of(output, Conversation.of(Payload.NONE, output, ""), Message.Role.ASSISTANT);
  }

  /** Takes its time with large payloads: not for the thread that draws. */
  private static Said of(Payload payload, List<Message> messages, Message.Role role) {
    if (payload.isAbsent()) {
      return NOTHING;
    }
    if (payload.cut()) {
      Excerpt excerpt =
          role == Message.Role.ASSISTANT ? Preview.answered(payload) : Preview.asked(payload);
      return of(role, new Message.Text(excerpt.line() + " …"));
    }
    Message last = last(messages, role);
    if (last != null) {
      return of(last);
    }
    JsonNode node;
    try {
      node = JSON.readTree(payload.json());
    } catch (JacksonException notJson) {
      return of(role, new Message.Text(payload.json()));
    }
    String text = Preview.wholeText(node);
    if (text != null && !text.isBlank()) {
      return of(role, new Message.Text(text.strip()));
    }
    boolean empty = node.isNull() || node.isContainer() && node.isEmpty();
    return empty ? NOTHING : of(role, new Message.Json(payload.json()));
  }

  private static @Nullable Message last(List<Message> messages, Message.Role role) {
    Message any = null;
    for (Message message : messages.reversed()) {
      if (message.role() == role && !message.pieces().isEmpty()) {
        return message;
      }
      any = any == null && message.role() != Message.Role.OTHER ? message : any;
    }
    return any;
  }

  private static Said of(Message.Role role, Message.Piece piece) {
    return of(new Message(role, "", "", List.of(piece)));
  }

  private static Said of(Message message) {
    if (message.pieces().isEmpty()) {
      return NOTHING;
    }
    List<ChatRow> all = ChatRows.of(List.of(message));
    // The first says who speaks, which the side tells here.
    List<ChatRow> rows = all.subList(1, all.size());
    boolean json = message.pieces().stream().allMatch(Message.Json.class::isInstance);
    boolean large =
        rows.size() > (json ? MOST_ROWS_OF_JSON : MOST_ROWS)
            || message.pieces().stream().anyMatch(Said::isLong);
    return new Said(message, rows, large);
  }

  private static boolean isLong(Message.Piece piece) {
    return piece instanceof Message.Text text && text.text().length() > LONGEST;
  }
}
