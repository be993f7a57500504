package dev.opikdesktop.desktop.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The data folder stays as small as the user wants it. */
class DataSizeTest {
  private static final int MEGABYTE = 1 << 20;
  private static final int MOST = 40 * MEGABYTE;
  private static final int BATCHES = 30;

  @TempDir private Path folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Random random = new Random(7);

  @Test
  void aFolderThatIsTooLargeLosesItsOldestTracesAndBecomesSmaller() throws Exception {
    try (StartedApp app =
        StartedApp.start(
            Map.of("OPIK_DESKTOP_DATA_MAX_SIZE", "40MB"),
            List.of(),
            "--headless",
            "--port",
            "0",
            "--otlp-http-port",
            "0",
            "--otlp-grpc-port",
            "off",
            "--data-dir",
            folder.toString())) {
      app.awaitReady();
      for (int day = BATCHES; day > 0; day--) {
        assertThat(post(app.restUrl(), "/v1/private/traces/batch", traces(day)).statusCode())
            .isEqualTo(204);
      }
      assertThat(size()).isGreaterThan(MOST);

      HttpResponse<String> answer = post(app.restUrl(), "/v1/private/opik-desktop/clean-up", "");

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(size()).isLessThan(MOST + MEGABYTE);
      assertThat(get(app.restUrl(), "day-1")).contains("\"total\":10");
      assertThat(get(app.restUrl(), "day-" + BATCHES)).contains("\"total\":0");
    }
  }

  /** Ten traces of one day, of 200 KB that cannot be compressed. */
  private String traces(int daysOld) {
    StringBuilder body = new StringBuilder("{\"traces\": [");
    long millis = Instant.now().minus(Duration.ofDays(daysOld)).toEpochMilli();
    for (int i = 0; i < 10; i++) {
      StringBuilder noise = new StringBuilder();
      while (noise.length() < 200_000) {
        noise.append(Long.toString(random.nextLong(), Character.MAX_RADIX));
      }
      UUID id = new UUID(millis << 16 | 0x7000 | i, random.nextLong() >>> 2 | 1L << 63);
      body.append(i == 0 ? "" : ",")
          .append(
              """
              {"id": "%s", "name": "day-%d", "start_time": "2026-01-01T00:00:00Z",
                "input": {"text": "%s"}}
              """
                  .formatted(id, daysOld, noise));
    }
    return body.append("]}").toString();
  }

  private long size() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private HttpResponse<String> post(URI server, String path, String body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(server.resolve(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  /** How many traces of a name there are. */
  private String get(URI server, String name) throws Exception {
    String filters =
        "%5B%7B%22field%22%3A%22name%22%2C%22operator%22%3A%22%3D%22%2C%22value%22%3A%22"
            + name
            + "%22%7D%5D";
    return client
        .send(
            HttpRequest.newBuilder(
                    server.resolve(
                        "/v1/private/traces?project_name=Default%20Project&truncate=true&filters="
                            + filters))
                .build(),
            BodyHandlers.ofString())
        .body();
  }
}
