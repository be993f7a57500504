package dev.opikdesktop.server.http;

/** The server may not have the port that it was told to listen on: mostly it is taken. */
public final class PortTakenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String host;
  private final int port;

  public PortTakenException(String host, int port, Throwable cause) {
    super(reason(host, port, cause), cause);
    this.host = host;
    this.port = port;
  }

  private static String reason(String host, int port, Throwable cause) {
    String text = "" + cause.getMessage();
    return "Port "
        + port
        + " on "
        + host
        + (text.contains("in use")
            ? " is taken by another program"
            : " cannot be listened on: " + text);
  }

  public String host() {
    return host;
  }

  public int port() {
    return port;
  }
}
