package dev.opikdesktop.desktop.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * JSON over HTTP to one server. Every call blocks; an interrupt of the calling thread gives it up,
 * and the server hears of that as a closed connection. Calls fail with {@link ClientException}
 * alone.
 */
final class Rest implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration WORK_TIMEOUT = Duration.ofHours(12);
  static final int NOT_FOUND = 404;
  static final String ABOUT = "/v1/private/opik-desktop/about";

  private final Access access;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();
  private final ObjectMapper json = JsonMapper.builder().build();
  private volatile @Nullable ServerKind kind;

  Rest(Access access) {
    this.access = access;
  }

  Access access() {
    return access;
  }

  URI address() {
    return access.address();
  }

  HttpClient http() {
    return http;
  }

  ObjectMapper json() {
    return json;
  }

  JsonNode get(String pathAndQuery) {
    return send("GET", pathAndQuery, null);
  }

  JsonNode post(String path, JsonNode body) {
    return send("POST", path, body);
  }

  /** A POST that is answered with any number of rows, of which one at a time is in memory. */
  void postForRows(String path, JsonNode body, Consumer<JsonNode> then) {
    HttpRequest.Builder request =
        request(uri(path))
            .timeout(ANSWER_TIMEOUT)
            .header("Accept", "application/octet-stream")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString()));
    answered(
        request,
        answer -> {
          try (MappingIterator<JsonNode> rows = json.readerFor(JsonNode.class).readValues(answer)) {
            rows.forEachRemaining(then);
          }
          return MissingNode.getInstance();
        });
  }

  /** A POST without a body that answers when long work is done. */
  JsonNode postPatiently(String path) {
    return send("POST", path, null, WORK_TIMEOUT);
  }

  JsonNode put(String path, JsonNode body) {
    return send("PUT", path, body);
  }

  JsonNode patch(String path, JsonNode body) {
    return send("PATCH", path, body);
  }

  JsonNode delete(String path) {
    return send("DELETE", path, null);
  }

  URI uri(String pathAndQuery) {
    String base = address().toString();
    return URI.create(
        (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + "/api" + pathAndQuery);
  }

  /** A request that says who asks, and for which workspace (Opik contract 1.2). */
  HttpRequest.Builder request(URI uri) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    if (!access.workspace().isEmpty()) {
      request.header("Comet-Workspace", access.workspace());
    }
    if (!access.apiKey().isEmpty()) {
      request.header("Authorization", access.apiKey());
    }
    return request;
  }

  /**
   * What answers at the address; asked for once, and again as long as it could not be told.
   *
   * @throws ClientException when there is no answer, or none of an Opik server
   */
  ServerKind kind() {
    ServerKind known = kind;
    if (known == null) {
      known = askForKind();
      kind = known;
    }
    return known;
  }

  private ServerKind askForKind() {
    try {
      return new ServerKind(true, Wire.text(get(ABOUT), "version"));
    } catch (ClientException refused) {
      if (refused.status() != NOT_FOUND) {
        throw refused;
      }
    }
    JsonNode version = get("/is-alive/ver");
    if (!version.isObject()) {
      throw new ClientException(NOT_FOUND, "There is no Opik at " + address());
    }
    return new ServerKind(false, Wire.text(version, "version"));
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private JsonNode send(String method, String pathAndQuery, @Nullable JsonNode body) {
    return send(method, pathAndQuery, body, ANSWER_TIMEOUT);
  }

  /** The answer's JSON; a missing node for an answer without a body. */
  private JsonNode send(
      String method, String pathAndQuery, @Nullable JsonNode body, Duration patience) {
    BodyPublisher publisher =
        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString());
    HttpRequest.Builder request =
        request(uri(pathAndQuery))
            .timeout(patience)
            .header("Accept", "application/json")
            .method(method, publisher);
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    return answered(
        request,
        answer -> {
          JsonNode read = json.readTree(answer);
          return read == null ? MissingNode.getInstance() : read;
        });
  }

  /** What is made of a good answer. */
  private interface Reading {
    JsonNode of(InputStream answer) throws IOException;
  }

  private JsonNode answered(HttpRequest.Builder request, Reading reading) {
    try {
      HttpResponse<InputStream> response = http.send(request.build(), BodyHandlers.ofInputStream());
      try (InputStream answer = response.body()) {
        if (response.statusCode() / 100 != 2) {
          throw refused(response.statusCode(), answer);
        }
        return reading.of(answer);
      }
    } catch (IOException failure) {
      throw new ClientException(NoAnswer.from(address(), failure), failure);
    } catch (JacksonException failure) {
      throw new ClientException("An answer from " + address() + " is not JSON", failure);
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new ClientException("The request to " + address() + " was given up", interruption);
    }
  }

  private ClientException refused(int status, InputStream body) throws IOException {
    return refused(status, new String(body.readNBytes(4096), StandardCharsets.UTF_8));
  }

  /**
   * @param text the answer, or its beginning
   */
  ClientException refused(int status, String text) {
    String message = text;
    try {
      JsonNode answer = json.readTree(text);
      message = answer.path("message").asString(answer.path("errors").path(0).asString(text));
    } catch (JacksonException plainText) {
      // What the server said is shown as it is.
    }
    return new ClientException(status, message.isBlank() ? meaning(status) : message);
  }

  private String meaning(int status) {
    return switch (status) {
      case 301, 302, 307, 308 -> address() + " leads to another address: use that one";
      case 401, 403 ->
          address()
              + " refuses "
              + (access.apiKey().isEmpty() ? "who has no API key" : "this API key");
      default -> "The server answered " + status;
    };
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
