package dev.opikdesktop.benchmarks.example;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The public REST API of the server that is filled. */
final class Server implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** Characters of a refusal that are shown. */
  private static final int SHOWN = 600;

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI base;

  Server(URI base) {
    this.base = base;
  }

  JsonNode get(String path) {
    return read(send(request(path).GET().build()));
  }

  /**
   * Sends an object.
   *
   * @throws IllegalStateException if the server refuses it
   */
  JsonNode send(String method, String path, JsonNode body) {
    return read(
        send(request(path).method(method, BodyPublishers.ofString(body.toString())).build()));
  }

  /** Sends an object again for a while as long as what it is about is not there (404). */
  JsonNode sendOnceKnown(String path, JsonNode body) throws InterruptedException {
    HttpRequest request = request(path).POST(BodyPublishers.ofString(body.toString())).build();
    HttpResponse<String> answer = exchange(request);
    for (int attempt = 0; attempt < 20 && answer.statusCode() == 404; attempt++) {
      Thread.sleep(250);
      answer = exchange(request);
    }
    return read(checked(request, answer));
  }

  /** Uploads a file the way the SDKs do (Opik contract 4.5). */
  void attach(String project, Story.Attachment file) {
    String path =
        Base64.getUrlEncoder().encodeToString((base + "/").getBytes(StandardCharsets.UTF_8));
    ObjectNode start = Formats.object().put("file_name", file.name()).put("num_of_file_parts", 1);
    start.put("mime_type", file.type()).put("project_name", project).put("path", path);
    start.put("entity_type", file.kind()).put("entity_id", file.id());
    JsonNode upload = send("POST", "/v1/private/attachment/upload-start", start);
    URI target = URI.create(upload.path("pre_sign_urls").path(0).asString());
    HttpRequest put =
        HttpRequest.newBuilder(target).PUT(BodyPublishers.ofByteArray(file.content())).build();
    HttpResponse<String> stored = send(put);
    String uploadId = upload.path("upload_id").asString();
    ObjectNode complete = start.deepCopy();
    complete.put("file_size", file.content().length).put("upload_id", uploadId);
    complete
        .putArray("uploaded_file_parts")
        .addObject()
        .put("e_tag", stored.headers().firstValue("ETag").orElse("none"))
        .put("part_number", 1);
    send("POST", "/v1/private/attachment/upload-complete", complete);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path))
        .timeout(PATIENCE)
        .header("Content-Type", "application/json");
  }

  private HttpResponse<String> send(HttpRequest request) {
    return checked(request, exchange(request));
  }

  private HttpResponse<String> exchange(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "No answer from " + base + ": does the server run there, and is the path right?", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static HttpResponse<String> checked(HttpRequest request, HttpResponse<String> answer) {
    if (answer.statusCode() / 100 != 2) {
      String body = answer.body();
      throw new IllegalStateException(
          "HTTP %d for %s %s: %s"
              .formatted(
                  answer.statusCode(),
                  request.method(),
                  request.uri(),
                  body.substring(0, Math.min(body.length(), SHOWN))));
    }
    return answer;
  }

  private static JsonNode read(HttpResponse<String> answer) {
    return answer.body().isBlank() ? Formats.object() : Formats.json(answer.body());
  }

  @Override
  public void close() {
    client.close();
  }
}
