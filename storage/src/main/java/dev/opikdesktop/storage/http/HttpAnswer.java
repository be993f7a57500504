package dev.opikdesktop.storage.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * An answer, whose body is read as it comes. Closing it before the body's end cuts the connection
 * off, so that the server notices; reading a body that was cut off on the way throws.
 */
public final class HttpAnswer implements AutoCloseable {
  private static final int LONGEST_CHUNK_LINE = 256;

  private final HttpHead head;
  private final HttpConnection connection;
  private final boolean reusable;
  private final boolean chunked;
  private final long length;
  private final Body body = new Body();

  /** What is left of the body, or of the chunk that is being read. */
  private long remaining;

  private boolean inChunk;
  private boolean ended;
  private boolean closed;

  HttpAnswer(HttpHead head, HttpConnection connection, boolean keepAlive) throws IOException {
    this.head = head;
    this.connection = connection;
    this.chunked = head.isChunked();
    this.length = head.length();
    this.reusable = keepAlive && (chunked || length >= 0);
    this.remaining = Math.max(0, length);
    this.ended = length == 0;
  }

  public int status() {
    return head.status();
  }

  /**
   * A header's value, or null if it is not there.
   *
   * @param name in lower case
   */
  public @Nullable String header(String name) {
    return head.header(name);
  }

  /** Bytes of the body, or -1 if only its end will tell. */
  public long length() {
    return length;
  }

  public InputStream body() {
    return body;
  }

  /** Reads the body to its end, and throws it away. */
  public void skip() throws IOException {
    if (!ended) {
      body.transferTo(OutputStream.nullOutputStream());
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      connection.release(reusable && ended);
    }
  }

  private final class Body extends InputStream {
    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
      if (ended || count == 0) {
        return ended ? -1 : 0;
      }
      if (chunked && remaining == 0 && !nextChunk()) {
        return -1;
      }
      boolean untilClose = !chunked && length < 0;
      int wanted = untilClose ? count : (int) Math.min(count, remaining);
      int read = connection.read(target, offset, wanted);
      if (read < 0) {
        if (!untilClose) {
          throw new EOFException("the answer ended in the middle");
        }
        ended = true;
        return -1;
      }
      remaining -= read;
      ended = !chunked && !untilClose && remaining == 0;
      return read;
    }

    private boolean nextChunk() throws IOException {
      if (inChunk && !line().isEmpty()) {
        throw new IOException("the chunks of the answer are broken");
      }
      String line = line();
      int semicolon = line.indexOf(';');
      try {
        remaining =
            Long.parseLong((semicolon < 0 ? line : line.substring(0, semicolon)).strip(), 16);
      } catch (NumberFormatException e) {
        throw new IOException("the chunks of the answer are broken", e);
      }
      inChunk = true;
      if (remaining == 0) {
        while (!line().isEmpty()) {
          // Trailers say nothing to us.
        }
        ended = true;
      }
      return remaining > 0;
    }

    private String line() throws IOException {
      StringBuilder line = new StringBuilder(16);
      for (int c = connection.read(); c != '\n'; c = connection.read()) {
        if (c < 0) {
          throw new EOFException("the answer ended in the middle");
        }
        if (line.length() > LONGEST_CHUNK_LINE) {
          throw new IOException("the chunks of the answer are broken");
        }
        if (c != '\r') {
          line.append((char) c);
        }
      }
      return line.toString();
    }
  }
}
