package dev.opikdesktop.desktop.explorer.chat;

import dev.opikdesktop.desktop.client.Payload;
import java.util.List;
import java.util.stream.Collectors;

/** A conversation with its rows. */
public record Transcript(List<Message> messages, List<ChatRow> rows) {
  public static final Transcript NONE = new Transcript(List.of(), List.of());

  /**
   * Reads what was asked and answered; takes its time with large payloads.
   *
   * @param note said of the model's last message
   */
  public static Transcript of(Payload input, Payload output, String note) {
    List<Message> messages = Conversation.of(input, output, note);
    return messages.isEmpty() ? NONE : new Transcript(messages, ChatRows.of(messages));
  }

  /** All of it, for the clipboard. */
  public String text() {
    return messages.stream()
        .map(message -> message.label() + ":\n" + ChatRows.text(message))
        .collect(Collectors.joining("\n\n"));
  }

  public boolean isEmpty() {
    return messages.isEmpty();
  }
}
