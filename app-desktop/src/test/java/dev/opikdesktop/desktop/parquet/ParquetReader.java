package dev.opikdesktop.desktop.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.opikdesktop.storage.engine.Engine;
import dev.opikdesktop.storage.engine.EngineSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads Parquet files with the engine: a reader that is not of this house. */
public final class ParquetReader implements AutoCloseable {
  private final Engine engine;
  private final HttpClient http = HttpClient.newHttpClient();

  /**
   * @param folder an empty one for the engine
   */
  public ParquetReader(Path folder) {
    engine = Engine.start(EngineSettings.of(folder));
  }

  /** The rows of a file, each as JSON. */
  public List<JsonNode> rows(Path file) throws IOException, InterruptedException {
    return answer("SELECT * FROM file('%s', 'Parquet') FORMAT JSONEachRow".formatted(file))
        .lines()
        .map(line -> JsonMapper.shared().readTree(line))
        .toList();
  }

  /** Name and type of each column, as {@code name type}. */
  public List<String> columns(Path file) throws IOException, InterruptedException {
    return answer("DESCRIBE file('%s', 'Parquet') FORMAT JSONEachRow".formatted(file))
        .lines()
        .map(line -> JsonMapper.shared().readTree(line))
        .map(node -> node.path("name").asString() + " " + node.path("type").asString())
        .toList();
  }

  private String answer(String sql) throws IOException, InterruptedException {
    byte[] pair = (engine.user() + ":" + engine.password()).getBytes(UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    engine.endpoint()
                        + "/?output_format_json_quote_64bit_integers=0&date_time_output_format=iso"))
            .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair))
            .POST(HttpRequest.BodyPublishers.ofString(sql))
            .build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(answer.body());
    }
    return answer.body();
  }

  @Override
  public void close() {
    http.close();
    engine.close();
  }
}
