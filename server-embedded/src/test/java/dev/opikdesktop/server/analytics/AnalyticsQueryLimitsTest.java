package dev.opikdesktop.server.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.events.Events;
import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.json.Json;
import dev.opikdesktop.server.projects.ProjectService;
import dev.opikdesktop.storage.Stores;
import dev.opikdesktop.storage.analytics.RowBinaryReader;
import dev.opikdesktop.storage.analytics.Statement;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How queries of clients end that would go on, and what the engine has that they may not call. */
class AnalyticsQueryLimitsTest {
  private static final String PATH = "/v1/internal/analytics-queries";
  private static final Stores STORES = RunningServer.shared().stores();

  @Test
  void aQueryThatTakesTooLongEnds() {
    assertThatThrownBy(
            () ->
                limited(limits(1, 1_000, 1L << 30))
                    .results(Caller.LOCAL, Optional.empty(), endless("limit")))
        .isInstanceOf(ApiException.class)
        .hasMessage("The query took longer than 1 seconds");
  }

  @Test
  void aQueryThatReadsTooMuchEnds() {
    String name = "read-" + UUID.randomUUID();
    try (LocalClient client = new LocalClient(RunningServer.shared().server().restPort())) {
      for (int i = 0; i < 3; i++) {
        assertThat(
                client
                    .post(
                        "/v1/private/traces",
                        "{\"name\": \"t\", \"project_name\": \"%s\", \"start_time\": \"2026-01-01T00:00:00Z\"}"
                            .formatted(name))
                    .status())
            .isEqualTo(201);
      }
    }

    assertThatThrownBy(
            () ->
                limited(limits(10, 2, 1L << 30))
                    .results(
                        Caller.LOCAL,
                        Optional.empty(),
                        "SELECT count() AS result FROM traces WHERE name != ''"))
        .isInstanceOf(ApiException.class)
        .hasMessageStartingWith("The query would read more than 2 rows");
  }

  @Test
  void aQueryEndsWhenItsClientLeaves() throws IOException {
    String mark = "left-" + UUID.randomUUID();
    byte[] body = Json.MAPPER.writeValueAsBytes(Map.of("query", endless(mark)));
    try (Socket client = new Socket("127.0.0.1", RunningServer.shared().server().restPort())) {
      client
          .getOutputStream()
          .write(
              ("POST "
                      + PATH
                      + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                      + "Content-Length: "
                      + body.length
                      + "\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      client.getOutputStream().write(body);
      client.getOutputStream().flush();
      await().atMost(Duration.ofSeconds(10)).until(() -> running(mark) > 0);
    }

    await().atMost(Duration.ofSeconds(5)).until(() -> running(mark) == 0);
  }

  @Test
  void aRequestThatWasSentDuringAQueryIsAnsweredAfterIt() throws IOException {
    String first =
        "{\"query\": \"SELECT sum(cityHash64(x)) > 0 AS result FROM (SELECT"
            + " arrayJoin(range(5000000)) AS x)\"}";
    String second = "{\"query\": \"SELECT 'null' AS result\"}";
    try (Socket client = new Socket("127.0.0.1", RunningServer.shared().server().restPort())) {
      client.setSoTimeout(20_000);
      for (String body : List.of(first, second, second)) {
        client
            .getOutputStream()
            .write(
                ("POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                        .formatted(PATH, body.length(), body))
                    .getBytes(StandardCharsets.US_ASCII));
        client.getOutputStream().flush();
      }
      InputStream in = client.getInputStream();
      StringBuilder answers = new StringBuilder();
      while (answers.toString().split("HTTP/1.1 200", -1).length < 4
          || !answers.toString().endsWith("}")) {
        int next = in.read();
        assertThat(next).as(answers.toString()).isNotNegative();
        answers.append((char) next);
      }
      assertThat(answers.toString()).containsSubsequence("[1]", "[null]", "[null]");
    }
  }

  @Test
  void noFunctionThatIsNotAllowedIsCalledLikeAnAllowedOneButForCase() {
    AllowedFunctions allowed = new AllowedFunctions();
    List<String> all = functions("1 = 1");
    Set<String> exact = new HashSet<>(all);

    assertThat(allowed.names())
        .as("lambda, exists, grouping and untuple are the parser's own")
        .allMatch(
            name ->
                all.stream().anyMatch(each -> each.equalsIgnoreCase(name))
                    || Set.of("lambda", "exists", "grouping", "untuple").contains(name));
    for (String name : exact) {
      boolean reachesOut =
          name.matches(
              "(?i)(dict|ai[A-Z]|joinGet|get(Setting|Macro|Server|Client)|__|h3|aes_|addressTo).*|file|sleep.*|hostName|FQDN|version|user|currentUser|currentDatabase|catboostEvaluate|evalMLMethod|hasColumnInTable|filesystem.*|uptime|buildId|serverUUID|logTrace|showCertificate|formatRow|formatQuery.*|arrayReduce|arrayFold|(edit|levenshtein|damerau|jaro).*|initializeAggregation|globalVariable|tcpPort|demangle|tid|generateSerialID|structureTo.*|transaction.*|zookeeper.*|flameGraph|groupFormat");
      assertThat(reachesOut && allowed.contains(name)).as(name).isFalse();
    }
  }

  private static List<String> functions(String condition) {
    return STORES
        .analytics()
        .query(
            Statement.of("SELECT name FROM system.functions WHERE " + condition),
            RowBinaryReader::string);
  }

  private static String endless(String mark) {
    return "SELECT '"
        + mark
        + "' AS result FROM (SELECT arrayJoin(range(10000000)) AS a) AS x CROSS JOIN"
        + " (SELECT arrayJoin(range(10000000)) AS b) AS y WHERE a + b = -1";
  }

  private static long running(String mark) {
    return STORES
        .analytics()
        .query(
            Statement.of(
                    "SELECT count() FROM system.processes WHERE position(query, {mark:String}) > 0"
                        + " AND query NOT LIKE '%system.processes%'")
                .with("mark", mark),
            RowBinaryReader::int64)
        .getFirst();
  }

  private static QueryLimits limits(int seconds, long rows, long memory) {
    return new QueryLimits(
        Duration.ofSeconds(seconds), rows, 1L << 30, memory, 1L << 30, 100, 1 << 20);
  }

  private static AnalyticsQueryService limited(QueryLimits limits) {
    ProjectService projects =
        new ProjectService(STORES.relational(), STORES.coordination(), new Events());
    return new AnalyticsQueryService(STORES.analytics(), projects, limits);
  }
}
