package dev.opikdesktop.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every route answers, whatever the resource. */
@Timeout(60)
class HttpRoutesTest {
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
  void aRouteAnswersInItsFourSpellings() {
    for (String path :
        List.of(
            "/v1/private/things",
            "/v1/private/things/",
            "/api/v1/private/things",
            "/api/v1/private/things/")) {
      assertThat(client.get(path).status()).as(path).isEqualTo(200);
    }
  }

  @Test
  void aListHasPageSizeTotalContentAndSortableBy() {
    assertThat(client.get("/v1/private/things?page=2").text())
        .isEqualTo(
            """
            {"page":2,"size":2,"total":7,"content":["a","b"],"sortable_by":["name"]}\
            """);
  }

  @Test
  void aPageBelowOneIs400WithErrors() {
    var answer = client.get("/v1/private/things?page=0&size=0");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().get("errors").size()).isEqualTo(2);
  }

  @Test
  void aPageThatIsNoNumberIs404() {
    var answer = client.get("/v1/private/things?page=x");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.json().get("code").asInt()).isEqualTo(404);
  }

  @Test
  void theLocationOfACreatedEntityIsTheAddressThatTheClientUsed() {
    String base = "http://127.0.0.1:" + server.restPort();
    assertThat(client.post("/api/v1/private/things/", "{}").header("Location"))
        .isEqualTo(base + "/api/v1/private/things/" + ExampleRoutes.ID);
    assertThat(client.post("/v1/private/things", "{}").header("Location"))
        .isEqualTo(base + "/v1/private/things/" + ExampleRoutes.ID);
  }

  @Test
  void anUnknownRouteIs404InTheCodedShape() {
    var answer = client.get("/v1/private/nothing-here");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.json().get("code").asInt()).isEqualTo(404);
    assertThat(answer.json().has("message")).isTrue();
  }

  @Test
  void aWrongMethodIs405AndNamesTheRightOnes() {
    var answer = client.delete("/api/v1/private/things/");
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow")).isEqualTo("GET, POST");
    assertThat(answer.json().get("code").asInt()).isEqualTo(405);
  }

  @Test
  void aMalformedIdInThePathIs404() {
    assertThat(client.get("/v1/private/things/not-an-id").status()).isEqualTo(404);
    assertThat(client.get("/v1/private/things/1-1-1-1-1").status()).isEqualTo(404);
  }

  @Test
  void anEntityThatIsNotThereIs404AndSaysWhichOne() {
    var answer = client.get("/v1/private/things/" + ExampleRoutes.ID);
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.json().get("message").asString())
        .isEqualTo("Thing id: " + ExampleRoutes.ID + " not found");
  }

  @Test
  void malformedJsonIs400WithDetails() {
    var answer = client.post("/v1/private/echo", "{\"a\":");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().get("message").asString()).startsWith("Unable to process JSON");
    assertThat(answer.json().has("details")).isTrue();
  }

  @Test
  void aStoreThatIsAwayIs503WithBothRetryHeaders() {
    var answer = client.get("/v1/private/unavailable");
    assertThat(answer.status()).isEqualTo(503);
    assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
    assertThat(Integer.parseInt(answer.header("RateLimit-Reset"))).isPositive();
  }

  @Test
  void aDefectIs500WithALogIdAndNoInnards() {
    var answer = client.get("/v1/private/defect");
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.json().get("code").asInt()).isEqualTo(500);
    assertThat(answer.json().get("message").asString())
        .contains("ID ")
        .doesNotContain("secret")
        .doesNotContain("Exception");
  }

  @Test
  void anAnswerThatBreaksHalfWayEndsVisiblyBroken() {
    assertThatThrownBy(() -> client.get("/v1/private/breaks"))
        .isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void anUnknownWorkspaceIs404AndABlankOneIsTheDefault() {
    assertThat(client.get("/v1/private/things", "Comet-Workspace", "other").status())
        .isEqualTo(404);
    assertThat(client.get("/v1/private/things", "Comet-Workspace", "default").status())
        .isEqualTo(200);
    assertThat(client.get("/v1/private/things", "Comet-Workspace", " ").status()).isEqualTo(200);
    assertThat(client.get("/plain", "Comet-Workspace", "other").status()).isEqualTo(200);
  }

  @Test
  void anyAuthorizationIsIgnored() {
    assertThat(client.get("/v1/private/things", "Authorization", "nonsense").status())
        .isEqualTo(200);
    assertThat(client.get("/v1/private/things", "Authorization", "").status()).isEqualTo(200);
  }

  @Test
  void instantsInTheQueryAreIsoOrMilliseconds() {
    assertThat(client.get("/v1/private/instant?at=2026-11-23T12:00:00%2B01:00").text())
        .contains("2026-11-23T11:00:00Z");
    assertThat(client.get("/v1/private/instant?at=1000").text()).contains("1970-01-01T00:00:01Z");
    assertThat(client.get("/v1/private/instant?at=yesterday").status()).isEqualTo(400);
  }

  @Test
  void queriesAreDecodedAsFormsAre() {
    assertThat(client.get("/v1/private/query?q=a+b%20c%2Bd%26%E2%82%AC").json().get("q").asString())
        .isEqualTo("a b c+d&\u20ac");
  }

  @Test
  void bracketsAndQuotesInTheQueryNeedNoEscapes() throws IOException {
    try (RawClient raw = new RawClient(server.restPort())) {
      String answer =
          raw.send(
                  "GET /v1/private/query?q=[{\"field\":\"a|b\"}] HTTP/1.1",
                  "Host: localhost",
                  "Connection: close",
                  "",
                  "")
              .textUntilEnd();
      assertThat(answer).startsWith("HTTP/1.1 200").contains("field");
    }
  }

  @Test
  void aQueryMayBeAsLongAsAListOfFilters() {
    String ids = "0190babc-62a0-71d2-832a-0feffa4676eb,".repeat(300);
    assertThat(client.get("/v1/private/query?q=" + ids).json().get("q").asString()).isEqualTo(ids);
  }
}
