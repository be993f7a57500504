package dev.opikdesktop.server.otlp;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.http.Responses;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JacksonException;

/** The two forms of OTLP over HTTP; the answer has the form of the request. */
enum Wire {
  PROTOBUF("application/x-protobuf"),
  JSON("application/json");

  private final String mediaType;

  Wire(String mediaType) {
    this.mediaType = mediaType;
  }

  /**
   * The form of a request's body.
   *
   * @throws ApiException 415 for any other
   */
  static Wire of(ServerRequest request) {
    String type =
        request.headers().contentType().map(found -> found.mediaType().text()).orElse("none");
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "application/x-protobuf", "application/protobuf" -> PROTOBUF;
      case "application/json" -> JSON;
      default ->
          throw ApiException.coded(
              415,
              "OTLP comes as application/x-protobuf or application/json; this request's content"
                  + " type is "
                  + type);
    };
  }

  /**
   * Reads the body. Returns whether there is one.
   *
   * @throws ApiException 400 when it is not such a message
   */
  boolean read(InputStream body, Message.Builder into) {
    try (body) {
      byte[] bytes = body.readAllBytes();
      if (bytes.length == 0) {
        return false;
      }
      switch (this) {
        case PROTOBUF -> into.mergeFrom(bytes);
        case JSON -> OtlpJson.read(new ByteArrayInputStream(bytes), into);
      }
      return true;
    } catch (InvalidProtocolBufferException e) {
      throw ApiException.badRequest("The body is not an OTLP message: " + e.getMessage());
    } catch (JacksonException e) {
      throw ApiException.badRequest("The body is not JSON: " + e.getOriginalMessage());
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw ApiException.badRequest("The body is not an OTLP message: " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** 200 with a response message; one without content is an empty body or {@code {}}. */
  void answer(ServerRequest request, ServerResponse response, Partial partial) {
    switch (this) {
      case PROTOBUF -> bytes(request, response, 200, partial.protobuf());
      case JSON -> Responses.json(request, response, partial.json());
    }
  }

  /** An error as google.rpc.Status, which is what OTLP's exporters read. */
  void fail(ServerRequest request, ServerResponse response, int status, String message) {
    switch (this) {
      case PROTOBUF -> bytes(request, response, status, statusMessage(status, message));
      case JSON ->
          Responses.json(
              request, response, Status.create(status), Map.of("code", status, "message", message));
    }
  }

  private void bytes(ServerRequest request, ServerResponse response, int status, byte[] body) {
    response.header(HeaderNames.CONTENT_TYPE, mediaType);
    Responses.bytes(request, response, Status.create(status), body);
  }

  private static byte[] statusMessage(int code, String message) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      out.writeInt32(1, code);
      out.writeString(2, message);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
