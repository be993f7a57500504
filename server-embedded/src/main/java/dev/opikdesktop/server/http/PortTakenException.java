package dev.opikdesktop.server.http;

/** The port that the server was told to listen on belongs to another program. */
public final class PortTakenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String host;
  private final int port;

  public PortTakenException(String host, int port, Throwable cause) {
    super("Port " + port + " on " + host + " is taken by another program", cause);
    this.host = host;
    this.port = port;
  }

  public String host() {
    return host;
  }

  public int port() {
    return port;
  }
}
