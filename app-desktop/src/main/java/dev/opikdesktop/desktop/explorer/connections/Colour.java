package dev.opikdesktop.desktop.explorer.connections;

import java.util.Locale;

/** What a connection is told by at a glance. */
public enum Colour {
  BLUE,
  VIOLET,
  MAGENTA,
  RED,
  ORANGE,
  GREEN;

  /** The style class under which {@code -od-connection} is this colour. */
  String style() {
    return "connection-" + name().toLowerCase(Locale.ROOT);
  }

  String label() {
    return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
  }
}
