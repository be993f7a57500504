package dev.opikdesktop.desktop.client;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What went wrong in a trace or span, as its program told it. */
public record ErrorInfo(
    String exceptionType, @Nullable String message, @Nullable String traceback) {
  /** A class with what it is in before it: {@code java.net.SocketException}. */
  private static final Pattern CLASS = Pattern.compile("(?:\\w+[.$])+([A-Za-z]\\w*)(?:\\$\\d+)?");

  /** The type, as short as a mark beside a name has to be: a class without its package. */
  public String mark() {
    Matcher name = CLASS.matcher(exceptionType);
    return exceptionType.isEmpty() ? "Error" : name.matches() ? name.group(1) : exceptionType;
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
