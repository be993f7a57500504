package dev.opikdesktop.desktop.explorer.opening;

/** A file that cannot be read, or not here. The message is a sentence for the user. */
public final class UnreadableFileException extends RuntimeException {
  public UnreadableFileException(String message, Throwable cause) {
    super(message, cause);
  }

  public UnreadableFileException(String message) {
    super(message);
  }
}
