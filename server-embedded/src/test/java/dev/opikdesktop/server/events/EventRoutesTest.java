package dev.opikdesktop.server.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opikdesktop.server.events.Change.Entity;
import dev.opikdesktop.server.http.HttpServer;
import dev.opikdesktop.server.http.RawClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class EventRoutesTest {
  private static final UUID PROJECT = UUID.randomUUID();
  private static final UUID OTHER = UUID.randomUUID();
  private static final String PATH = "/v1/private/opik-desktop/events";

  private Events events;
  private HttpServer server;

  @BeforeEach
  void start() {
    events = new Events();
    server =
        HttpServer.builder()
            .port(0)
            .api(List.of(new EventRoutes(events, Duration.ofMillis(200))))
            .closeFirst(events)
            .start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** One open stream, read line by line as it comes out of its chunks. */
  private final class Stream implements AutoCloseable {
    private final RawClient client;
    private final BufferedReader lines;
    private String start = "";

    Stream(String query, String... headers) throws IOException {
      int listeners = events.listeners();
      client = new RawClient(server.restPort());
      List<String> request =
          new ArrayList<>(List.of("GET " + PATH + query + " HTTP/1.1", "Host: localhost"));
      request.addAll(List.of(headers));
      request.addAll(List.of("", ""));
      client.send(request.toArray(String[]::new));
      lines = new BufferedReader(new InputStreamReader(client.in(), StandardCharsets.UTF_8));
      await().until(() -> events.listeners() > listeners);
      start = next("id:");
    }

    /** Skips to the next line with this beginning. */
    String next(String beginning) throws IOException {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(beginning)) {
          return line;
        }
      }
      return "the stream ended";
    }

    @Override
    public void close() throws IOException {
      client.close();
    }
  }

  private void publish(UUID project, UUID... ids) {
    events.publish(new Change(Entity.TRACE, project, List.of(ids)));
  }

  @Test
  void aChangeArrivesAsAnEventWithANumber() throws IOException {
    UUID trace = UUID.randomUUID();
    try (Stream stream = new Stream("")) {
      publish(PROJECT, trace);
      assertThat(stream.next("event:")).isEqualTo("event: change");
      assertThat(stream.next("id:")).matches("id: \\d+");
      assertThat(stream.next("data:"))
          .isEqualTo(
              "data: {\"entity\":\"trace\",\"project_id\":\""
                  + PROJECT
                  + "\",\"ids\":[\""
                  + trace
                  + "\"]}");
    }
  }

  @Test
  void onlyTheProjectThatWasAskedForIsTold() throws IOException {
    UUID wanted = UUID.randomUUID();
    try (Stream stream = new Stream("?project_id=" + PROJECT)) {
      publish(OTHER, UUID.randomUUID());
      publish(PROJECT, wanted);
      assertThat(stream.next("data:")).contains(wanted.toString());
    }
  }

  @Test
  void whatBelongsToNoProjectIsToldToAll() throws IOException {
    UUID definition = UUID.randomUUID();
    try (Stream stream = new Stream("?project_id=" + PROJECT)) {
      events.publish(new Change(Entity.FEEDBACK_DEFINITION, null, List.of(definition)));
      assertThat(stream.next("data:"))
          .isEqualTo("data: {\"entity\":\"feedback_definition\",\"ids\":[\"" + definition + "\"]}");
    }
  }

  @Test
  void aStreamGoesOnAfterTheEventThatWasSeenLast() throws IOException {
    UUID first = UUID.randomUUID();
    UUID second = UUID.randomUUID();
    String seen;
    try (Stream stream = new Stream("")) {
      publish(PROJECT, first);
      stream.next("event:");
      seen = stream.next("id:").substring(4);
      publish(PROJECT, second);
      stream.next("event:");
    }
    try (Stream again = new Stream("", "Last-Event-ID: " + seen)) {
      assertThat(again.next("data:")).contains(second.toString());
    }
  }

  @Test
  void theNumberAtTheBeginningOfAStreamIsGoodForComingBack() throws IOException {
    UUID missed = UUID.randomUUID();
    String seen;
    try (Stream stream = new Stream("")) {
      seen = stream.start.substring(4);
    }
    publish(PROJECT, missed);
    try (Stream again = new Stream("", "Last-Event-ID: " + seen)) {
      assertThat(again.next("data:")).contains(missed.toString());
    }
  }

  @Test
  void aNumberFromBeforeTheRestartMeansRefresh() throws IOException {
    try (Stream stream = new Stream("", "Last-Event-ID: 12")) {
      assertThat(stream.next("event:")).isEqualTo("event: refresh");
      assertThat(stream.next("data:")).isEqualTo("data: {}");
    }
  }

  @Test
  void aQuietStreamCarriesHeartbeats() throws IOException {
    try (Stream stream = new Stream("")) {
      assertThat(stream.next(":")).startsWith(": ");
      assertThat(stream.next(":")).startsWith(": ");
    }
  }

  @Test
  void aListenerWhoLeavesIsForgotten() throws IOException {
    try (Stream stream = new Stream("")) {
      assertThat(events.listeners()).isEqualTo(1);
    }
    await().atMost(Duration.ofSeconds(5)).until(() -> events.listeners() == 0);
  }

  @Test
  @Timeout(5)
  void closingTheServerEndsOpenStreams() throws IOException {
    try (Stream stream = new Stream("")) {
      server.close();
      assertThat(stream.next("never")).isEqualTo("the stream ended");
    }
  }
}
