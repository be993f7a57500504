package dev.opikdesktop.server.entities;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What scores, comments and assertion results can be about. The numbers are stored. */
public enum EntityType {
  TRACE(1, "Trace"),
  SPAN(2, "Span"),
  /** By the id of its row, not by the text that its traces share. */
  THREAD(3, "Thread");

  private final int code;
  private final String title;

  EntityType(int code, String title) {
    this.code = code;
    this.title = title;
  }

  /** As it is stored. */
  public int code() {
    return code;
  }

  /** The type that is stored as a number. */
  public static EntityType ofCode(int code) {
    return values()[code - 1];
  }

  /** The type of a word in a request, such as "trace"; empty for any other word. */
  public static Optional<EntityType> ofWord(String word) {
    return Arrays.stream(values()).filter(type -> type.word().equals(word)).findFirst();
  }

  /** As requests name it. */
  public String word() {
    return title.toLowerCase(Locale.ROOT);
  }

  /** As messages name it. */
  public String title() {
    return title;
  }
}
