package dev.opikdesktop.server.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.configuration.Configuration;
import dev.opikdesktop.server.configuration.Configuration.TelemetryExport;
import dev.opikdesktop.server.http.LocalClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** A server whose collector is not there. */
@Timeout(60)
class UnreachableCollectorTest {
  private static final int REQUESTS = 500;

  /** So many spans wait, and the requests have more. */
  private static final String QUEUE = "64";

  @Test
  void requestsAreAnsweredTheLogSaysItOnceAndTheEndIsNotHeldUp() throws IOException {
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    Logger logger = (Logger) LoggerFactory.getLogger("dev.opikdesktop.server.telemetry");
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    logger.addAppender(lines);
    long begun;
    try (RunningServer server =
            RunningServer.start(
                new Configuration.Telemetry(
                    TelemetryExport.OTLP,
                    "",
                    Map.of(
                        "OTEL_EXPORTER_OTLP_ENDPOINT",
                        "http://localhost:" + closed,
                        "OTEL_BSP_SCHEDULE_DELAY",
                        "1",
                        "OTEL_BSP_MAX_QUEUE_SIZE",
                        QUEUE,
                        "OTEL_BSP_MAX_EXPORT_BATCH_SIZE",
                        "16",
                        "OTEL_METRIC_EXPORT_INTERVAL",
                        "50")));
        LocalClient client = new LocalClient(server.server().restPort())) {
      for (int each = 0; each < REQUESTS; each++) {
        assertThat(client.get("/api/v1/private/projects").status()).isEqualTo(200);
      }
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(lines.list).hasSizeGreaterThanOrEqualTo(2));
      assertThat(lines.list)
          .extracting(ILoggingEvent::getFormattedMessage)
          .satisfiesExactlyInAnyOrder(
              line -> assertThat(line).startsWith("Spans of the server's own work are not taken"),
              line ->
                  assertThat(line).startsWith("Metrics of the server's own work are not taken"));
      begun = System.nanoTime();
    } finally {
      logger.detachAppender(lines);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
  }
}
