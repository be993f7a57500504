package dev.opikdesktop.desktop.explorer.chat;

import java.util.List;
import java.util.Locale;

/**
 * One message of a conversation.
 *
 * @param label who speaks, as the tool that wrote it calls it
 * @param note what else is to be said about it on the same line; empty for nothing
 */
public record Message(Role role, String label, String note, List<Piece> pieces) {
  public Message {
    pieces = List.copyOf(pieces);
  }

  Message withNote(String more) {
    String both = note.isEmpty() || more.isEmpty() ? note + more : more + " · " + note;
    return new Message(role, label, both, pieces);
  }

  /** Who speaks. */
  public enum Role {
    SYSTEM,
    USER,
    ASSISTANT,
    TOOL,
    /** What is in the payload besides the messages. */
    OTHER;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The role that a word of any of the formats stands for. */
    static Role of(String word, Role otherwise) {
      return switch (word.toLowerCase(Locale.ROOT)) {
        case "system", "developer", "systemmessage" -> SYSTEM;
        case "user", "human", "humanmessage" -> USER;
        case "assistant", "ai", "model", "aimessage", "aimessagechunk", "chatbot" -> ASSISTANT;
        case "tool", "function", "toolmessage", "functionmessage" -> TOOL;
        default -> otherwise;
      };
    }
  }

  /** What a message consists of. */
  public sealed interface Piece {}

  /** Markdown, or text that is meant as it stands. */
  public record Text(String text) implements Piece {}

  /** What a model thought before it spoke. */
  public record Thinking(String text) implements Piece {}

  /**
   * A tool is called.
   *
   * @param arguments JSON as a rule
   */
  public record Call(String tool, String id, String arguments) implements Piece {}

  /**
   * A tool answered.
   *
   * @param tool its name, or the id of the call; empty where neither is told
   */
  public record Result(String tool, String text) implements Piece {}

  /**
   * @param source a data URI, an address, or the name of an attachment
   */
  public record Image(String source) implements Piece {}

  /**
   * A sound, a film or any other file.
   *
   * @param type its media type; empty where it is not told
   * @param name empty where it has none
   * @param source a data URI, an address, or the name of an attachment
   */
  public record File(String type, String name, String source) implements Piece {}

  /** What is not understood, as it is. */
  public record Json(String json) implements Piece {}
}
