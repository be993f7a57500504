package dev.opikdesktop.desktop.client;

import tools.jackson.core.JacksonException;

/**
 * A request that brought no usable answer: the server was not reached, refused, or said something
 * unreadable.
 */
public final class ClientException extends RuntimeException {
  private final int status;

  ClientException(int status, String message) {
    super(message);
    this.status = status;
  }

  ClientException(String message, Throwable cause) {
    super(message, cause);
    this.status = 0;
  }

  /** Whether there was an answer, which is not what such a server answers. */
  boolean isUnreadable() {
    return getCause() instanceof JacksonException;
  }

  /** The HTTP status, or 0 when there was no answer at all. */
  public int status() {
    return status;
  }
}
