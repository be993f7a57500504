package dev.opikdesktop.server.http;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityProducer;
import org.apache.hc.core5.http.nio.support.AsyncRequestBuilder;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http2.config.H2Config;
import org.apache.hc.core5.http2.impl.nio.bootstrap.H2MultiplexingRequester;
import org.apache.hc.core5.http2.impl.nio.bootstrap.H2MultiplexingRequesterBootstrap;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/** Unary calls with every byte in the hand of the test. All calls share one connection. */
public final class GrpcClient implements AutoCloseable {
  private static final Timeout PATIENCE = Timeout.ofSeconds(30);

  private final int port;
  private final H2MultiplexingRequester requester =
      H2MultiplexingRequesterBootstrap.bootstrap()
          .setH2Config(H2Config.custom().setPushEnabled(false).build())
          .create();

  public GrpcClient(int port) {
    this.port = port;
    requester.start();
  }

  /**
   * What came back.
   *
   * @param status of gRPC, -1 without any
   * @param message of gRPC, empty without any
   * @param body without its prefix
   * @param requestId that the answer names
   */
  public record Reply(int httpStatus, int status, String message, byte[] body, String requestId) {}

  /** A message with its prefix. */
  public static byte[] framed(int flag, byte[] message) {
    return framed(flag, message.length, message);
  }

  /** The same, with any length in the prefix. */
  public static byte[] framed(int flag, int declared, byte[] message) {
    ByteArrayOutputStream framed = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(framed)) {
      out.writeByte(flag);
      out.writeInt(declared);
      out.write(message);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return framed.toByteArray();
  }

  /** Calls with a whole message and this metadata, names and values in turn. */
  public Reply call(String path, byte[] message, String... metadata) {
    return raw(path, framed(0, message), metadata);
  }

  /** Calls with these bytes as the body. */
  public Reply raw(String path, byte[] body, String... metadata) {
    return raw(path, "application/grpc", body, metadata);
  }

  public Reply raw(String path, String contentType, byte[] body, String... metadata) {
    try {
      return begin(path, contentType, body, metadata)
          .get(PATIENCE.toMilliseconds(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("No answer to " + path, e);
    }
  }

  /** Begins a call; cancelling it resets its stream. */
  public Future<Reply> begin(String path, String contentType, byte[] body, String... metadata) {
    AsyncEntityProducer entity =
        new BasicAsyncEntityProducer(body, ContentType.create(contentType));
    AsyncRequestBuilder request =
        AsyncRequestBuilder.post("http://localhost:" + port + path).setEntity(entity);
    request.addHeader("te", "trailers");
    for (int i = 0; i < metadata.length; i += 2) {
      request.addHeader(metadata[i], metadata[i + 1]);
    }
    return requester.execute(request.build(), new Collected(), PATIENCE, null);
  }

  @Override
  public void close() {
    requester.close(CloseMode.IMMEDIATE);
  }

  private static final class Collected implements AsyncResponseConsumer<Reply> {
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int httpStatus;
    private String requestId = "";
    private FutureCallback<Reply> result;

    @Override
    public void consumeResponse(
        HttpResponse response,
        EntityDetails entity,
        HttpContext context,
        FutureCallback<Reply> callback) {
      httpStatus = response.getCode();
      requestId = value(List.of(response.getHeaders()), "x-request-id", "");
      result = callback;
      if (entity == null) {
        callback.completed(new Reply(httpStatus, -1, "", new byte[0], requestId));
      }
    }

    @Override
    public void streamEnd(List<? extends Header> trailers) {
      byte[] all = body.toByteArray();
      result.completed(
          new Reply(
              httpStatus,
              Integer.parseInt(value(trailers, "grpc-status", "-1")),
              URLDecoder.decode(
                  value(trailers, "grpc-message", "").replace("+", "%2B"), StandardCharsets.UTF_8),
              all.length < 5 ? all : java.util.Arrays.copyOfRange(all, 5, all.length),
              requestId));
    }

    private static String value(List<? extends Header> headers, String name, String other) {
      return headers == null
          ? other
          : headers.stream()
              .filter(header -> header.getName().equals(name))
              .map(Header::getValue)
              .findFirst()
              .orElse(other);
    }

    @Override
    public void informationResponse(HttpResponse response, HttpContext context) {}

    @Override
    public void updateCapacity(CapacityChannel channel) throws IOException {
      channel.update(Integer.MAX_VALUE);
    }

    @Override
    public void consume(ByteBuffer bytes) {
      byte[] read = new byte[bytes.remaining()];
      bytes.get(read);
      body.writeBytes(read);
    }

    @Override
    public void failed(Exception cause) {
      if (result != null) {
        result.failed(cause);
      }
    }

    @Override
    public void releaseResources() {}
  }
}
