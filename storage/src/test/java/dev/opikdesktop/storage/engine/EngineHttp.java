package dev.opikdesktop.storage.engine;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

/** Plain HTTP to an engine, for what ClickHouse's clients hide. */
final class EngineHttp implements AutoCloseable {
  private final Engine engine;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  EngineHttp(Engine engine) {
    this.engine = engine;
  }

  HttpRequest.Builder request(Map<String, String> parameters) {
    String query =
        parameters.entrySet().stream()
            .map(e -> encoded(e.getKey()) + "=" + encoded(e.getValue()))
            .collect(Collectors.joining("&"));
    return HttpRequest.newBuilder(URI.create(engine.endpoint() + "/?" + query))
        .header("Authorization", basic(engine.user(), engine.password()));
  }

  static String basic(String user, String password) {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  HttpResponse<byte[]> sendForBytes(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), BodyHandlers.ofByteArray());
  }

  HttpResponse<InputStream> sendForStream(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), BodyHandlers.ofInputStream());
  }

  /** Posts a statement, its text as the body. */
  HttpResponse<String> post(String sql, Map<String, String> parameters)
      throws IOException, InterruptedException {
    return send(request(parameters).POST(HttpRequest.BodyPublishers.ofString(sql)));
  }

  /** Runs a statement that must succeed, and returns its answer without the last line end. */
  String run(String sql) {
    return run(sql, Map.of());
  }

  /** Runs a statement that must succeed, with parameters of the address. */
  String run(String sql, Map<String, String> parameters) {
    try {
      HttpResponse<String> answer = post(sql, parameters);
      if (answer.statusCode() != 200) {
        throw new AssertionError(answer.statusCode() + ": " + answer.body());
      }
      return answer.body().stripTrailing();
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
