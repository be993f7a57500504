package dev.opikdesktop.desktop.client;

import org.jspecify.annotations.Nullable;

/** What went wrong in a trace or span, as its program told it. */
public record ErrorInfo(
    String exceptionType, @Nullable String message, @Nullable String traceback) {
  /** The type, as short as a mark beside a name has to be. */
  public String mark() {
    return exceptionType.isEmpty() ? "Error" : exceptionType;
  }

  /** Type and message. */
  public String text() {
    if (message == null || message.isEmpty()) {
      return exceptionType;
    }
    return exceptionType.isEmpty() ? message : exceptionType + ": " + message;
  }

  /** All of it, as one reads it. */
  public String wholeText() {
    return traceback == null ? text() : text() + "\n\n" + traceback;
  }
}
