package dev.opikdesktop.server.http;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A connection of HTTP/2, frame by frame, for what no well-behaved client does. */
final class RawHttp2 implements AutoCloseable {
  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int RST_STREAM = 3;
  static final int SETTINGS = 4;
  static final int PING = 6;
  static final int GOAWAY = 7;
  static final int END_STREAM = 1;
  static final int ACK = 1;
  private static final int END_HEADERS = 4;
  private static final int PATIENCE_MILLIS = 20_000;

  private final Socket socket;
  private final DataInputStream in;
  private final DataOutputStream out;

  RawHttp2(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    in = new DataInputStream(socket.getInputStream());
    out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), 1 << 16));
    out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    send(SETTINGS, 0, 0, new byte[0]);
  }

  record Frame(int type, int flags, int stream, byte[] payload) {
    /** The number at this place of the payload. */
    int number(int at) {
      return java.nio.ByteBuffer.wrap(payload).getInt(at);
    }
  }

  void send(int type, int flags, int stream, byte[] payload) throws IOException {
    write(type, flags, stream, payload);
    out.flush();
  }

  /** All in one go, because the server may not wait for the last of them. */
  void sendPings(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      write(PING, 0, 0, new byte[8]);
    }
    out.flush();
  }

  private void write(int type, int flags, int stream, byte[] payload) throws IOException {
    out.writeByte(payload.length >> 16);
    out.writeShort(payload.length);
    out.writeByte(type);
    out.writeByte(flags);
    out.writeInt(stream);
    out.write(payload);
  }

  /** Begins a call with this metadata, names and values in turn; its message may follow. */
  void begin(int stream, String path, String... metadata) throws IOException {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    literal(block, ":method", "POST");
    literal(block, ":scheme", "http");
    literal(block, ":path", path);
    literal(block, ":authority", "localhost");
    literal(block, "content-type", "application/grpc");
    literal(block, "te", "trailers");
    for (int i = 0; i < metadata.length; i += 2) {
      literal(block, metadata[i], metadata[i + 1]);
    }
    send(HEADERS, END_HEADERS, stream, block.toByteArray());
  }

  private static void literal(ByteArrayOutputStream block, String name, String value) {
    block.write(0);
    for (String each : new String[] {name, value}) {
      block.write(each.length());
      block.writeBytes(each.getBytes(StandardCharsets.US_ASCII));
    }
  }

  /** The next frame; empty at the end of the connection. */
  Optional<Frame> read() throws IOException {
    try {
      int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
      int type = in.readUnsignedByte();
      int flags = in.readUnsignedByte();
      int stream = in.readInt();
      return Optional.of(new Frame(type, flags, stream, in.readNBytes(length)));
    } catch (EOFException | SocketException ended) {
      return Optional.empty();
    }
  }

  /** The next frame of a type, past all others. */
  Frame await(int type) throws IOException {
    while (true) {
      Frame frame = read().orElseThrow(() -> new AssertionError("The connection ended"));
      if (frame.type() == type && !(type == SETTINGS && frame.flags() == ACK)) {
        return frame;
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
