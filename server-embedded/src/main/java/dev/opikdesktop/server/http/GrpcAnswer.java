package dev.opikdesktop.server.http;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHeader;

/**
 * What a call is answered with.
 *
 * @param body a message with its prefix, or nothing
 * @param httpStatus the status of HTTP that means the same as that of gRPC
 */
record GrpcAnswer(ByteBuffer body, List<Header> trailers, int httpStatus) {
  /** A byte that says whether the message is compressed, and its length in four. */
  static final int PREFIX = 5;

  static GrpcAnswer of(byte[] message) {
    ByteArrayOutputStream framed = new ByteArrayOutputStream(PREFIX + message.length);
    try (DataOutputStream out = new DataOutputStream(framed)) {
      out.writeByte(0);
      out.writeInt(message.length);
      out.write(message);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new GrpcAnswer(ByteBuffer.wrap(framed.toByteArray()), trailers(GrpcStatus.OK, ""), 200);
  }

  static GrpcAnswer of(ApiException error) {
    String text = String.valueOf(error.getMessage());
    if (error.body() instanceof ErrorBody.Coded coded && coded.details() != null) {
      text += ". " + coded.details();
    }
    int status = error.status();
    return new GrpcAnswer(ByteBuffer.allocate(0), trailers(GrpcStatus.of(status), text), status);
  }

  private static List<Header> trailers(GrpcStatus status, String message) {
    List<Header> trailers = new ArrayList<>();
    trailers.add(new BasicHeader("grpc-status", Integer.toString(status.code())));
    if (!message.isEmpty()) {
      trailers.add(new BasicHeader("grpc-message", GrpcStatus.escaped(message)));
    }
    return trailers;
  }
}
