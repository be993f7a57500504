package dev.opikdesktop.server.events;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Many open streams of events, all of which the caller's thread reads, or leaves unread. */
final class Crowd implements AutoCloseable {
  private static final int SMALL = 4096;
  private static final int BUFFER = 256 * 1024;
  private static final int PATIENCE_MILLIS = 50;

  private final InetSocketAddress address;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
  private final List<SocketChannel> channels = new ArrayList<>();
  private final Selector selector;

  /** Nobody yet. */
  Crowd(int port) throws IOException {
    address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    selector = Selector.open();
  }

  /**
   * Opens a stream that is read from now on.
   *
   * @param lastSeen the number to go on after; 0 for none
   */
  Listener reader(long lastSeen, Consumer<String> onEvent) throws IOException {
    Listener listener = new Listener(onEvent);
    SocketChannel channel = open(lastSeen == 0 ? "" : "Last-Event-ID: " + lastSeen + "\r\n", false);
    read(channel, listener);
    return listener;
  }

  /** Opens a stream that nobody reads, with little room for what waits to be read. */
  SocketChannel silent() throws IOException {
    return open("", true);
  }

  /** Reads a stream that was left unread. */
  void read(SocketChannel channel, Listener listener) throws IOException {
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ, listener);
  }

  private SocketChannel open(String header, boolean small) throws IOException {
    SocketChannel channel = SocketChannel.open();
    channels.add(channel);
    if (small) {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, SMALL);
    }
    channel.connect(address);
    String request =
        "GET /v1/private/opik-desktop/events HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\n";
    channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.ISO_8859_1)));
    return channel;
  }

  /** Reads what comes to all until something is true. */
  void readUntil(BooleanSupplier done) throws IOException {
    while (!done.getAsBoolean()) {
      selector.select(PATIENCE_MILLIS);
      for (SelectionKey key : selector.selectedKeys()) {
        buffer.clear();
        if (((SocketChannel) key.channel()).read(buffer) < 0) {
          key.cancel();
        }
        buffer.flip();
        ((Listener) key.attachment()).take(buffer);
      }
      selector.selectedKeys().clear();
    }
  }

  /** How many of the streams that are read have not ended. */
  int open() {
    return (int) selector.keys().stream().filter(SelectionKey::isValid).count();
  }

  @Override
  public void close() throws IOException {
    for (SocketChannel channel : channels) {
      channel.close();
    }
    selector.close();
  }
}
