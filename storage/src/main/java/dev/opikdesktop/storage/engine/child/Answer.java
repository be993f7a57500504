package dev.opikdesktop.storage.engine.child;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The answer to one request. What fits into the buffer goes out at the end with its length; what
 * does not goes out in chunks as it comes.
 */
final class Answer extends OutputStream {
  private static final byte[] LINE_END = {'\r', '\n'};
  private static final byte[] LAST_CHUNK = {'0', '\r', '\n', '\r', '\n'};

  private final SocketChannel channel;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final byte[] buffer = new byte[32 * 1024];
  private int buffered;
  private int status = 200;
  private boolean keepAlive;
  private boolean headSent;
  private final boolean withBody;

  Answer(SocketChannel channel, boolean keepAlive, boolean withBody) {
    this.channel = channel;
    this.keepAlive = keepAlive;
    this.withBody = withBody;
  }

  Answer status(int status) {
    this.status = status;
    return this;
  }

  Answer header(String name, String value) {
    headers.put(name, value.replaceAll("[\r\n]+", " "));
    return this;
  }

  /** Forgets what was written so far. Only before the head has gone. */
  void reset() {
    buffered = 0;
    headers.remove("Content-Encoding");
  }

  boolean headSent() {
    return headSent;
  }

  boolean keepAlive() {
    return keepAlive;
  }

  /** The connection ends with this answer. */
  void last() {
    keepAlive = false;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (length > buffer.length - buffered) {
      write(ByteBuffer.wrap(bytes, offset, length));
      return;
    }
    System.arraycopy(bytes, offset, buffer, buffered, length);
    buffered += length;
  }

  /** Writes bytes, past the buffer if they are many. */
  void write(ByteBuffer bytes) throws IOException {
    int length = bytes.remaining();
    if (length <= buffer.length - buffered) {
      bytes.get(buffer, buffered, length);
      buffered += length;
      return;
    }
    sendHead(-1);
    sendChunk(ByteBuffer.wrap(buffer, 0, buffered));
    buffered = 0;
    if (length <= buffer.length) {
      bytes.get(buffer, 0, length);
      buffered = length;
    } else {
      sendChunk(bytes);
    }
  }

  private void sendChunk(ByteBuffer bytes) throws IOException {
    if (!bytes.hasRemaining() || !withBody) {
      return;
    }
    byte[] size =
        (Integer.toHexString(bytes.remaining()) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    send(ByteBuffer.wrap(size), bytes, ByteBuffer.wrap(LINE_END));
  }

  private void send(ByteBuffer... buffers) throws IOException {
    ByteBuffer last = buffers[buffers.length - 1];
    while (last.hasRemaining()) {
      channel.write(buffers);
    }
  }

  private void sendHead(int length) throws IOException {
    if (!headSent) {
      send(head(length));
    }
  }

  private ByteBuffer head(int length) {
    headSent = true;
    StringBuilder head = new StringBuilder(512);
    head.append("HTTP/1.1 ").append(status).append(' ').append(reason(status)).append("\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    head.append("Connection: ").append(keepAlive ? "keep-alive" : "close").append("\r\n");
    if (length < 0) {
      head.append("Transfer-Encoding: chunked\r\n\r\n");
    } else {
      head.append("Content-Length: ").append(length).append("\r\n\r\n");
    }
    return ByteBuffer.wrap(head.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Sends what is left. */
  void finish() throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(buffer, 0, buffered);
    buffered = 0;
    if (!headSent) {
      ByteBuffer head = head(rest.remaining());
      if (withBody && rest.hasRemaining()) {
        send(head, rest);
      } else {
        send(head);
      }
    } else if (withBody) {
      sendChunk(rest);
      send(ByteBuffer.wrap(LAST_CHUNK));
    }
  }

  private static String reason(int status) {
    return switch (status) {
      case 200 -> "OK";
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 413 -> "Content Too Large";
      case 503 -> "Service Unavailable";
      default -> "Internal Server Error";
    };
  }
}
