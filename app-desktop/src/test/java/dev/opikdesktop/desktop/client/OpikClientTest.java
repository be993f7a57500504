package dev.opikdesktop.desktop.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.opikdesktop.desktop.wire.SupportAgent;
import dev.opikdesktop.desktop.wire.WireServer;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpikClientTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private WireServer server;
  private OpikClient client;
  private SupportAgent agent;

  @BeforeEach
  void open() throws Exception {
    server = new WireServer();
    client = new OpikClient(server.url());
    agent = new SupportAgent(server, NOON);
    agent.project();
  }

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  @Test
  void readsATraceWithItsPayloadsAsJsonText() {
    agent.traces(2);

    Trace trace = client.trace(SupportAgent.id(2, 2));

    assertThat(trace.name()).isEqualTo("refund-request");
    assertThat(trace.startTime()).isEqualTo(NOON);
    assertThat(trace.durationMillis()).isEqualTo(4000.0);
    assertThat(trace.error())
        .isEqualTo(
            new ErrorInfo(
                "ToolTimeout", "refund_payment took too long", trace.error().traceback()));
    assertThat(trace.usage())
        .isEqualTo(Map.of("prompt_tokens", 62L, "completion_tokens", 34L, "total_tokens", 96L));
    assertThat(trace.metadata())
        .isEqualTo(new Payload("{\"channel\":\"web\",\"attempt\":2}", false));
    assertThat(trace.output()).isEqualTo(Payload.NONE);
    assertThat(trace.isRunning()).isFalse();
  }

  @Test
  void aTraceWithoutAnEndRuns() {
    agent.running(1, NOON);

    assertThat(client.trace(SupportAgent.id(2, 1)).isRunning()).isTrue();
  }

  @Test
  void asksForOnePageOfTracesWithLongPayloadsCut() {
    agent.traces(5);

    Page<LogRecord> page =
        client.logs().list(LogQuery.all(SupportAgent.PROJECT, LogKind.TRACES), 2, 2);

    assertThat(page.total()).isEqualTo(5);
    assertThat(page.content())
        .extracting(LogRecord::id)
        .containsExactly(SupportAgent.id(2, 3), SupportAgent.id(2, 2));
    assertThat(server.requests().getLast()).contains("truncate=true");
  }

  @Test
  void filesInPayloadsAreOnlyNamed() {
    agent.traces(1);
    agent.spans(1, NOON);
    client.logs().list(LogQuery.all(SupportAgent.PROJECT, LogKind.TRACES), 1, 2);
    assertThat(server.requests().getLast()).contains("strip_attachments=true");
    client.trace(SupportAgent.id(2, 1));
    assertThat(server.requests().getLast()).contains("strip_attachments=true");
    List<Span> spans =
        client.spans().page(SupportAgent.PROJECT, SupportAgent.id(2, 1), 1, 100).spans();
    client.span(spans.getFirst().id());
    assertThat(server.requests().getLast()).contains("strip_attachments=true");
  }

  @Test
  void listsSpansWithoutTheirPayloads() {
    agent.traces(1);
    agent.spans(1, NOON);

    List<Span> spans =
        client.spans().page(SupportAgent.PROJECT, SupportAgent.id(2, 1), 1, 100).spans();

    assertThat(spans).hasSize(9).allMatch(span -> span.input().isAbsent());
    assertThat(client.span(spans.getFirst().id()).input().json())
        .contains("Please read this receipt.");
  }

  @Test
  void aPayloadThatTheServerCutSaysSo() {
    String cut = "{\\\"text\\\":\\\"" + "a".repeat(10_001);
    server.trace(
        "{\"id\":\"%s\",\"project_id\":\"%s\",\"name\":\"long\",\"start_time\":\"%s\",\"input\":\"%s\"}"
            .formatted(SupportAgent.id(2, 1), SupportAgent.PROJECT, NOON, cut));

    Payload input = client.trace(SupportAgent.id(2, 1)).input();

    assertThat(input.cut()).isTrue();
    assertThat(input.json()).startsWith("{\"text\":\"aaa");
  }

  @Test
  void aRefusalCarriesTheServersSentence() {
    assertThatThrownBy(() -> client.trace(SupportAgent.id(2, 404)))
        .isInstanceOf(ClientException.class)
        .hasMessage("Not found")
        .extracting(failure -> ((ClientException) failure).status())
        .isEqualTo(404);
  }

  @Test
  void aServerThatIsNotThereIsNamed() {
    try (OpikClient nobody = new OpikClient(URI.create("http://localhost:1"))) {
      assertThatThrownBy(() -> nobody.projects().list(1, 10))
          .isInstanceOf(ClientException.class)
          .hasMessageContaining("http://localhost:1");
    }
  }

  @Test
  void changesArriveAndABrokenStreamGoesOnWhereItStopped() {
    List<Change> seen = new CopyOnWriteArrayList<>();
    try (ChangeStream stream = client.follow(seen::add)) {
      await().until(() -> server.openStreams() == 1);
      agent.running(7, NOON);
      Change written =
          new Change.Written("trace", SupportAgent.PROJECT, List.of(SupportAgent.id(2, 7)));
      await().untilAsserted(() -> assertThat(seen).contains(written));

      server.breakStreams();

      await().until(() -> server.resumedFrom().size() == 2);
      assertThat(server.resumedFrom()).containsExactly("", "2");
      await()
          .untilAsserted(
              () -> assertThat(seen).hasSize(4).last().isEqualTo(new Change.Connected()));
    }
  }

  @Test
  void aStreamThatHasLostChangesSaysSo() {
    List<Change> seen = new CopyOnWriteArrayList<>();
    try (ChangeStream stream = client.follow(seen::add)) {
      await().until(() -> server.openStreams() == 1);

      server.tellRefresh();

      await().untilAsserted(() -> assertThat(seen).contains(new Change.Lost()));
    }
  }
}
