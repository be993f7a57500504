package dev.opikdesktop.desktop.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stop while nothing that it would wait for comes to an end. */
final class HangingStopTest {
  @TempDir Path folder;

  @Test
  void sigtermEndsEverythingWithinFiveSecondsWhateverHangs() throws IOException {
    try (StartedApp app = StartedApp.ready(folder)) {
      List<ProcessHandle> children = app.children();
      try (Socket reader =
              send(app.restUrl(), "GET /v1/private/opik-desktop/events HTTP/1.1\r\n", "\r\n");
          Socket halfSent =
              send(
                  app.restUrl(),
                  "POST /v1/private/traces/batch HTTP/1.1\r\n",
                  "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"traces\": [")) {
        // The head of the answer says that the stream has begun; nothing is read after it.
        assertThat(reader.getInputStream().read()).isEqualTo('H');
        app.stopChildren();
        try (Socket waiting =
            send(app.restUrl(), "GET /v1/private/traces?project_name=none HTTP/1.1\r\n", "\r\n")) {
          Instant asked = Instant.now();
          app.terminate();
          assertThat(app.awaitExit()).isZero();
          Duration took = Duration.between(asked, Instant.now());
          System.out.printf("a stop with everything hanging took %d ms%n", took.toMillis());
          assertThat(took).isLessThan(Duration.ofSeconds(5));
          assertThat(children).isNotEmpty().noneMatch(ProcessHandle::isAlive);
          assertThat(halfSent.isConnected() && waiting.isConnected()).isTrue();
        }
      }
    }
  }

  private static Socket send(URI to, String requestLine, String rest) throws IOException {
    var socket = new Socket(InetAddress.getByName("127.0.0.1"), to.getPort());
    String head = requestLine + "Host: localhost:" + to.getPort() + "\r\n" + rest;
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }
}
