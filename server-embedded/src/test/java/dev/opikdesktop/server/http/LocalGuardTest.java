package dev.opikdesktop.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Only what is local may ask: host names, and pages of other origins. */
@Timeout(60)
class LocalGuardTest {
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
  void localHostNamesAreServed() throws IOException {
    for (String host :
        List.of(
            "localhost",
            "localhost:5173",
            "LOCALHOST:80",
            "127.0.0.1",
            "127.8.9.10:99",
            "[::1]",
            "[::1]:5173",
            "traces.example.org:5173")) {
      assertThat(statusForHost(host)).as(host).isEqualTo("200");
    }
  }

  @Test
  void foreignHostNamesAreRefused() throws IOException {
    for (String host :
        List.of(
            "evil.example",
            "evil.example:5173",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "192.168.1.5:5173",
            "notlocalhost")) {
      assertThat(statusForHost(host)).as(host).isEqualTo("403");
    }
  }

  @Test
  void pagesOfForeignOriginsAreRefused() {
    for (String origin :
        List.of("https://evil.example", "null", "http://localhost.evil.example", "file://x")) {
      var answer = client.get("/plain", "Origin", origin);
      assertThat(answer.status()).as(origin).isEqualTo(403);
      assertThat(answer.json().get("code").asInt()).isEqualTo(403);
      assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
    }
  }

  @Test
  void pagesOfLocalOriginsReadAnswersAndTheirHeaders() {
    var answer = client.get("/plain", "Origin", "http://localhost:5174");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("http://localhost:5174");
    assertThat(answer.header("Access-Control-Expose-Headers")).contains("Location");
  }

  @Test
  void errorsAreReadableForPagesOfLocalOriginsToo() {
    var answer = client.get("/v1/private/nothing", "Origin", "http://localhost:5174");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("http://localhost:5174");
  }

  @Test
  void aPreflightFromALocalOriginIsAnswered() {
    var answer =
        client.send(
            "OPTIONS",
            "/api/v1/private/things",
            new byte[0],
            "Origin",
            "http://127.0.0.1:3000",
            "Access-Control-Request-Method",
            "PATCH",
            "Access-Control-Request-Headers",
            "comet-workspace,x-opik-client-id");
    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.header("Access-Control-Allow-Methods")).contains("PATCH");
    assertThat(answer.header("Access-Control-Allow-Headers")).contains("x-opik-client-id");
  }

  private String statusForHost(String host) throws IOException {
    try (RawClient raw = new RawClient(server.restPort())) {
      return raw.send("GET /plain HTTP/1.1", "Host: " + host, "Connection: close", "", "")
          .textUntilEnd()
          .substring(9, 12);
    }
  }
}
