package dev.opikdesktop.desktop.client;

import tools.jackson.core.JacksonException;

/**
 * A request that brought no usable answer: the server was not reached, refused, or said something
 * unreadable.
 */
public final class ClientException extends RuntimeException {
  private static final int NOT_FOUND = 404;
  private static final int NOT_ALLOWED = 405;

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

  /**
   * Whether the server does not know what was asked of it, as another kind or an older one: only of
   * a question that names nothing that may be missing.
   */
  public static boolean isNotServed(Exception problem) {
    return problem instanceof ClientException refused
        && (refused.status == NOT_FOUND || refused.status == NOT_ALLOWED);
  }

  /** The HTTP status, or 0 when there was no answer at all. */
  public int status() {
    return status;
  }
}
