package dev.opikdesktop.desktop.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * The public REST API of an Opik-compatible server. Every call blocks: call from a virtual thread,
 * never from JavaFX's. Calls fail with {@link ClientException} alone.
 */
public final class OpikClient implements AutoCloseable {
  /** A film as base64 is nothing to show, and may be larger than the memory. */
  private static final String NAMES_OF_FILES = "strip_attachments=true";

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);

  private final URI restUrl;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();
  private final ObjectMapper json = JsonMapper.builder().build();

  public OpikClient(URI restUrl) {
    this.restUrl = restUrl;
  }

  public URI restUrl() {
    return restUrl;
  }

  /** One page of the projects, the one with the newest trace first. */
  public Page<Project> projects(int page, int size) {
    String sorting = encode("[{\"field\":\"last_updated_trace_at\",\"direction\":\"DESC\"}]");
    return Wire.page(
        get("/v1/private/projects?page=" + page + "&size=" + size + "&sorting=" + sorting),
        Wire::project);
  }

  /** One project. */
  public Project project(String id) {
    return Wire.project(get("/v1/private/projects/" + encode(id)));
  }

  /** One page of a project's traces, newest first, with long payloads cut. */
  public Page<Trace> traces(String projectId, int page, int size) {
    return Wire.page(
        get(
            "/v1/private/traces?project_id=%s&page=%d&size=%d&truncate=true&%s"
                .formatted(encode(projectId), page, size, NAMES_OF_FILES)),
        Wire::trace);
  }

  /** One trace with its payloads whole, but for the files in them, which are named. */
  public Trace trace(String id) {
    return Wire.trace(get("/v1/private/traces/" + encode(id) + "?" + NAMES_OF_FILES));
  }

  /** One page of a trace's spans without their payloads, in the server's order. */
  public Page<Span> spans(String projectId, String traceId, int page, int size) {
    String exclude = encode("[\"input\",\"output\",\"metadata\"]");
    return Wire.page(
        get(
            "/v1/private/spans?project_id=%s&trace_id=%s&page=%d&size=%d&truncate=true&exclude=%s"
                .formatted(encode(projectId), encode(traceId), page, size, exclude)),
        Wire::span);
  }

  /** One span with its payloads whole, but for the files in them, which are named. */
  public Span span(String id) {
    return Wire.span(get("/v1/private/spans/" + encode(id) + "?" + NAMES_OF_FILES));
  }

  /** What runs at the address. */
  public About about() {
    return Wire.about(get("/v1/private/opik-desktop/about"));
  }

  /**
   * Follows the changes until the returned stream is closed: connects, and connects again whenever
   * it breaks.
   *
   * @param listener called on the stream's own thread, one change at a time
   */
  public ChangeStream follow(Consumer<Change> listener) {
    return ChangeStream.open(http, uri("/v1/private/opik-desktop/events"), json, listener);
  }

  /** Ends calls that are under way. */
  @Override
  public void close() {
    http.shutdownNow();
  }

  private JsonNode get(String pathAndQuery) {
    HttpRequest request =
        HttpRequest.newBuilder(uri(pathAndQuery))
            .timeout(ANSWER_TIMEOUT)
            .header("Accept", "application/json")
            .build();
    try {
      HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        if (response.statusCode() != 200) {
          throw refused(response.statusCode(), body);
        }
        return json.readTree(body);
      }
    } catch (IOException failure) {
      throw new ClientException("No answer from " + restUrl, failure);
    } catch (JacksonException failure) {
      throw new ClientException("An answer from " + restUrl + " is not JSON", failure);
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new ClientException("The request to " + restUrl + " was given up", interruption);
    }
  }

  private ClientException refused(int status, InputStream body) throws IOException {
    String text = new String(body.readNBytes(4096), StandardCharsets.UTF_8);
    String message = text;
    try {
      JsonNode answer = json.readTree(text);
      message = answer.path("message").asString(answer.path("errors").path(0).asString(text));
    } catch (JacksonException plainText) {
      // What the server said is shown as it is.
    }
    return new ClientException(
        status, message.isBlank() ? "The server answered " + status : message);
  }

  private URI uri(String pathAndQuery) {
    String base = restUrl.toString();
    return URI.create(
        (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + "/api" + pathAndQuery);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
