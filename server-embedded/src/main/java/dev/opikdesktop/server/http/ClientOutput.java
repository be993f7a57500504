package dev.opikdesktop.server.http;

import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ServerConnectionException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * The way to the client. One that goes away in the middle of its answer is no fault of ours, and
 * not logged.
 */
final class ClientOutput extends OutputStream {
  private static final int SLICE = 64 * 1024;

  private final OutputStream out;

  ClientOutput(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) {
    try {
      // Each write is copied below: of a large payload only a slice at a time.
      for (int at = 0; at < length; at += SLICE) {
        out.write(bytes, from + at, Math.min(SLICE, length - at));
      }
    } catch (IOException | UncheckedIOException | ServerConnectionException e) {
      throw gone(e);
    }
  }

  @Override
  public void flush() {
    try {
      out.flush();
    } catch (IOException | UncheckedIOException | ServerConnectionException e) {
      throw gone(e);
    }
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException | UncheckedIOException | ServerConnectionException e) {
      throw gone(e);
    }
  }

  private static CloseConnectionException gone(Exception e) {
    return new CloseConnectionException("The client left in the middle of its answer", e);
  }
}
