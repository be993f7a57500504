package dev.opikdesktop.clients;

import static dev.opikdesktop.clients.StoredJson.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opikdesktop.desktop.launcher.StartedApp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The genuine Python client keeps what it cannot send, and sends it when the server is there. */
@Tag("clients")
final class PythonOfflineTest {

  @ParameterizedTest
  @ValueSource(strings = {"newest", "older"})
  void whatWasLoggedWhileTheServerWasDownArrivesWhenItIsUp(String age, @TempDir Path folder)
      throws Exception {
    Path python = new ClientPackages().python(age);
    Path scripts = Files.createDirectory(folder.resolve("scripts"));
    int port = freePort();
    URI url = URI.create("http://localhost:" + port);
    ClientScript script = new ClientScript(scripts, url, url);

    CompletableFuture<JsonNode> running =
        CompletableFuture.supplyAsync(() -> script.python(python, "python_offline.py"));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                Files.exists(scripts.resolve("python_offline.py.json.logged")) || running.isDone());
    try (StartedApp app = StartedApp.ready(folder.resolve("data"), port)) {
      JsonNode report = running.get(2, TimeUnit.MINUTES);

      assertThat(app.restUrl()).isEqualTo(url);
      assertThat(report.at("/trace/name").stringValue()).isEqualTo("logged offline");
      assertThat(report.at("/trace/input")).isEqualTo(json("{'n': 1}"));
      assertThat(report.at("/trace/output")).isEqualTo(json("{'n': 3}"));
      assertThat(report.at("/span/trace_id")).isEqualTo(report.get("trace_id"));
      assertThat(report.at("/span/output")).isEqualTo(json("{'n': 2}"));
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
