package dev.opikdesktop.desktop.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The application in the shell of somebody who has set up OpenTelemetry for another program. */
@Timeout(120)
class TelemetryOffTest {
  private static final int MILLIS_TO_CONNECT = 500;

  @TempDir private Path folder;

  @Test
  void variablesForOtherProgramsLoadNothingOfTheSdkAndConnectToNobody() throws Exception {
    Path loaded = folder.resolve("loaded");
    try (ServerSocket collector = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      try (StartedApp app =
          StartedApp.start(
              Map.of(
                  "OTEL_EXPORTER_OTLP_ENDPOINT",
                  "http://localhost:" + collector.getLocalPort(),
                  "OTEL_TRACES_EXPORTER",
                  "otlp",
                  "OTEL_METRICS_EXPORTER",
                  "otlp",
                  "OTEL_METRIC_EXPORT_INTERVAL",
                  "50"),
              List.of("-Xlog:class+load:file=" + loaded),
              "--headless",
              "--port=0",
              "--otlp-http-port=0",
              "--otlp-grpc-port=0",
              "--data-dir",
              folder.resolve("data").toString())) {
        app.awaitReady();
        assertThat(status(app.restUrl().resolve("/api/v1/private/projects"))).isEqualTo(200);
        assertThat(status(app.restUrl().resolve("/metrics"))).isEqualTo(200);
        app.terminate();
        assertThat(app.awaitExit()).isZero();
      }

      collector.setSoTimeout(MILLIS_TO_CONNECT);
      assertThat(connects(collector)).isFalse();
    }
    try (Stream<String> classes = Files.lines(loaded)) {
      assertThat(classes.filter(line -> line.contains("opikdesktop.server.http.Edge ")))
          .isNotEmpty();
    }
    try (Stream<String> classes = Files.lines(loaded)) {
      assertThat(
              classes.filter(
                  line ->
                      line.contains("io.opentelemetry.")
                          && !line.contains("io.opentelemetry.proto.")))
          .isEmpty();
    }
  }

  private static int status(URI uri) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
          .statusCode();
    }
  }

  private static boolean connects(ServerSocket server) throws IOException {
    try {
      server.accept().close();
      return true;
    } catch (SocketTimeoutException nobody) {
      return false;
    }
  }
}
