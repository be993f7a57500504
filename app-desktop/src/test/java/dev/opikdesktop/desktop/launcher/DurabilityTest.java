package dev.opikdesktop.desktop.launcher;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A 2xx means that the rows survive {@code kill -9} of any process. */
class DurabilityTest {
  private static final int WRITERS = 4;
  private static final int SPANS_A_BATCH = 25;
  private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"");

  @TempDir private Path folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private volatile boolean writing = true;

  @Test
  void whatWasAcknowledgedIsThereAfterTheEngineIsKilledAmongWrites() throws Exception {
    try (StartedApp app = StartedApp.ready(folder)) {
      List<Thread> writers = write(app.restUrl());
      for (int kills = 1; kills <= 3; kills++) {
        int before = acknowledged.size();
        await().atMost(30, SECONDS).until(() -> acknowledged.size() > before + 500);
        ProcessHandle engine = app.children().getFirst();
        engine.destroyForcibly();
        engine.onExit().get(10, SECONDS);
      }
      int afterKills = acknowledged.size();
      await().atMost(30, SECONDS).until(() -> acknowledged.size() > afterKills + 500);
      stop(writers);

      assertNothingIsLost(app.restUrl(), "engine killed 3 times");
    }
  }

  @Test
  void whatWasAcknowledgedIsThereAfterTheAppIsKilledAmongWrites() throws Exception {
    for (int kills = 1; kills <= 2; kills++) {
      try (StartedApp app = StartedApp.ready(folder)) {
        writing = true;
        List<Thread> writers = write(app.restUrl());
        int before = acknowledged.size();
        await().atMost(30, SECONDS).until(() -> acknowledged.size() > before + 1_000);
        List<ProcessHandle> children = app.children();
        app.kill();
        app.awaitExit();
        stop(writers);
        await()
            .atMost(10, SECONDS)
            .until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
      }
    }
    try (StartedApp app = StartedApp.ready(folder)) {
      assertNothingIsLost(app.restUrl(), "app killed 2 times");
    }
  }

  private List<Thread> write(URI server) {
    return IntStream.range(0, WRITERS)
        .mapToObj(
            i -> Thread.ofVirtual().name("writer " + i).start(() -> writeUntilStopped(server)))
        .toList();
  }

  /** Batches and single spans in turn; only what was answered with 2xx counts. */
  private void writeUntilStopped(URI server) {
    while (writing) {
      try {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < SPANS_A_BATCH; i++) {
          ids.add(newId());
        }
        String spans = String.join(",", ids.stream().map(DurabilityTest::span).toList());
        if (post(server, "/v1/private/spans/batch", "{\"spans\":[" + spans + "]}") == 204) {
          acknowledged.addAll(ids);
        }
        String single = newId();
        if (post(server, "/v1/private/spans", span(single)) == 201) {
          acknowledged.add(single);
        }
      } catch (IOException gone) {
        // The app was killed: what was under way was not acknowledged.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void stop(List<Thread> writers) throws InterruptedException {
    writing = false;
    for (Thread writer : writers) {
      writer.join(Duration.ofSeconds(30));
    }
  }

  private void assertNothingIsLost(URI server, String what) throws Exception {
    Set<String> found = new HashSet<>();
    for (int page = 1; ; page++) {
      String body =
          client
              .send(
                  HttpRequest.newBuilder(
                          server.resolve(
                              "/v1/private/spans?project_name=durability&size=5000&page=" + page))
                      .build(),
                  BodyHandlers.ofString())
              .body();
      int before = found.size();
      Matcher ids = ID.matcher(body);
      while (ids.find()) {
        found.add(ids.group(1));
      }
      if (found.size() == before) {
        break;
      }
    }
    System.out.printf(
        "%s: %d spans acknowledged, %d found%n", what, acknowledged.size(), found.size());
    Set<String> lost = new HashSet<>(acknowledged);
    lost.removeAll(found);
    assertThat(lost).as("acknowledged and lost").isEmpty();
  }

  private int post(URI server, String path, String body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve(path))
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    return client.send(request, BodyHandlers.discarding()).statusCode();
  }

  private static String span(String id) {
    return """
    {"id":"%s","trace_id":"%s","project_name":"durability","name":"s","input":{"text":"%s"},
    "start_time":"2026-01-01T00:00:00Z"}
    """
        .formatted(id, id, "x".repeat(200));
  }

  private static String newId() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return new UUID(
            System.currentTimeMillis() << 16 | 0x7000 | random.nextInt(0x1000),
            random.nextLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L)
        .toString();
  }
}
