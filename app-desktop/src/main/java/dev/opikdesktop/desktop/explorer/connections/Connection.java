package dev.opikdesktop.desktop.explorer.connections;

import java.net.URI;

/**
 * A server that the window can look at.
 *
 * @param id the same as long as the connection is kept
 * @param address without {@code /api}
 * @param workspace empty for the usual one
 */
public record Connection(
    String id, Kind kind, String name, URI address, String workspace, Colour colour) {
  private static final String HERE = "here";

  /** What stands at the other end. */
  public enum Kind {
    /** The server that this application runs. */
    HERE,
    /** Another one. */
    SERVER,
    /**
     * A file, which a server of this application's own makes readable for as long as it is shown.
     */
    FILE
  }

  /** The server that this application runs. */
  public static Connection here(URI address) {
    return new Connection(HERE, Kind.HERE, "This computer", address, "", Colour.GREEN);
  }

  /**
   * A file that is looked at for a while.
   *
   * @param name of the file
   * @param address of the server that shows it
   */
  public static Connection file(String name, URI address) {
    return new Connection("file", Kind.FILE, name, address, "", Colour.ORANGE);
  }

  public boolean isHere() {
    return kind == Kind.HERE;
  }

  /** Whether nothing can be changed there: no writes are offered. */
  public boolean readOnly() {
    return kind == Kind.FILE;
  }

  /** The style class under which {@code -od-connection} is its colour. */
  String style() {
    return isHere() ? "connection-here" : colour.style();
  }

  /** Where it is, for a person. */
  public String place() {
    return switch (kind) {
      case HERE -> address.getAuthority();
      case SERVER ->
          workspace.isEmpty() ? address.toString() : address + ", workspace " + workspace;
      case FILE -> "a file";
    };
  }
}
