package dev.opikdesktop.desktop.explorer.chat;

import dev.opikdesktop.desktop.explorer.chat.Message.Role;
import dev.opikdesktop.desktop.explorer.text.Folding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of a conversation: a paragraph, some lines of code, a picture. Small, so that a message of
 * megabytes costs only the rows in sight.
 *
 * @param message the message it belongs to
 * @param first whether the message's frame begins here
 * @param last whether it ends here
 */
public record ChatRow(int message, Role role, boolean first, boolean last, Body body) {
  /** What a row shows. */
  public sealed interface Body {
    /** Whether it is a paragraph, which needs no more room than its words. */
    default boolean isParagraph() {
      return this instanceof Words words && words.indent() == 0;
    }

    /** What names the picture that it is; empty where it is none. */
    default String picture() {
      return this instanceof Picture picture ? picture.source() : "";
    }
  }

  /** Who speaks, above the frame. */
  record Head(String label, String note) implements Body {}

  /**
   * A paragraph.
   *
   * @param indent how deep in lists
   * @param marker of the list's entry; empty for none
   */
  record Words(Kind kind, int indent, String marker, List<Run> runs) implements Body {}

  /**
   * Some lines of code.
   *
   * @param title what they are; empty for nothing
   */
  record Code(String title, Folding lines, int from, int to) implements Body {}

  /** Some lines of a table, cell by cell. */
  record Table(boolean heading, List<List<List<Run>>> lines) implements Body {}

  /**
   * @param source a data URI, an address, or the name of an attachment
   */
  record Picture(String source) implements Body {}

  /**
   * A file that is no picture.
   *
   * @param type its media type; empty where it is not told
   * @param name empty where it has none
   * @param source a data URI, an address, or the name of an attachment
   */
  public record File(String type, String name, String source) implements Body {
    /** What it is called where it is shown. */
    public String title() {
      return !name.isEmpty()
          ? name
          : source.startsWith("[") ? source.substring(1, source.length() - 1) : kind();
    }

    private String kind() {
      return type.startsWith("audio/") ? "sound" : type.startsWith("video/") ? "video" : "file";
    }
  }

  /** A line across. */
  record Rule() implements Body {}

  enum Kind {
    PLAIN,
    HEADING,
    QUOTE,
    THOUGHT
  }

  /** A stretch of one style. */
  record Run(String text, boolean bold, boolean italic, boolean code, @Nullable String link) {
    static Run plain(String text) {
      return new Run(text, false, false, false, null);
    }
  }
}
