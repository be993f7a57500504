package dev.opikdesktop.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What SDKs send for one id comes over several connections, in any order, and all at once. */
class UnorderedWritesTest {
  private static final int IDS = 150;
  private static final int THREADS = 8;

  private final String project = "unordered-" + UUID.randomUUID();

  @Test
  void spansComeOutTheSameInWhateverOrderTheirRowsAndPatchesArrive() throws Exception {
    long seed = new Random().nextLong();
    UUID trace = TimeOrderedIds.next();
    List<UUID> ids = new ArrayList<>();
    List<Callable<Integer>> requests = new ArrayList<>();
    try (LocalClient client = new LocalClient(RunningServer.shared().server().restPort())) {
      for (int i = 0; i < IDS; i++) {
        UUID id = TimeOrderedIds.next();
        ids.add(id);
        requests.add(() -> batch(client, trace, id, 1, "'name': 'start', 'input': 'first'"));
        requests.add(() -> batch(client, trace, id, 3, "'name': 'end', 'output': 'last'"));
        requests.add(() -> batch(client, trace, id, 2, "'name': 'between', 'input': 'second'"));
        requests.add(() -> patch(client, trace, id, "'metadata': {'patched': 1}"));
        requests.add(() -> patch(client, trace, id, "'tags': ['a', 'b']"));
        requests.add(() -> patch(client, trace, id, "'model': 'gpt-4o', 'provider': 'openai'"));
        requests.add(() -> patch(client, trace, id, "'usage': {'prompt_tokens': 1000}"));
      }
      Collections.shuffle(requests, new Random(seed));
      try (ExecutorService pool = Executors.newFixedThreadPool(THREADS)) {
        for (Future<Integer> answer : pool.invokeAll(requests)) {
          assertThat(answer.get()).isEqualTo(204);
        }
      }
      for (UUID id : ids) {
        JsonNode span = client.get("/v1/private/spans/" + id).json();
        assertThat(span.toString())
            .as("seed %d, span %s", seed, id)
            .contains("\"name\":\"end\"")
            .contains("\"output\":\"last\"")
            .doesNotContain("\"input\"")
            .contains("\"patched\":1")
            .contains("\"tags\":[\"a\",\"b\"]")
            .contains("\"model\":\"gpt-4o\"")
            .contains("\"usage\":{\"prompt_tokens\":1000}")
            .contains("\"total_estimated_cost\":0.0025")
            .contains("\"start_time\":\"2026-01-01T00:00:00Z\"");
      }
      JsonNode page = client.get("/v1/private/spans?size=1000&project_name=" + project).json();
      assertThat(page.path("total").asInt()).isEqualTo(IDS);
      assertThat(page.path("content").size()).isEqualTo(IDS);
    }
  }

  private int batch(LocalClient client, UUID trace, UUID id, int version, String fields) {
    String span =
        """
        {'spans': [{'id': '%s', 'trace_id': '%s', 'project_name': '%s',
          'start_time': '2026-01-01T00:00:00Z', 'last_updated_at': '2026-01-01T00:00:0%dZ', %s}]}
        """
            .formatted(id, trace, project, version, fields);
    return client.post("/v1/private/spans/batch", span.replace('\'', '"')).status();
  }

  private int patch(LocalClient client, UUID trace, UUID id, String fields) {
    String body = "{'trace_id': '%s', 'project_name': '%s', %s}".formatted(trace, project, fields);
    return client.patch("/v1/private/spans/" + id, body.replace('\'', '"')).status();
  }
}
