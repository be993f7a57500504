package dev.opikdesktop.server.json;

import tools.jackson.core.exc.StreamReadException;

/** A text that is no JSON, or goes beyond one of its limits. */
final class JsonSyntaxException extends StreamReadException {
  private static final long serialVersionUID = 1L;

  private JsonSyntaxException(String message) {
    super(null, message);
  }

  /**
   * @param at how many bytes of the text were read before
   */
  static JsonSyntaxException at(int at, String message) {
    return new JsonSyntaxException(message + " (byte " + at + ")");
  }
}
