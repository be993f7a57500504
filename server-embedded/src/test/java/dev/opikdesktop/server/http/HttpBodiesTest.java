package dev.opikdesktop.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opikdesktop.server.json.Json;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bodies in and out: encodings, limits, streams. */
@Timeout(60)
class HttpBodiesTest {
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
  void gzipBodiesAreInflated() {
    byte[] body = LocalClient.gzip("{\"name\":\"zipped\"}".getBytes(StandardCharsets.UTF_8));
    var answer = client.send("POST", "/v1/private/echo", body, "Content-Encoding", "gzip");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo("{\"name\":\"zipped\"}");
  }

  @Test
  void deflateBodiesAreInflated() throws IOException {
    var out = new java.io.ByteArrayOutputStream();
    try (var deflate = new DeflaterOutputStream(out)) {
      deflate.write("{\"name\":\"deflated\"}".getBytes(StandardCharsets.UTF_8));
    }
    var answer =
        client.send("POST", "/v1/private/echo", out.toByteArray(), "Content-Encoding", "deflate");
    assertThat(answer.text()).isEqualTo("{\"name\":\"deflated\"}");
  }

  @Test
  void anUnknownContentEncodingIs415() {
    var answer = client.post("/v1/private/echo", "{}", "Content-Encoding", "br");
    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.json().get("code").asInt()).isEqualTo(415);
  }

  @Test
  void aBodyThatIsNotGzipAsItSaysIs400() {
    var answer = client.post("/v1/private/echo", "{}", "Content-Encoding", "gzip");
    assertThat(answer.status()).isEqualTo(400);
  }

  @Test
  void aBodyThatInflatesBeyondTheLimitIs413() {
    byte[] bomb = LocalClient.gzip(new byte[450 << 20]);
    var answer = client.send("POST", "/v1/private/count", bomb, "Content-Encoding", "gzip");
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.json().get("code").asInt()).isEqualTo(413);
  }

  @Test
  void aBodyLargerThanTheLimitOnTheWireIs413() throws IOException {
    try (RawClient raw = new RawClient(server.restPort())) {
      String answer =
          raw.send(
                  "POST /v1/private/count HTTP/1.1",
                  "Host: localhost",
                  "Content-Length: 99999999999",
                  "",
                  "")
              .textUntilEnd();
      assertThat(answer).startsWith("HTTP/1.1 413").contains("{\"code\":413,");
    }
  }

  @Test
  void aBodyOfJsonBeyondItsOwnLimitIs413AndOneOfAFileIsNot() throws IOException {
    int length = 300 << 20;
    assertThat(firstLine("/v1/private/count", "application/json", length, server.restPort()))
        .isEqualTo("HTTP/1.1 413 Request Entity Too Large");
    var file =
        client.send(
            "POST",
            "/v1/private/count",
            LocalClient.gzip(new byte[length - (50 << 20)]),
            "Content-Encoding",
            "gzip",
            "Content-Type",
            "application/octet-stream");
    assertThat(file.status()).isEqualTo(200);
  }

  @Test
  void anOtlpBodyOfMoreThan64MegabytesIs413() throws IOException {
    int port = server.otlpHttpPort().orElseThrow();
    assertThat(firstLine("/v1/traces", "application/x-protobuf", 65 << 20, port))
        .isEqualTo("HTTP/1.1 413 Request Entity Too Large");
  }

  /** Of the answer to a request that says how long its body will be. */
  private static String firstLine(String path, String type, int length, int port)
      throws IOException {
    try (RawClient raw = new RawClient(port)) {
      raw.send(
          "POST " + path + " HTTP/1.1",
          "Host: localhost",
          "Content-Type: " + type,
          "Content-Length: " + length,
          "",
          "");
      return new BufferedReader(new InputStreamReader(raw.in(), StandardCharsets.UTF_8)).readLine();
    }
  }

  @Test
  void aBodyOfMoreThan100MegabytesPasses() {
    var answer = client.send("POST", "/v1/private/count", new byte[120 << 20]);
    assertThat(answer.json().get("count").asLong()).isEqualTo(120 << 20);
  }

  @Test
  void largeAnswersAreCompressedForWhoTakesIt() throws IOException {
    var zipped = client.get("/v1/private/big?count=10000", "Accept-Encoding", "gzip, deflate");
    assertThat(zipped.header("Content-Encoding")).isEqualTo("gzip");
    byte[] plain = new GZIPInputStream(new ByteArrayInputStream(zipped.bytes())).readAllBytes();
    assertThat(plain).isEqualTo(client.get("/v1/private/big?count=10000").bytes());
    assertThat(Json.MAPPER.readTree(plain).size()).isEqualTo(10_000);
  }

  @Test
  void middlingAnswersAreCompressedTooAndSmallOnesAreNot() {
    assertThat(
            client
                .get("/v1/private/big?count=200", "Accept-Encoding", "gzip")
                .header("Content-Encoding"))
        .isEqualTo("gzip");
    var small = client.get("/v1/private/big?count=2", "Accept-Encoding", "gzip");
    assertThat(small.header("Content-Encoding")).isEmpty();
    assertThat(small.header("Content-Length")).isEqualTo("" + small.bytes().length);
  }

  @Test
  void anAnswerStaysPlainForWhoRefusesGzip() {
    assertThat(
            client
                .get("/v1/private/big?count=200", "Accept-Encoding", "gzip;q=0, identity")
                .header("Content-Encoding"))
        .isEmpty();
  }

  @Test
  void recordsAreJsonLinesWithCrLf() {
    var answer = client.get("/v1/private/records");
    assertThat(answer.header("Content-Type")).isEqualTo("application/octet-stream");
    assertThat(answer.text()).isEqualTo("{\"n\":1}\r\n{\"n\":2}\r\n");
  }

  @Test
  void aClientThatLeavesInTheMiddleIsNotLoggedAsAFault() throws IOException {
    try (LoggedErrors errors = new LoggedErrors()) {
      for (String path : List.of("echo", "count", "ignore", "leaving")) {
        try (RawClient raw = new RawClient(server.restPort())) {
          raw.send(
              "POST /v1/private/" + path + " HTTP/1.1",
              "Host: localhost",
              "Content-Length: 1000",
              "",
              "{");
        }
      }
      try (RawClient raw = new RawClient(server.restPort())) {
        raw.send("GET /v1/private/big?count=5000000 HTTP/1.1", "Host: localhost", "", "");
        raw.in().readNBytes(100_000);
      }
      await().until(() -> ExampleRoutes.LEFT.getCount() == 0);
      assertThat(client.get("/plain").status()).isEqualTo(200);
      assertThat(errors.messages()).isEmpty();
    }
  }
}
