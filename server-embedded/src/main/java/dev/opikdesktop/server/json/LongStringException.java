package dev.opikdesktop.server.json;

import tools.jackson.core.exc.StreamReadException;

/** A very long string that is no JSON, or is too long. */
final class LongStringException extends StreamReadException {
  private static final long serialVersionUID = 1L;

  private LongStringException(String message) {
    super(null, message);
  }

  static LongStringException of(String message) {
    return new LongStringException(message);
  }
}
