package dev.opikdesktop.storage.engine.child;

import java.io.IOException;

/** A body that came whole but cannot be unpacked: the client is told, unlike when it went away. */
final class BrokenBodyException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient ClickHouseException cause;

  BrokenBodyException(int code, String name, String message) {
    super(message);
    cause = new ClickHouseException(code, name, message);
  }

  ClickHouseException cause() {
    return cause;
  }
}
