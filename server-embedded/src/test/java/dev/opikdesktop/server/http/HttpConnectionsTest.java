package dev.opikdesktop.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How connections and ports are opened, kept and ended. */
@Timeout(60)
class HttpConnectionsTest {
  private static HttpServer server;
  private static LocalClient client;

  @BeforeAll
  static void start() {
    server = ExampleRoutes.serve();
    client = new LocalClient(server.restPort());
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
  }

  @Test
  @Timeout(5)
  void theConnectionEndsAtOnceWhenTheClientAsksForIt() throws IOException {
    try (RawClient raw = new RawClient(server.restPort())) {
      String answer =
          raw.send("GET /plain HTTP/1.1", "Host: localhost", "Connection: close", "", "")
              .textUntilEnd();
      assertThat(answer).startsWith("HTTP/1.1 200").endsWith("plain");
    }
  }

  @Test
  @Timeout(10)
  void aLargeAnswerIsWholeWhenTheConnectionEnds() throws IOException {
    byte[] expected = client.get("/v1/private/big?count=1000000").bytes();
    try (RawClient raw = new RawClient(server.restPort())) {
      byte[] answer =
          raw.send(
                  "GET /v1/private/big?count=1000000 HTTP/1.1",
                  "Host: localhost",
                  "Connection: close",
                  "",
                  "")
              .untilEnd();
      assertThat(unchunked(answer)).isEqualTo(expected);
    }
  }

  @Test
  @Timeout(10)
  void anErrorAndAnUnreadBodyDoNotKeepTheConnectionOpen() throws IOException {
    for (String path : List.of("/v1/private/nothing", "/v1/private/ignore")) {
      try (RawClient raw = new RawClient(server.restPort())) {
        raw.send(
            "POST " + path + " HTTP/1.1",
            "Host: localhost",
            "Connection: close",
            "Content-Length: 3000000",
            "",
            "");
        String answer = raw.send(new byte[3_000_000]).textUntilEnd();
        assertThat(answer).matches("(?s)HTTP/1.1 (404|204).*");
      }
    }
  }

  @Test
  @Timeout(10)
  void aChunkedBodyIsReadWholeBeforeTheConnectionEnds() throws IOException {
    try (RawClient raw = new RawClient(server.restPort())) {
      String answer =
          raw.send(
                  "POST /v1/private/count HTTP/1.1",
                  "Host: localhost",
                  "Connection: close",
                  "Transfer-Encoding: chunked",
                  "",
                  "5",
                  "hello",
                  "6",
                  " world",
                  "0",
                  "",
                  "")
              .textUntilEnd();
      assertThat(answer).endsWith("{\"count\":11}");
    }
  }

  @Test
  @Timeout(5)
  void http10ClientsAreRefusedAndLetGo() throws IOException {
    try (RawClient raw = new RawClient(server.restPort())) {
      assertThat(raw.send("GET /plain HTTP/1.0", "", "").textUntilEnd())
          .startsWith("HTTP/1.1 505")
          .contains("{\"code\":505,");
    }
  }

  @Test
  void aKeptConnectionServesOneRequestAfterTheOther() throws IOException {
    try (RawClient raw = new RawClient(server.restPort())) {
      raw.send("GET /plain HTTP/1.1", "Host: localhost", "", "");
      assertThat(new String(raw.in().readNBytes(15))).isEqualTo("HTTP/1.1 200 OK");
      String rest =
          raw.send("GET /plain HTTP/1.1", "Host: localhost", "Connection: close", "", "")
              .textUntilEnd();
      assertThat(rest).contains("HTTP/1.1 200 OK").endsWith("plain");
    }
  }

  @Test
  void aRequestLineThatIsNoneIs400InTheCodedShape() throws IOException {
    try (RawClient raw = new RawClient(server.restPort())) {
      String answer = raw.send("NONSENSE", "", "").textUntilEnd();
      assertThat(answer).startsWith("HTTP/1.1 400").contains("{\"code\":400,");
    }
  }

  @Test
  void headersBeyond16KilobytesAreRefusedInTheCodedShape() throws IOException {
    try (RawClient raw = new RawClient(server.restPort())) {
      String answer =
          raw.send(
                  "GET /plain HTTP/1.1", "Host: localhost", "X-Long: " + "x".repeat(17_000), "", "")
              .textUntilEnd();
      assertThat(answer).containsPattern("HTTP/1.1 4\\d\\d").contains("{\"code\":4");
    }
  }

  @Test
  void otlpHasAPortOfItsOwn() {
    try (LocalClient otlp = new LocalClient(server.otlpHttpPort().orElseThrow())) {
      assertThat(otlp.post("/v1/traces", "{}").status()).isEqualTo(200);
      assertThat(otlp.get("/v1/private/things").status()).isEqualTo(404);
    }
  }

  @Test
  void aTakenRestPortIsNamed() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var builder = HttpServer.builder().port(taken.getLocalPort());
      assertThatThrownBy(builder::start)
          .isInstanceOf(PortTakenException.class)
          .hasMessageContaining("Port " + taken.getLocalPort());
    }
  }

  @Test
  void aTakenOtlpPortLeavesTheRestRunning() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        HttpServer other =
            HttpServer.builder()
                .port(0)
                .otlpHttpPort(OptionalInt.of(taken.getLocalPort()))
                .otlpGrpcPort(OptionalInt.of(taken.getLocalPort()))
                .otlpGrpc(List.of(new GrpcMethod("/a.B/C", call -> new byte[0])))
                .api(List.of(new ExampleRoutes()))
                .otlp(rules -> rules.post("/v1/traces", (req, res) -> res.send()))
                .start();
        LocalClient otherClient = new LocalClient(other.restPort())) {
      assertThat(other.otlpHttpPort()).isEmpty();
      assertThat(other.otlpGrpcPort()).isEmpty();
      assertThat(otherClient.get("/plain").status()).isEqualTo(200);
    }
  }

  @Test
  @Timeout(5)
  void closingDoesNotWaitForIdleConnections() throws IOException {
    HttpServer other = HttpServer.builder().port(0).api(List.of(new ExampleRoutes())).start();
    try (RawClient idle = new RawClient(other.restPort())) {
      idle.send("GET /plain HTTP/1.1", "Host: localhost", "", "");
      assertThat(new String(idle.in().readNBytes(15))).isEqualTo("HTTP/1.1 200 OK");
      other.close();
      assertThat(idle.textUntilEnd()).endsWith("plain");
    }
  }

  /** Takes the chunk framing off an answer. */
  private static byte[] unchunked(byte[] answer) throws IOException {
    String text = new String(answer, StandardCharsets.ISO_8859_1);
    int body = text.indexOf("\r\n\r\n") + 4;
    assertThat(text.substring(0, body)).containsIgnoringCase("transfer-encoding: chunked");
    var out = new java.io.ByteArrayOutputStream();
    int at = body;
    while (true) {
      int end = text.indexOf("\r\n", at);
      int size = Integer.parseInt(text.substring(at, end), 16);
      if (size == 0) {
        assertThat(text.substring(end)).isEqualTo("\r\n\r\n");
        return out.toByteArray();
      }
      out.write(answer, end + 2, size);
      at = end + 2 + size + 2;
    }
  }
}
