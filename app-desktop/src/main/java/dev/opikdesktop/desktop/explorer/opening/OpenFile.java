package dev.opikdesktop.desktop.explorer.opening;

import dev.opikdesktop.desktop.explorer.connections.Connection;

/** A file that is open, read only, until it is closed. */
public record OpenFile(Connection connection, FileOpener.Opened opened) {
  public String name() {
    return connection.name();
  }
}
