package dev.opikdesktop.server.events;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.opikdesktop.server.events.Event.Changed;
import dev.opikdesktop.server.events.Event.Refresh;
import dev.opikdesktop.server.events.Event.Show;
import dev.opikdesktop.server.events.Events.Subscription;
import dev.opikdesktop.server.http.Parameters;
import dev.opikdesktop.server.http.SameComputer;
import dev.opikdesktop.server.json.Json;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ServerConnectionException;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * {@code GET /v1/private/opik-desktop/events[?project_id=…&window=true]}: changes as Server-Sent
 * Events. Events {@code change} (data: entity, project_id if there is one, ids) and {@code refresh}
 * (data: {}) carry a number as id; a stream that is opened with it in Last-Event-ID goes on where
 * the other one ended. {@code show} (data: kind, project_id, id) asks a window to open something;
 * who is one says so, and is on this computer, where the link was followed.
 */
public final class EventRoutes implements HttpService {
  private static final HeaderName LAST_EVENT_ID = HeaderNames.create("Last-Event-ID");
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);
  private static final byte[] BEAT = bytes(": still here\n\n");
  private static final int SHARED_BYTES = 4 << 20;

  private final Events events;

  /** What all listeners are told is written down once. */
  private final Cache<Event, byte[]> texts =
      Caffeine.newBuilder()
          .weakKeys()
          .maximumWeight(SHARED_BYTES)
          .weigher((Event event, byte[] text) -> text.length)
          .build();

  private final Duration heartbeat;

  public EventRoutes(Events events) {
    this(events, HEARTBEAT);
  }

  /** With another pause between heartbeats. */
  EventRoutes(Events events, Duration heartbeat) {
    this.events = events;
    this.heartbeat = heartbeat;
  }

  @Override
  public void routing(HttpRules rules) {
    rules.get("/v1/private/opik-desktop/events", this::stream);
  }

  private void stream(ServerRequest request, ServerResponse response) throws InterruptedException {
    Parameters parameters = Parameters.of(request);
    UUID project = parameters.uuid("project_id").orElse(null);
    boolean window = parameters.flag("window", false) && SameComputer.asks(request);
    try (Subscription subscription = events.subscribe(project, lastSeen(request), window)) {
      response.header(HeaderNames.CONTENT_TYPE, "text/event-stream;charset=utf-8");
      response.header(HeaderNames.CACHE_CONTROL, "no-cache");
      try (OutputStream out = response.outputStream()) {
        // An id without data is no event, but the number to come back with.
        send(out, bytes("id: " + subscription.start() + "\n\n"));
        while (!subscription.hasEnded()) {
          Event event = subscription.next(heartbeat);
          if (event != null) {
            send(out, texts.get(event, EventRoutes::text));
          } else if (!subscription.hasEnded()) {
            send(out, BEAT);
          }
        }
      }
    } catch (IOException | UncheckedIOException | ServerConnectionException e) {
      throw new CloseConnectionException("A listener to events has gone", e);
    }
  }

  private static OptionalLong lastSeen(ServerRequest request) {
    String text = request.headers().first(LAST_EVENT_ID).orElse("");
    if (text.isBlank()) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(text.strip()));
    } catch (NumberFormatException e) {
      // No number of ours: as good as one that is too old.
      return OptionalLong.of(0);
    }
  }

  private static byte[] text(Event event) {
    String text =
        switch (event) {
          case Changed changed ->
              "event: change\nid: "
                  + changed.number()
                  + "\ndata: "
                  + json(changed.change())
                  + "\n\n";
          case Refresh refresh -> "event: refresh\nid: " + refresh.number() + "\ndata: {}\n\n";
          case Show show ->
              "event: show\nid: " + show.number() + "\ndata: " + json(show.target()) + "\n\n";
        };
    return bytes(text);
  }

  private static String json(Change change) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("entity", change.entity().wireName());
    if (change.projectId() != null) {
      data.put("project_id", change.projectId());
    }
    data.put("ids", List.copyOf(change.ids()));
    return Json.MAPPER.writeValueAsString(data);
  }

  private static String json(Target target) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("kind", target.kind().wireName());
    if (target.projectId() != null) {
      data.put("project_id", target.projectId());
    }
    data.put("id", target.id());
    return Json.MAPPER.writeValueAsString(data);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void send(OutputStream out, byte[] text) throws IOException {
    out.write(text);
    out.flush();
  }
}
