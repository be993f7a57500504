package dev.opikdesktop.benchmarks;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP/1.1 connection over loopback that sends requests which are bytes already. It does as
 * little as can be, because it runs on the same cores as what it measures.
 */
final class Wire implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  /** An answer that does not begin or go on for so long is none. */
  private static final int PATIENCE_MILLIS = 180_000;

  /** Where a status stands: after "HTTP/1.1 ". */
  private static final int STATUS_AT = 9;

  /** Bytes of a refusal's body that are shown. */
  private static final int SHOWN = 400;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final byte[] discarded = new byte[BUFFER];

  private Wire(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream(), BUFFER);
    this.out = socket.getOutputStream();
  }

  static Wire to(int port) {
    try {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(PATIENCE_MILLIS);
      return new Wire(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends a request and reads the answer to its end, keeping its body. */
  Answer ask(Request request) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    return new Answer(exchange(request, body), body.toByteArray());
  }

  /**
   * The same for an answer that has to be a good one.
   *
   * @throws IllegalStateException if the answer's status is not of the 200s
   */
  Answer get(Request request) {
    Answer answer = ask(request);
    if (answer.status() / 100 != 2) {
      throw refused(request, answer.status(), answer.text());
    }
    return answer;
  }

  /**
   * Sends a request and reads the answer to its end, throwing the body away.
   *
   * @throws IllegalStateException if the answer's status is not of the 200s
   */
  void send(Request request) {
    int status = exchange(request, null);
    if (status / 100 != 2) {
      throw refused(request, status, new String(discarded, 0, SHOWN, StandardCharsets.UTF_8));
    }
  }

  private static IllegalStateException refused(Request request, int status, String body) {
    String shown = body.substring(0, Math.min(body.length(), SHOWN)).strip();
    return new IllegalStateException(
        "HTTP " + status + " for " + request.firstLine() + ": " + shown);
  }

  private int exchange(Request request, @Nullable ByteArrayOutputStream body) {
    try {
      out.write(request.bytes());
      out.flush();
      String status = line();
      long length = -1;
      boolean chunked = false;
      for (String header = line(); !header.isEmpty(); header = line()) {
        String lower = header.toLowerCase(Locale.ROOT);
        if (lower.startsWith("content-length:")) {
          length = Long.parseLong(lower.substring("content-length:".length()).strip());
        } else if (lower.startsWith("transfer-encoding:") && lower.contains("chunked")) {
          chunked = true;
        }
      }
      int code = Integer.parseInt(status.substring(STATUS_AT, STATUS_AT + 3));
      if (chunked) {
        for (long size = chunk(); size > 0; size = chunk()) {
          take(size, body);
          line();
        }
        line();
      } else if (length > 0) {
        take(length, body);
      }
      return code;
    } catch (IOException e) {
      throw new UncheckedIOException(request.firstLine(), e);
    }
  }

  private long chunk() throws IOException {
    return Long.parseLong(line().strip(), 16);
  }

  private void take(long length, @Nullable ByteArrayOutputStream body) throws IOException {
    for (long left = length; left > 0; ) {
      int count = in.read(discarded, 0, (int) Math.min(left, discarded.length));
      if (count < 0) {
        throw new EOFException();
      }
      if (body != null) {
        body.write(discarded, 0, count);
      }
      left -= count;
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException();
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An answer's status and body. */
  @SuppressWarnings("ArrayRecordComponent") // Nobody compares answers.
  record Answer(int status, byte[] body) {
    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }
}
