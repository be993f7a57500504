package dev.opikdesktop.storage.engine.child;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** ClickHouse's HTTP protocol on a loopback port, in front of the pool. */
final class HttpFace implements AutoCloseable {
  private static final int BACKLOG = 256;

  private final ServerSocketChannel server;
  private final Lanes lanes;
  private final Credentials credentials;
  private final Names names;
  private final long waitMillis;
  private final Unstoppable unstoppable;

  /**
   * What the engine tells about itself in every answer.
   *
   * @param timezone the engine's time zone
   * @param version the engine's version
   */
  record Names(String timezone, String version) {}

  /**
   * @param port the port, or 0 for a free one
   * @param waitMillis how long a statement waits for a free connection
   */
  HttpFace(
      int port,
      Lanes lanes,
      Credentials credentials,
      Names names,
      long waitMillis,
      Unstoppable unstoppable)
      throws IOException {
    this.lanes = lanes;
    this.credentials = credentials;
    this.names = names;
    this.waitMillis = waitMillis;
    this.unstoppable = unstoppable;
    server = ServerSocketChannel.open();
    server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
    server.bind(
        new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), BACKLOG);
    Thread.ofPlatform().name("accept").daemon().start(this::accept);
  }

  int port() throws IOException {
    return ((InetSocketAddress) server.getLocalAddress()).getPort();
  }

  private void accept() {
    while (server.isOpen()) {
      try {
        SocketChannel channel = server.accept();
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        Thread.ofVirtual()
            .start(
                new ClientConnection(channel, lanes, credentials, names, waitMillis, unstoppable));
      } catch (IOException e) {
        if (server.isOpen()) {
          System.err.println("accept: " + e);
        }
      }
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      System.err.println("close: " + e);
    }
  }
}
