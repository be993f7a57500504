package dev.opikdesktop.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * What SDKs send for one id comes over several connections, in any order, and all at once. However
 * it comes, what is stored is the create with the greatest {@code last_updated_at}, whole, and on
 * it the fields that were patched (Opik contract 2.4 to 2.8, clients 1.1 and 1.2).
 */
class UnorderedWritesTest {
  private static final int IDS = 1000;
  private static final int THREADS = 8;
  private static final int ROWS_A_BATCH = 50;

  private final String project = "unordered-" + UUID.randomUUID();
  private final UUID trace = TimeOrderedIds.next();

  /** Every id gets three rows, in batches; some ids one by one as well, and some are patched. */
  @ParameterizedTest
  @ValueSource(strings = {"traces", "spans"})
  void whatIsStoredDoesNotDependOnTheOrderInWhichItCame(String entities) throws Exception {
    long seed = new Random().nextLong();
    System.out.println("unordered " + entities + ": seed " + seed);
    Random random = new Random(seed);
    List<UUID> ids = Stream.generate(TimeOrderedIds::next).limit(IDS).toList();
    Set<UUID> patched = new HashSet<>();
    List<String> rows = new ArrayList<>();
    List<Callable<Integer>> requests = new ArrayList<>();
    try (LocalClient client = new LocalClient(RunningServer.shared().server().restPort())) {
      String path = "/v1/private/" + entities;
      for (UUID id : ids) {
        rows.add(row(id, 1, "'name': 'start', 'input': 'first', 'tags': ['start']"));
        rows.add(row(id, 2, "'name': 'late start', 'input': 'second'"));
        rows.add(row(id, 3, "'name': 'end', 'output': 'last', 'end_time': '2026-01-01T00:00:05Z'"));
        int kind = random.nextInt(8);
        if (kind == 0 || kind == 7) {
          String single = row(id, 0, "'name': 'alone', 'input': 'alone', 'output': 'alone'");
          requests.add(() -> client.post(path, single).status());
        }
        if (kind <= 1) {
          patched.add(id);
          String output = patch("'metadata': {'patched': 1}, 'environment': 'patched'");
          String tags = patch("'tags': ['a', 'b']");
          requests.add(() -> client.patch(path + "/" + id, output).status());
          requests.add(() -> client.patch(path + "/" + id, tags).status());
        }
      }
      Collections.shuffle(rows, random);
      for (int i = 0; i < rows.size(); i += ROWS_A_BATCH) {
        List<String> part = rows.subList(i, Math.min(i + ROWS_A_BATCH, rows.size()));
        String batch = "{\"%s\": [%s]}".formatted(entities, String.join(",", part));
        requests.add(() -> client.post(path + "/batch", batch).status());
      }
      Collections.shuffle(requests, random);
      sendAll(requests, entities.equals("traces"));

      JsonNode page = client.get(path + "?size=2000&project_name=" + project).json();
      assertThat(page.path("total").asInt()).as("seed %d", seed).isEqualTo(IDS);
      assertThat(page.path("content").valueStream().map(each -> each.path("id").asString()))
          .as("seed %d", seed)
          .containsExactlyInAnyOrderElementsOf(ids.stream().map(UUID::toString).toList());
      for (JsonNode stored : page.path("content")) {
        boolean changed = patched.contains(UUID.fromString(stored.path("id").asString()));
        assertThat(stored.toString())
            .as("seed %d", seed)
            .contains("\"name\":\"end\"")
            .contains("\"output\":\"last\"")
            .contains("\"start_time\":\"2026-01-01T00:00:00Z\"")
            .contains("\"end_time\":\"2026-01-01T00:00:05Z\"")
            .contains("\"environment\":\"" + (changed ? "patched" : "") + "\"")
            .doesNotContain("\"input\"");
        assertThat(stored.path("metadata").toString())
            .as("seed %d, %s", seed, stored)
            .isEqualTo(changed ? "{\"patched\":1}" : "");
        assertThat(stored.path("tags").toString())
            .as("seed %d, %s", seed, stored)
            .isEqualTo(changed ? "[\"a\",\"b\"]" : "");
      }
    }
  }

  /** A trace that is there is a conflict for a single create; a span that is there is none. */
  private static void sendAll(List<Callable<Integer>> requests, boolean traces) throws Exception {
    try (ExecutorService pool = Executors.newFixedThreadPool(THREADS)) {
      for (Future<Integer> answer : pool.invokeAll(requests)) {
        assertThat(answer.get()).isIn(traces ? Set.of(201, 204, 409) : Set.of(201, 204));
      }
    }
  }

  private String row(UUID id, int version, String fields) {
    return """
    {'id': '%s', 'trace_id': '%s', 'project_name': '%s', 'start_time': '2026-01-01T00:00:00Z',
     'last_updated_at': '2026-01-01T00:00:0%dZ', %s}
    """
        .formatted(id, trace, project, version, fields)
        .replace('\'', '"');
  }

  private String patch(String fields) {
    return "{'trace_id': '%s', 'project_name': '%s', %s}"
        .formatted(trace, project, fields)
        .replace('\'', '"');
  }
}
