package dev.opikdesktop.storage.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One connection: a request, its answer, the next request. One thread at a time uses it. */
final class HttpConnection {
  private static final int MAX_HEAD = 64 * 1024;
  private static final byte[] LINE_END = {'\r', '\n'};
  private static final byte[] LAST_CHUNK = {'0', '\r', '\n', '\r', '\n'};

  /** How long a server that took no more of a body may take to say why. */
  private static final int REASON_MILLIS = 1_000;

  private final Socket socket;
  private final HttpConnections connections;
  private final InputStream in;
  private final OutputStream out;
  private byte[] input = new byte[16 * 1024];
  private int position;
  private int limit;
  private final byte[] output = new byte[16 * 1024];
  private int buffered;
  private @Nullable IOException writeFailure;
  private boolean answered;
  private int timeoutMillis = -1;
  private long idleSince;

  HttpConnection(Socket socket, HttpConnections connections) throws IOException {
    this.socket = socket;
    this.connections = connections;
    this.in = socket.getInputStream();
    this.out = socket.getOutputStream();
  }

  /** Whether a byte of an answer to the last request has come. */
  boolean hasAnswered() {
    return answered;
  }

  long idleNanos() {
    return System.nanoTime() - idleSince;
  }

  HttpAnswer exchange(HttpRequest request, String headers, Duration timeout) throws IOException {
    answered = false;
    boolean done = false;
    try {
      timeout((int) Math.min(Integer.MAX_VALUE, timeout.toMillis()));
      boolean sent = send(request, headers);
      HttpHead head = HttpHead.parse(readHead());
      while (head.status() < 200) {
        head = HttpHead.parse(readHead());
      }
      HttpAnswer answer = new HttpAnswer(head, this, sent && head.keepAlive());
      done = true;
      return answer;
    } finally {
      if (!done) {
        close();
      }
    }
  }

  private void timeout(int millis) throws IOException {
    if (millis != timeoutMillis) {
      socket.setSoTimeout(millis);
      timeoutMillis = millis;
    }
  }

  /** Says whether all of it was sent; what was not may have an answer that tells why. */
  private boolean send(HttpRequest request, String headers) throws IOException {
    StringBuilder head = new StringBuilder(512);
    head.append("POST ").append(request.target()).append(" HTTP/1.1\r\n").append(headers);
    if (request.contentType() != null) {
      head.append("Content-Type: ").append(request.contentType()).append("\r\n");
    }
    if (request.length() < 0) {
      head.append("Transfer-Encoding: chunked\r\n\r\n");
    } else {
      head.append("Content-Length: ").append(request.length()).append("\r\n\r\n");
    }
    byte[] bytes = head.toString().getBytes(StandardCharsets.ISO_8859_1);
    try {
      write(bytes, 0, bytes.length);
      if (request.length() < 0) {
        request.body().writeTo(new Chunks());
        write(LAST_CHUNK, 0, LAST_CHUNK.length);
      } else {
        request.body().writeTo(new Plain());
      }
      flush();
      return true;
    } catch (IOException e) {
      if (writeFailure == null) {
        throw e;
      }
      return awaitReason(writeFailure);
    }
  }

  private boolean awaitReason(IOException failure) throws IOException {
    try {
      timeout(REASON_MILLIS);
      if (fill()) {
        return false;
      }
    } catch (IOException silent) {
      failure.addSuppressed(silent);
    }
    throw failure;
  }

  private void write(byte[] bytes, int offset, int length) throws IOException {
    if (length > output.length - buffered) {
      flush();
      if (length >= output.length) {
        writeNow(bytes, offset, length);
        return;
      }
    }
    System.arraycopy(bytes, offset, output, buffered, length);
    buffered += length;
  }

  private void flush() throws IOException {
    if (buffered > 0) {
      int length = buffered;
      buffered = 0;
      writeNow(output, 0, length);
    }
  }

  private void writeNow(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      writeFailure = e;
      throw e;
    }
  }

  /** The lines of the next head. */
  private String readHead() throws IOException {
    int scanned = 0;
    while (true) {
      for (int i = position + scanned; i + 3 < limit; i++) {
        if (input[i] == '\r'
            && input[i + 1] == '\n'
            && input[i + 2] == '\r'
            && input[i + 3] == '\n') {
          String head = new String(input, position, i + 2 - position, StandardCharsets.ISO_8859_1);
          position = i + 4;
          return head;
        }
      }
      scanned = Math.max(0, limit - position - 3);
      if (limit - position > MAX_HEAD) {
        throw new IOException("the head of the answer is longer than " + MAX_HEAD + " bytes");
      }
      if (!fill()) {
        throw new EOFException("the server closed the connection");
      }
    }
  }

  /** Reads behind what is there already. */
  private boolean fill() throws IOException {
    if (position == limit) {
      position = 0;
      limit = 0;
    } else if (limit == input.length) {
      byte[] larger = position > 0 ? input : new byte[input.length * 2];
      System.arraycopy(input, position, larger, 0, limit - position);
      input = larger;
      limit -= position;
      position = 0;
    }
    int count = in.read(input, limit, input.length - limit);
    if (count <= 0) {
      return false;
    }
    answered = true;
    limit += count;
    return true;
  }

  /** The next byte, or -1 if the server has gone. */
  int read() throws IOException {
    return position < limit || fill() ? input[position++] & 0xff : -1;
  }

  /** Some bytes; -1 if the server has gone. */
  int read(byte[] target, int offset, int length) throws IOException {
    if (position == limit) {
      if (length >= input.length) {
        return in.read(target, offset, length);
      }
      if (!fill()) {
        return -1;
      }
    }
    int count = Math.min(length, limit - position);
    System.arraycopy(input, position, target, offset, count);
    position += count;
    return count;
  }

  /** The answer is done with. */
  void release(boolean reusable) {
    if (reusable && position == limit) {
      idleSince = System.nanoTime();
      connections.keep(this);
    } else {
      close();
    }
    connections.turnEnded();
  }

  /** Cuts the connection off, also under a thread that waits for it. */
  void close() {
    connections.ended(this);
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed enough.
    }
  }

  /** A body whose length was said. */
  private final class Plain extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      HttpConnection.this.write(bytes, offset, length);
    }
  }

  /** A body of which every piece says its length; what is large goes out without being copied. */
  private final class Chunks extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (length == 0) {
        return;
      }
      byte[] size = (Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
      HttpConnection.this.write(size, 0, size.length);
      HttpConnection.this.write(bytes, offset, length);
      HttpConnection.this.write(LINE_END, 0, LINE_END.length);
    }
  }
}
