package dev.opikdesktop.desktop.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * The server's changes as they happen (Server-Sent Events), on a virtual thread. A broken stream is
 * opened again with the id of the last change seen, at once when it stood for a second, else after
 * a pause that doubles from 250 ms to 5 s. Opik's own server has no such stream: it is looked at
 * every half minute instead.
 */
public final class ChangeStream implements AutoCloseable {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final Duration STEADY = Duration.ofSeconds(1);
  private static final Set<Integer> NO_STREAM = Set.of(404, 405, 406, 501);

  /** How often a server is looked at that tells no changes. */
  static final Duration LOOK_EVERY = Duration.ofSeconds(30);

  private final Rest rest;
  private final URI uri;
  private final Duration lookEvery;
  private final Consumer<Change> listener;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  private @Nullable String lastEventId;
  private volatile @Nullable HttpResponse<InputStream> open;

  private ChangeStream(Rest rest, Duration lookEvery, Consumer<Change> listener) {
    this.rest = rest;
    this.lookEvery = lookEvery;
    this.uri = rest.uri("/v1/private/opik-desktop/events?window=true");
    this.listener = listener;
    this.thread = Thread.ofVirtual().name("changes").unstarted(this::follow);
  }

  static ChangeStream open(Rest rest, Duration lookEvery, Consumer<Change> listener) {
    ChangeStream stream = new ChangeStream(rest, lookEvery, listener);
    stream.thread.start();
    return stream;
  }

  /**
   * Ends the stream; the listener is not called any more once this returns, except for a call that
   * is under way.
   */
  @Override
  public void close() {
    closed.countDown();
    thread.interrupt();
    HttpResponse<InputStream> response = open;
    if (response != null) {
      try {
        response.body().close();
      } catch (IOException alreadyBroken) {
        // Closed is closed.
      }
    }
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  private void follow() {
    Duration pause = Duration.ZERO;
    while (!isClosed()) {
      String reason;
      try {
        if (closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
        pause = pause.isZero() ? FIRST_PAUSE : shorter(pause.multipliedBy(2), LONGEST_PAUSE);
        long opened = System.nanoTime();
        readUntilItBreaks();
        if (System.nanoTime() - opened > STEADY.toNanos()) {
          pause = Duration.ZERO;
        }
        reason = "The stream of changes ended";
      } catch (ClientException refused) {
        reason = String.valueOf(refused.getMessage());
      } catch (IOException broken) {
        reason = NoAnswer.from(rest.address(), broken);
      } catch (InterruptedException ended) {
        return;
      }
      if (!isClosed()) {
        listener.accept(new Change.Disconnected(reason));
      }
    }
  }

  /** Returns when a stream that stood has ended; throws when it could not be opened. */
  private void readUntilItBreaks() throws IOException, InterruptedException {
    HttpRequest.Builder request = rest.request(uri).header("Accept", "text/event-stream");
    if (lastEventId != null) {
      request.header("Last-Event-ID", lastEventId);
    }
    HttpResponse<InputStream> response =
        rest.http().send(request.build(), BodyHandlers.ofInputStream());
    open = response;
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      if (tellsNone(response)) {
        look();
        return;
      }
      if (response.statusCode() != 200) {
        throw rest.refused(response.statusCode(), "");
      }
      listener.accept(new Change.Connected());
      try {
        readEvents(lines);
      } catch (IOException broken) {
        // Told by the caller, as a stream that ended is.
      }
    } finally {
      open = null;
    }
  }

  private static boolean tellsNone(HttpResponse<?> response) {
    String type = response.headers().firstValue("Content-Type").orElse("");
    return NO_STREAM.contains(response.statusCode())
        || (response.statusCode() == 200 && !type.startsWith("text/event-stream"));
  }

  /** Asks for something small every now and then, until there is no answer. */
  private void look() throws InterruptedException {
    do {
      rest.get("/v1/private/projects?page=1&size=1");
      listener.accept(new Change.Polled());
    } while (!closed.await(lookEvery.toMillis(), TimeUnit.MILLISECONDS));
  }

  private void readEvents(BufferedReader lines) throws IOException {
    String event = "message";
    StringBuilder data = new StringBuilder();
    String line;
    while ((line = lines.readLine()) != null && !isClosed()) {
      if (line.isEmpty()) {
        deliver(event, data.toString());
        event = "message";
        data.setLength(0);
      } else if (line.startsWith("event:")) {
        event = line.substring("event:".length()).strip();
      } else if (line.startsWith("id:")) {
        lastEventId = line.substring("id:".length()).strip();
      } else if (line.startsWith("data:")) {
        data.append(line.substring("data:".length()).strip());
      }
    }
  }

  private void deliver(String event, String data) {
    switch (event) {
      case "change" -> {
        try {
          listener.accept(Wire.written(rest.json().readTree(data)));
        } catch (JacksonException unreadable) {
          listener.accept(new Change.Lost());
        }
      }
      case "refresh" -> listener.accept(new Change.Lost());
      case "show" -> {
        try {
          listener.accept(Wire.show(rest.json().readTree(data)));
        } catch (JacksonException unreadable) {
          // A wish that cannot be read is none.
        }
      }
      default -> {
        // Kinds of a later server: nothing to show of them.
      }
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
