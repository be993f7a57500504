package dev.opikdesktop.server.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opikdesktop.server.events.Change.Entity;
import dev.opikdesktop.server.http.HttpServer;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A thousand listeners, some of whom never read. */
@Timeout(60)
class CrowdedEventsTest {
  private static final int READERS = 950;
  private static final int SILENT = 50;
  private static final int STUCK = 10;
  private static final int WRITERS = 4;
  private static final int CHANGES = 20_000;
  private static final int PROJECTS = 40;
  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f-]{27}");

  private final List<Listener> readers = new ArrayList<>();
  private final List<SocketChannel> silent = new ArrayList<>();
  private Events events;
  private HttpServer server;
  private Crowd crowd;

  @BeforeEach
  void start() throws IOException {
    events = new Events();
    server =
        HttpServer.builder()
            .port(0)
            .api(List.of(new EventRoutes(events)))
            .closeFirst(events)
            .start();
    crowd = new Crowd(server.restPort());
  }

  @AfterEach
  void stop() throws IOException {
    crowd.close();
    server.close();
  }

  private void gather(int reading, int silentOnes) throws IOException {
    for (int i = 0; i < reading; i++) {
      readers.add(crowd.reader(0, ignored -> {}));
    }
    for (int i = 0; i < silentOnes; i++) {
      silent.add(crowd.silent());
    }
    await().until(() -> events.listeners() == reading + silentOnes);
    crowd.readUntil(() -> readers.stream().allMatch(Listener::listens));
  }

  private void publish(UUID project, UUID id) {
    events.publish(new Change(Entity.SPAN, project, List.of(id)));
  }

  /** Tells events of 40 kB; a hundred are more than the buffers of a connection take. */
  private void flood(int events) throws IOException {
    List<UUID> ids = Stream.generate(UUID::randomUUID).limit(Events.MAX_IDS).toList();
    int told = 0;
    while (told < events) {
      for (int i = 0; i < PROJECTS; i++) {
        this.events.publish(new Change(Entity.SPAN, new UUID(0, i), ids));
      }
      told += PROJECTS;
      int expected = told;
      crowd.readUntil(() -> readers.getFirst().told().size() >= expected);
    }
  }

  /** Writes in the background, and then something in a project of its own. */
  private Thread writers(Set<String> begun, UUID last) {
    return Thread.ofPlatform()
        .start(
            () -> {
              List<UUID> projects = new ArrayList<>();
              for (int i = 0; i < PROJECTS; i++) {
                projects.add(UUID.randomUUID());
              }
              List<Thread> threads = new ArrayList<>();
              for (int writer = 0; writer < WRITERS; writer++) {
                threads.add(
                    Thread.ofVirtual()
                        .start(
                            () -> {
                              for (int i = 0; i < CHANGES / WRITERS; i++) {
                                UUID id = UUID.randomUUID();
                                begun.add(id.toString());
                                publish(projects.get(i % PROJECTS), id);
                              }
                            }));
              }
              for (Thread thread : threads) {
                join(thread);
              }
              publish(last, last);
            });
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void everyReaderHearsOfEveryChangeWhoeverElseDoesNotRead() throws IOException {
    Set<String> begun = ConcurrentHashMap.newKeySet();
    Set<String> heard = new HashSet<>();
    UUID last = UUID.randomUUID();
    gather(READERS, SILENT);
    Listener witness =
        crowd.reader(
            0,
            data -> {
              if (data.isEmpty()) {
                heard.addAll(begun);
              } else {
                ID.matcher(data).results().map(MatchResult::group).forEach(heard::add);
              }
            });
    crowd.readUntil(witness::listens);

    Thread writing = writers(begun, last);
    crowd.readUntil(() -> heard.contains(last.toString()));
    join(writing);
    crowd.readUntil(() -> readers.stream().allMatch(reader -> reader.number() == witness.number()));

    assertThat(heard.containsAll(begun)).isTrue();
    assertThat(readers).allSatisfy(reader -> assertThat(reader.missed(witness.told())).isEmpty());
  }

  @Test
  void whoDoesNotReadIsToldToReadEverythingAgainWhenItDoes() throws IOException {
    gather(1, STUCK);
    flood(2 * Events.QUEUE);
    List<Listener> awake = new ArrayList<>();
    for (SocketChannel channel : silent) {
      Listener listener = new Listener(ignored -> {});
      awake.add(listener);
      crowd.read(channel, listener);
    }
    long latest = readers.getFirst().number();
    crowd.readUntil(() -> awake.stream().allMatch(listener -> listener.number() == latest));

    assertThat(awake)
        .allSatisfy(
            listener -> {
              assertThat(listener.told()).anyMatch(Listener.Told::refresh);
              assertThat(listener.missed(readers.getFirst().told())).isEmpty();
            });
  }

  @Test
  void theServerEndsInTimeWhenNobodyReads() throws IOException {
    gather(1, STUCK);
    flood(Events.QUEUE / 2);
    long before = System.nanoTime();

    server.close();

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
    crowd.readUntil(() -> crowd.open() == 0);
  }
}
