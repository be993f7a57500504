package dev.opikdesktop.storage.engine.child;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The bytes that a client sends, through one small buffer. One thread at a time reads. */
final class ConnectionInput {
  private static final int MAX_HEAD = 1 << 20;

  private final SocketChannel channel;
  private ByteBuffer buffer = ByteBuffer.allocate(16 * 1024).limit(0);

  ConnectionInput(SocketChannel channel) {
    this.channel = channel;
  }

  /** Waits for bytes. Returns false if the client has gone. */
  boolean awaitBytes() throws IOException {
    if (buffer.hasRemaining()) {
      return true;
    }
    buffer.clear();
    int read = channel.read(buffer);
    buffer.flip();
    return read > 0;
  }

  /** The next request's head, or null if the client has gone. */
  @Nullable RequestHead readHead() throws IOException {
    int scanned = 0;
    while (true) {
      int end = headEnd(scanned);
      if (end >= 0) {
        byte[] head = new byte[end - buffer.position()];
        buffer.get(head);
        return RequestHead.parse(new String(head, StandardCharsets.ISO_8859_1).stripLeading());
      }
      scanned = Math.max(0, buffer.remaining() - 3);
      if (!readMore()) {
        return null;
      }
    }
  }

  private int headEnd(int from) {
    for (int i = buffer.position() + from; i + 3 < buffer.limit(); i++) {
      if (buffer.get(i) == '\r'
          && buffer.get(i + 1) == '\n'
          && buffer.get(i + 2) == '\r'
          && buffer.get(i + 3) == '\n') {
        return i + 4;
      }
    }
    return -1;
  }

  /** Reads behind what is there already. Addresses with long parameters make it grow. */
  private boolean readMore() throws IOException {
    buffer.compact();
    if (!buffer.hasRemaining()) {
      if (buffer.capacity() >= MAX_HEAD) {
        throw new IOException("the request's head is larger than " + MAX_HEAD + " bytes");
      }
      buffer = ByteBuffer.allocate(buffer.capacity() * 4).put(buffer.flip());
    }
    int read = channel.read(buffer);
    buffer.flip();
    return read > 0;
  }

  private int read(byte[] target, int offset, int length) throws IOException {
    if (!buffer.hasRemaining() && length >= buffer.capacity()) {
      return channel.read(ByteBuffer.wrap(target, offset, length));
    }
    if (!awaitBytes()) {
      return -1;
    }
    int count = Math.min(length, buffer.remaining());
    buffer.get(target, offset, count);
    return count;
  }

  private int readByte() throws IOException {
    if (!awaitBytes()) {
      throw new EOFException("the client went away in the middle of its request");
    }
    return buffer.get() & 0xff;
  }

  /**
   * The body of the request whose head was read last.
   *
   * @param beforeFirstRead told once when someone wants the body; a client may be waiting for that
   * @param atEnd told once when the last byte of the body has been read
   */
  InputStream body(RequestHead head, Action beforeFirstRead, Runnable atEnd) {
    if (head.headerHas("transfer-encoding", "chunked")) {
      return new Body(-1, beforeFirstRead, atEnd);
    }
    String length = head.header("content-length");
    return new Body(length == null ? 0 : Long.parseLong(length), beforeFirstRead, atEnd);
  }

  /** Something that is done to the connection. */
  @FunctionalInterface
  interface Action {
    void run() throws IOException;
  }

  private final class Body extends InputStream {
    private final boolean chunked;
    private final Action beforeFirstRead;
    private final Runnable atEnd;
    private long remaining;
    private boolean started;
    private boolean ended;

    Body(long length, Action beforeFirstRead, Runnable atEnd) {
      this.chunked = length < 0;
      this.remaining = Math.max(0, length);
      this.beforeFirstRead = beforeFirstRead;
      this.atEnd = atEnd;
      if (length == 0) {
        end();
      }
    }

    private void end() {
      ended = true;
      atEnd.run();
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (ended) {
        return -1;
      }
      if (!started) {
        started = true;
        beforeFirstRead.run();
      }
      if (chunked && remaining == 0) {
        remaining = nextChunk();
        if (remaining == 0) {
          end();
          return -1;
        }
      }
      int count = ConnectionInput.this.read(target, offset, (int) Math.min(length, remaining));
      if (count < 0) {
        throw new EOFException("the client went away in the middle of its request");
      }
      remaining -= count;
      if (remaining == 0) {
        if (!chunked) {
          end();
        } else {
          readByte();
          readByte();
        }
      }
      return count;
    }

    private long nextChunk() throws IOException {
      String line = readLine();
      int semicolon = line.indexOf(';');
      long size;
      try {
        size = Long.parseLong((semicolon < 0 ? line : line.substring(0, semicolon)).strip(), 16);
      } catch (NumberFormatException e) {
        throw new IOException("the body's chunks are broken", e);
      }
      if (size == 0) {
        while (!readLine().isEmpty()) {
          // Trailers say nothing to us.
        }
      }
      return size;
    }

    private String readLine() throws IOException {
      StringBuilder line = new StringBuilder();
      for (int c = readByte(); c != '\n'; c = readByte()) {
        if (line.length() > 8192) {
          throw new IOException("the body's chunks are broken");
        }
        line.append((char) c);
      }
      return line.toString().strip();
    }
  }
}
