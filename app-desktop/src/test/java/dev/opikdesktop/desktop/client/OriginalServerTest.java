package dev.opikdesktop.desktop.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.opikdesktop.desktop.wire.SupportAgent;
import dev.opikdesktop.desktop.wire.WireServer;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Opik's own server has neither changes as they happen nor a query language: it is used as it is.
 */
class OriginalServerTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private WireServer server;
  private Rest rest;

  @BeforeEach
  void open() throws Exception {
    server = new WireServer();
    server.becomeOriginal("2.1.24");
    new SupportAgent(server, Instant.now()).project();
    rest = new Rest(Access.to(server.url()));
  }

  @AfterEach
  void close() {
    rest.close();
    server.close();
  }

  @Test
  void aServerThatTellsNoChangesIsLookedAtNowAndThen() {
    List<Change> seen = new CopyOnWriteArrayList<>();
    try (ChangeStream stream = ChangeStream.open(rest, Duration.ofMillis(50), seen::add)) {
      await().atMost(LONG).until(() -> seen.size() > 2);
      assertThat(seen).containsOnly(new Change.Polled());
      assertThat(new Change.Polled().concerns(written -> false)).isTrue();

      server.demand("another key than before");
      await().atMost(LONG).until(() -> seen.getLast() instanceof Change.Disconnected);

      server.demand("");
      await().atMost(LONG).until(() -> seen.getLast() instanceof Change.Polled);
    }
  }

  @Test
  void conditionsThatAllHaveToHoldAreFilters() {
    list(
        "duration > 5000 AND tags contains \"a b\" AND metadata.tier = \"gold\" AND name ="
            + " \"x+y\"");

    String asked = URLDecoder.decode(server.requests().getLast(), StandardCharsets.UTF_8);
    assertThat(asked)
        .doesNotContain("oql=")
        .contains(
            "filters=["
                + "{\"field\":\"duration\",\"operator\":\">\",\"key\":\"\",\"value\":\"5000\"},"
                + "{\"field\":\"tags\",\"operator\":\"contains\",\"key\":\"\",\"value\":\"a+b\"},"
                + "{\"field\":\"metadata\",\"operator\":\"=\",\"key\":\"tier\",\"value\":\"gold\"},"
                + "{\"field\":\"name\",\"operator\":\"=\",\"key\":\"\",\"value\":\"x+y\"}]");
  }

  @Test
  void whatFiltersCannotSayIsNotAsked() {
    assertThatThrownBy(() -> list("name = \"a\" OR name = \"b\""))
        .isInstanceOf(ClientException.class)
        .hasMessageContaining("no OR, NOT and parentheses");
    assertThat(server.requests()).noneMatch(path -> path.startsWith("traces?"));
  }

  @Test
  void theKeyGoesWithEveryRequest() {
    server.demand("secret");
    try (OpikClient client = new OpikClient(new Access(server.url(), "team", "secret", false))) {
      assertThat(client.projects().list(1, 10).content()).hasSize(1);
    }
  }

  private void list(String oql) {
    LogQuery query = LogQuery.all(SupportAgent.PROJECT, LogKind.TRACES).searching(oql, "");
    new LogsApi(rest).list(query, 1, 10);
  }
}
