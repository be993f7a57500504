package dev.opikdesktop.server.http;

import dev.opikdesktop.server.http.ErrorBody.Coded;
import dev.opikdesktop.server.http.ErrorBody.Errors;
import dev.opikdesktop.server.json.Json;
import dev.opikdesktop.storage.StorageException;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpException;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ServerConnectionException;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.MismatchedInputException;

/** Turns whatever was thrown under a route into one of the contract's answers (contract 1.5). */
final class ErrorAnswers {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorAnswers.class);

  /** Seconds after which a client may ask again while a store restarts. */
  private static final String RETRY_SECONDS = "2";

  private ErrorAnswers() {}

  /** Writes the answer; cuts the connection when a part of another answer is out already. */
  static void answer(ServerRequest request, ServerResponse response, Throwable thrown) {
    Throwable error = unwrapped(thrown);
    if (error instanceof CloseConnectionException close) {
      throw close;
    }
    if (error instanceof ServerConnectionException gone) {
      throw gone;
    }
    if (response.isSent()) {
      throw new CloseConnectionException("Failed after the answer had begun", error);
    }
    ApiException answer = answer(line(request), request.content().hasEntity(), error);
    byte[] body = json(answer.body());
    ServerResponseHeaders headers = response.headers();
    headers.remove(HeaderNames.CONTENT_ENCODING);
    headers.remove(HeaderNames.CONTENT_LENGTH);
    headers.remove(HeaderNames.LOCATION);
    if (!headers.contains(HeaderValues.CONTENT_TYPE_OCTET_STREAM)) {
      headers.set(HeaderValues.CONTENT_TYPE_JSON);
    }
    if (answer.status() == 503 || answer.status() == 429) {
      // One of the official clients reads the first of the two, the other one the second.
      headers.set(HeaderNames.RETRY_AFTER, RETRY_SECONDS);
      headers.set(HeaderNames.create("RateLimit-Reset"), RETRY_SECONDS);
    }
    response.status(Status.create(answer.status()));
    response.send(body);
  }

  private static Throwable unwrapped(Throwable thrown) {
    Throwable each = thrown;
    // A body that breaks off or is too large surfaces through whoever was reading it.
    while (each.getCause() != null
        && (each instanceof UncheckedIOException
            || each instanceof JacksonIOException
            || each instanceof IOException
            || each instanceof DatabindException)) {
      Throwable cause = each.getCause();
      if (cause instanceof ApiException
          || cause instanceof StorageException
          || cause instanceof IOException
          || cause instanceof CloseConnectionException
          || cause instanceof ServerConnectionException
          || cause instanceof HttpException) {
        each = cause;
      } else {
        break;
      }
    }
    return each;
  }

  /** What an answer that is not of HTTP says, of a call that had a body. */
  static ApiException explain(String call, Throwable thrown) {
    return answer(call, true, unwrapped(thrown));
  }

  private static ApiException answer(String call, boolean hasBody, Throwable error) {
    return switch (error) {
      case ApiException known -> known;
      case StorageException store when store.kind() == StorageException.Kind.UNAVAILABLE -> {
        LOG.warn("{}: {}", call, store.getMessage());
        yield ApiException.coded(503, "A store is not available at the moment: try again");
      }
      case StorageException store when store.kind() == StorageException.Kind.FULL -> {
        LOG.warn("{}: {}", call, store.getMessage());
        yield ApiException.coded(503, "There is no room left for more data: make some, then retry");
      }
      case StreamReadException malformed -> malformed(malformed);
      case StreamConstraintsException tooMuch -> malformed(tooMuch);
      case MismatchedInputException mismatched -> malformed(mismatched);
      case HttpException http -> helidon(http);
      case OutOfMemoryError full -> {
        LOG.warn("{}: {}", call, full.getMessage());
        yield hasBody
            ? ApiException.coded(
                413,
                "The request needs more memory than the server has",
                "Send less at once, or give the server more memory")
            : ApiException.coded(
                503, "The answer needs more memory than the server has at the moment");
      }
      default -> unexpected(call, error);
    };
  }

  private static ApiException malformed(JacksonException error) {
    var location = error.getLocation();
    String where =
        location == null || location.getLineNr() < 0
            ? ""
            : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    return ApiException.malformedJson(error.getOriginalMessage() + where);
  }

  private static ApiException helidon(HttpException error) {
    int status = error.status().code();
    return ApiException.coded(status, "HTTP " + status + " " + error.status().reasonPhrase());
  }

  private static ApiException unexpected(String call, Throwable error) {
    String id = UUID.randomUUID().toString().substring(0, 8);
    LOG.error("{} failed, log id {}", call, id, error);
    return ApiException.coded(
        500, "There was an error processing your request. It has been logged (ID " + id + ").");
  }

  /** Method and path, never the query: it can hold what users typed. */
  private static String line(ServerRequest request) {
    return request.prologue().method().text() + " " + RequestPath.received(request);
  }

  static byte[] json(ErrorBody body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    try (JsonGenerator generator = Json.generator(out)) {
      generator.writeStartObject();
      switch (body) {
        case Errors errors -> {
          generator.writeArrayPropertyStart("errors");
          errors.errors().forEach(generator::writeString);
          generator.writeEndArray();
        }
        case Coded coded -> {
          generator.writeNumberProperty("code", coded.code());
          generator.writeStringProperty("message", coded.message());
          if (coded.details() != null) {
            generator.writeStringProperty("details", coded.details());
          }
        }
      }
      generator.writeEndObject();
    }
    return out.toByteArray();
  }

  /** Requests that never reach a route: Helidon decides the status, the body is ours. */
  static DirectHandlers direct() {
    DirectHandler handler =
        new DirectHandler() {
          @Override
          public TransportResponse handle(
              TransportRequest request,
              EventType eventType,
              Status defaultStatus,
              ServerResponseHeaders responseHeaders,
              @Nullable String message) {
            int code = defaultStatus.code();
            String text =
                "HTTP "
                    + code
                    + " "
                    + defaultStatus.reasonPhrase()
                    + (message == null || message.isEmpty() ? "" : ": " + message);
            return TransportResponse.builder()
                .status(defaultStatus)
                .headers(responseHeaders)
                .header(HeaderValues.CONTENT_TYPE_JSON)
                .keepAlive(false)
                .entity(new String(json(new Coded(code, text, null)), StandardCharsets.UTF_8))
                .build();
          }
        };
    DirectHandlers.Builder builder = DirectHandlers.builder();
    for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
      builder.addHandler(type, handler);
    }
    return builder.build();
  }
}
