package dev.opikdesktop.storage.writeahead;

import java.io.IOException;

/** A file that cannot be understood. */
final class DamagedLogException extends IOException {
  private static final long serialVersionUID = 1L;

  DamagedLogException(String message) {
    super(message);
  }
}
