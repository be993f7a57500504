package dev.opikdesktop.server.entities;

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

  /** As messages name it. */
  public String title() {
    return title;
  }
}
