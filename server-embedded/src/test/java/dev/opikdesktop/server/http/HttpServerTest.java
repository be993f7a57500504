package dev.opikdesktop.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.opikdesktop.server.json.Json;
import dev.opikdesktop.storage.StorageException;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HttpServerTest {
  private static final UUID ID = UUID.fromString("0190babc-62a0-71d2-832a-0feffa4676eb");
  private static final CountDownLatch LEFT = new CountDownLatch(1);
  private static HttpServer server;
  private static LocalClient client;

  /** Routes that show one behaviour each. */
  private static final class Examples implements HttpService {
    @Override
    public void routing(HttpRules rules) {
      rules
          .get("/v1/private/things", Examples::list)
          .post("/v1/private/things", (req, res) -> Responses.created(req, res, ID))
          .get("/v1/private/things/{id}", Examples::one)
          .post("/v1/private/echo", Examples::echo)
          .post("/v1/private/count", Examples::count)
          .post("/v1/private/leaving", Examples::leaving)
          .post("/v1/private/ignore", (req, res) -> Responses.noContent(res))
          .get("/v1/private/big", Examples::big)
          .get("/v1/private/records", Examples::records)
          .get("/v1/private/unavailable", Examples::unavailable)
          .get("/v1/private/defect", Examples::defect)
          .get("/v1/private/breaks", Examples::breaks)
          .get("/v1/private/instant", Examples::instant)
          .get("/v1/private/query", Examples::query)
          .get("/plain", (req, res) -> res.send("plain"));
    }

    private static void list(ServerRequest req, ServerResponse res) {
      PageRequest page = PageRequest.of(req);
      Responses.json(
          req,
          res,
          generator ->
              PageWriter.write(
                  generator,
                  page.page(),
                  7,
                  List.of("a", "b"),
                  (g, each) -> g.writeString(each),
                  List.of("name")));
    }

    private static void one(ServerRequest req, ServerResponse res) {
      throw ApiException.notFound("Thing", Parameters.of(req).pathUuid("id"));
    }

    private static void echo(ServerRequest req, ServerResponse res) {
      Map<?, ?> body = Json.MAPPER.readValue(req.content().inputStream(), Map.class);
      Responses.json(req, res, body);
    }

    private static void count(ServerRequest req, ServerResponse res) throws IOException {
      long count = 0;
      byte[] buffer = new byte[65536];
      try (InputStream in = req.content().inputStream()) {
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          count += n;
        }
      }
      Responses.json(req, res, Map.of("count", count));
    }

    private static void leaving(ServerRequest req, ServerResponse res) throws IOException {
      try {
        count(req, res);
      } finally {
        LEFT.countDown();
      }
    }

    private static void big(ServerRequest req, ServerResponse res) {
      int count = Parameters.of(req).integer("count", 1);
      Responses.json(
          req,
          res,
          generator -> {
            generator.writeStartArray();
            for (int i = 0; i < count; i++) {
              generator.writeString("entry number " + i);
            }
            generator.writeEndArray();
          });
    }

    private static void records(ServerRequest req, ServerResponse res) {
      Responses.records(
          req,
          res,
          out -> {
            out.write(g -> Json.MAPPER.writeValue(g, Map.of("n", 1)));
            out.write(g -> Json.MAPPER.writeValue(g, Map.of("n", 2)));
          });
    }

    private static void unavailable(ServerRequest req, ServerResponse res) {
      throw new StorageException(StorageException.Kind.UNAVAILABLE, "the engine restarts");
    }

    private static void defect(ServerRequest req, ServerResponse res) {
      throw new IllegalStateException("a secret detail");
    }

    private static void breaks(ServerRequest req, ServerResponse res) {
      Responses.json(
          req,
          res,
          generator -> {
            generator.writeStartArray();
            for (int i = 0; i < 100_000; i++) {
              generator.writeString("entry number " + i);
            }
            throw new IllegalStateException("half way");
          });
    }

    private static void query(ServerRequest req, ServerResponse res) {
      Responses.json(req, res, Map.of("q", Parameters.of(req).text("q").orElse("")));
    }

    private static void instant(ServerRequest req, ServerResponse res) {
      Responses.json(
          req, res, Map.of("at", Parameters.of(req).instant("at").orElseThrow().toString()));
    }
  }

  @BeforeAll
  static void start() {
    server =
        HttpServer.builder()
            .port(0)
            .otlpHttpPort(OptionalInt.of(0))
            .allowedHosts(Set.of("traces.example.org"))
            .maxRequestSize(400L << 20)
            .api(List.of(new Examples()))
            .otlp(rules -> rules.post("/v1/traces", (req, res) -> res.send()))
            .start();
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
        .isEqualTo(base + "/api/v1/private/things/" + ID);
    assertThat(client.post("/v1/private/things", "{}").header("Location"))
        .isEqualTo(base + "/v1/private/things/" + ID);
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
    var answer = client.get("/v1/private/things/" + ID);
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.json().get("message").asString()).isEqualTo("Thing id: " + ID + " not found");
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
      await().until(() -> LEFT.getCount() == 0);
      assertThat(client.get("/plain").status()).isEqualTo(200);
      assertThat(errors.messages()).isEmpty();
    }
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

  private String statusForHost(String host) throws IOException {
    try (RawClient raw = new RawClient(server.restPort())) {
      return raw.send("GET /plain HTTP/1.1", "Host: " + host, "Connection: close", "", "")
          .textUntilEnd()
          .substring(9, 12);
    }
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
                .api(List.of(new Examples()))
                .otlp(rules -> rules.post("/v1/traces", (req, res) -> res.send()))
                .start();
        LocalClient otherClient = new LocalClient(other.restPort())) {
      assertThat(other.otlpHttpPort()).isEmpty();
      assertThat(otherClient.get("/plain").status()).isEqualTo(200);
    }
  }

  @Test
  @Timeout(5)
  void closingDoesNotWaitForIdleConnections() throws IOException {
    HttpServer other = HttpServer.builder().port(0).api(List.of(new Examples())).start();
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
