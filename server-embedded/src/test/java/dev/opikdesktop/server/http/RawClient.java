package dev.opikdesktop.server.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One connection with nothing in between, for what ordinary clients do not let through. */
public final class RawClient implements AutoCloseable {
  private final Socket socket;

  public RawClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(10_000);
  }

  /** Sends the lines with CR LF; what stands after an empty line is the body. */
  public RawClient send(String... lines) throws IOException {
    return send((String.join("\r\n", lines)).getBytes(StandardCharsets.ISO_8859_1));
  }

  public RawClient send(byte[] bytes) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(bytes);
    out.flush();
    return this;
  }

  public InputStream in() throws IOException {
    return socket.getInputStream();
  }

  /** Everything up to the end of the connection. Fails when the end does not come within 10 s. */
  public byte[] untilEnd() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    socket.getInputStream().transferTo(all);
    return all.toByteArray();
  }

  public String textUntilEnd() throws IOException {
    return new String(untilEnd(), StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
