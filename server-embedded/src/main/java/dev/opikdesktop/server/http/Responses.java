package dev.opikdesktop.server.http;

import dev.opikdesktop.server.json.Json;
import io.helidon.common.media.type.MediaTypes;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;

/** Writes answers. Bodies are compressed when the client takes that and it is worth it. */
public final class Responses {
  private Responses() {}

  /** Writes what goes into the body. */
  @FunctionalInterface
  public interface Body {
    void write(JsonGenerator generator);
  }

  /** 200 with a JSON body that is written straight to the client. */
  public static void json(ServerRequest request, ServerResponse response, Body body) {
    json(request, response, Status.OK_200, body);
  }

  /**
   * A JSON body with a status. While less than 64 KB are written an exception still becomes an
   * ordinary error answer; after that the connection is cut, so that the client sees the break.
   */
  public static void json(
      ServerRequest request, ServerResponse response, Status status, Body body) {
    response.status(status);
    response.headers().setIfAbsent(HeaderValues.CONTENT_TYPE_JSON);
    try (AnswerStream out = AnswerStream.open(request, response)) {
      try (JsonGenerator generator = Json.generator(out)) {
        body.write(generator);
      }
      out.complete();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** 200 with a record or map, through {@link Json#MAPPER}. */
  public static void json(ServerRequest request, ServerResponse response, Object value) {
    json(request, response, Status.OK_200, value);
  }

  /** A record or map with a status, through {@link Json#MAPPER}. */
  public static void json(
      ServerRequest request, ServerResponse response, Status status, Object value) {
    json(request, response, status, generator -> Json.MAPPER.writeValue(generator, value));
  }

  /** 201 without a body; Location is the request's own URI and the id. */
  public static void created(ServerRequest request, ServerResponse response, UUID id) {
    response.status(Status.CREATED_201);
    response.header(HeaderNames.LOCATION, Locations.of(request, id));
    response.send();
  }

  /** 201 with the body {@code {"id": …}}, and Location as in {@link #created}. */
  public static void createdWithId(ServerRequest request, ServerResponse response, UUID id) {
    response.header(HeaderNames.LOCATION, Locations.of(request, id));
    json(request, response, Status.CREATED_201, Map.of("id", id));
  }

  /** 204. */
  public static void noContent(ServerResponse response) {
    response.status(Status.NO_CONTENT_204);
    response.send();
  }

  /**
   * A stream of JSON records, each followed by CR LF, as {@code application/octet-stream} (Opik
   * contract 1.7). Records leave as they are written.
   */
  public static void records(
      ServerRequest request, ServerResponse response, Consumer<RecordStream> writer) {
    response.headers().setIfAbsent(HeaderValues.CONTENT_TYPE_OCTET_STREAM);
    try (AnswerStream out = AnswerStream.open(request, response)) {
      writer.accept(new RecordStream(out));
      out.complete();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads what a stream is asked for. What is wrong with it is told with the content type of the
   * stream, as in the original; later errors are ordinary ones.
   *
   * @throws ApiException 406 for a client that does not take that type
   */
  public static <T> T readForRecords(
      ServerRequest request, ServerResponse response, Function<InputStream, T> reading) {
    if (!request.headers().isAccepted(MediaTypes.APPLICATION_OCTET_STREAM)) {
      throw ApiException.coded(406, "HTTP 406 Not Acceptable");
    }
    response.headers().set(HeaderValues.CONTENT_TYPE_OCTET_STREAM);
    T read = reading.apply(request.content().inputStream());
    response.headers().remove(HeaderNames.CONTENT_TYPE);
    return read;
  }

  /** The same of entries that are read while they are written. */
  public static <T> void records(
      ServerRequest request,
      ServerResponse response,
      Entries<T> entries,
      BiConsumer<JsonGenerator, T> writer) {
    records(
        request,
        response,
        out -> entries.forEach(entry -> out.write(generator -> writer.accept(generator, entry))));
  }

  /** Bytes of any type with a status. */
  public static void bytes(
      ServerRequest request, ServerResponse response, Status status, byte[] body) {
    response.status(status);
    try (AnswerStream out = AnswerStream.open(request, response)) {
      out.write(body);
      out.complete();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
