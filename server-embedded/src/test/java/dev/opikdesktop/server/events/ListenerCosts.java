package dev.opikdesktop.server.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;

/**
 * Measures what a thousand listeners, of whom fifty never read, cost those who write 20,000 spans,
 * and how much memory each of them takes: the figures of decision record 29. Its name keeps it out
 * of the ordinary run.
 */
class ListenerCosts {
  private static final int READERS = 950;
  private static final int SILENT = 50;
  private static final int SPANS = 20_000;
  private static final int WRITERS = 4;
  private static final int ROUNDS = 3;

  @Test
  void printsWhatListenersCost() throws Exception {
    try (RunningServer server = RunningServer.start();
        LocalClient client = new LocalClient(server.server().restPort())) {
      write(client, 1000);
      System.out.println("| spans in a request | without listeners, ms | with them, ms |");
      System.out.println("|---|---|---|");
      for (int perRequest : new int[] {1000, 10}) {
        List<Long> without = new ArrayList<>();
        List<Long> with = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
          without.add(write(client, perRequest));
          with.add(writeBefore(server.server().restPort(), client, perRequest));
        }
        System.out.printf("| %d | %s | %s |%n", perRequest, without, with);
      }
    }
  }

  private long writeBefore(int port, LocalClient client, int perRequest) throws Exception {
    long before = used();
    try (Crowd crowd = new Crowd(port);
        Recording recording = new Recording()) {
      List<Listener> readers = new ArrayList<>();
      for (int i = 0; i < READERS; i++) {
        readers.add(crowd.reader(0, ignored -> {}));
      }
      for (int i = 0; i < SILENT; i++) {
        crowd.silent();
      }
      crowd.readUntil(() -> readers.stream().allMatch(Listener::listens));
      System.out.println("bytes a listener, idle: " + (used() - before) / (READERS + SILENT));
      recording.enable("jdk.VirtualThreadPinned");
      recording.start();
      long[] millis = new long[1];
      Thread writing = Thread.ofPlatform().start(() -> millis[0] = write(client, perRequest));
      crowd.readUntil(() -> !writing.isAlive());
      long end = readers.getFirst().number();
      crowd.readUntil(() -> readers.stream().allMatch(reader -> reader.number() >= end));
      recording.stop();
      System.out.println("bytes a listener, after: " + (used() - before) / (READERS + SILENT));
      System.out.println("events a reader: " + readers.getFirst().told().size());
      Path file = Files.createTempFile("pinned", ".jfr");
      recording.dump(file);
      RecordingFile.readAllEvents(file).stream()
          .filter(event -> event.getEventType().getName().equals("jdk.VirtualThreadPinned"))
          .forEach(System.out::println);
      assertThat(readers)
          .allSatisfy(reader -> assertThat(reader.missed(readers.getFirst().told())).isEmpty());
      return millis[0];
    }
  }

  private static long used() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(100);
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /** How many milliseconds it takes. */
  private static long write(LocalClient client, int perRequest) {
    List<String> bodies = new ArrayList<>();
    for (int i = 0; i < SPANS / perRequest; i++) {
      bodies.add(body(perRequest));
    }
    long start = System.nanoTime();
    CountDownLatch done = new CountDownLatch(WRITERS);
    for (int writer = 0; writer < WRITERS; writer++) {
      int first = writer;
      Thread.ofPlatform()
          .start(
              () -> {
                for (int i = first; i < bodies.size(); i += WRITERS) {
                  assertThat(client.post("/v1/private/spans/batch", bodies.get(i)).status())
                      .isEqualTo(204);
                }
                done.countDown();
              });
    }
    try {
      done.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return (System.nanoTime() - start) / 1_000_000;
  }

  private static String body(int spans) {
    UUID trace = TimeOrderedIds.next();
    char[] text = new char[500];
    Arrays.fill(text, 'x');
    return IntStream.range(0, spans)
        .mapToObj(
            i ->
                """
                {"id": "%s", "trace_id": "%s", "project_name": "listened", "name": "s",
                 "start_time": "2026-01-01T00:00:00Z", "input": {"q": "%s"}}\
                """
                    .formatted(TimeOrderedIds.next(), trace, new String(text)))
        .collect(Collectors.joining(",", "{\"spans\": [", "]}"));
  }
}
