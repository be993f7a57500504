package dev.opikdesktop.server.telemetry;

import io.opentelemetry.sdk.common.export.GrpcResponse;
import io.opentelemetry.sdk.common.export.GrpcStatusCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** The answer to a unary call, taken in as it comes. */
final class CollectorAnswer implements AsyncResponseConsumer<GrpcResponse> {
  private static final int PREFIX = 5;
  private static final int OK = 200;

  /** More is not kept: nobody reads it. */
  private static final int MOST = 64 * 1024;

  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private List<Header> head = List.of();
  private int httpStatus;
  private @Nullable FutureCallback<GrpcResponse> result;

  private record Status(GrpcStatusCode code, String description, byte[] message)
      implements GrpcResponse {
    @Override
    public GrpcStatusCode getStatusCode() {
      return code;
    }

    @Override
    public String getStatusDescription() {
      return description;
    }

    @Override
    public byte[] getResponseMessage() {
      return message;
    }
  }

  @Override
  public void consumeResponse(
      HttpResponse response,
      @Nullable EntityDetails entity,
      HttpContext context,
      FutureCallback<GrpcResponse> callback) {
    httpStatus = response.getCode();
    head = List.of(response.getHeaders());
    result = callback;
    if (entity == null) {
      streamEnd(List.of());
    }
  }

  @Override
  public void informationResponse(HttpResponse response, HttpContext context) {
    // It has nothing to say here.
  }

  @Override
  public void updateCapacity(CapacityChannel channel) throws IOException {
    channel.update(Integer.MAX_VALUE);
  }

  @Override
  public void consume(ByteBuffer bytes) {
    byte[] read = new byte[Math.min(bytes.remaining(), MOST - body.size())];
    bytes.get(read);
    bytes.position(bytes.limit());
    body.writeBytes(read);
  }

  @Override
  public void streamEnd(@Nullable List<? extends Header> trailers) {
    FutureCallback<GrpcResponse> waiting = result;
    if (waiting == null) {
      return;
    }
    List<? extends Header> all = trailers == null ? List.of() : trailers;
    String status = value("grpc-status", all);
    byte[] bytes = body.toByteArray();
    waiting.completed(
        new Status(
            GrpcStatusCode.fromValue(
                status.matches("\\d{1,2}")
                    ? Integer.parseInt(status)
                    : GrpcStatusCode.UNKNOWN.getValue()),
            httpStatus == OK ? value("grpc-message", all) : "HTTP " + httpStatus,
            bytes.length < PREFIX ? new byte[0] : Arrays.copyOfRange(bytes, PREFIX, bytes.length)));
  }

  private String value(String name, List<? extends Header> trailers) {
    return Stream.concat(trailers.stream(), head.stream())
        .filter(header -> header.getName().equalsIgnoreCase(name))
        .map(Header::getValue)
        .findFirst()
        .orElse("");
  }

  @Override
  public void failed(Exception cause) {
    if (result != null) {
      result.failed(cause);
    }
  }

  @Override
  public void releaseResources() {
    // Nothing is held.
  }
}
