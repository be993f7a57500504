package dev.opikdesktop.storage.writeahead;

import java.io.Serial;

/** What was to be in the store before could not be inserted, so this must not be either. */
final class LostTurnException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  LostTurnException() {
    super("the rows before these were not inserted");
  }
}
