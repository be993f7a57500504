package dev.opikdesktop.server.deletes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import dev.opikdesktop.storage.analytics.RowBinaryReader;
import dev.opikdesktop.storage.analytics.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** A server of its own: a compaction is about all of its tables. */
@Timeout(180)
class CompactionTest {
  private static final String TRACES = "/v1/private/traces";
  private static final String COMPACT = "/v1/private/opik-desktop/compact";
  private static final int PAYLOAD = 20_000;

  private final RunningServer server = RunningServer.start();
  private final LocalClient client = new LocalClient(server.server().restPort());

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void theBytesOfDeletedTracesAreGoneWhenACompactionAnswers() {
    List<UUID> gone = write(100);
    List<UUID> kept = write(10);
    gone.forEach(id -> client.delete(TRACES + "/" + id));

    JsonNode result = client.post(COMPACT, "").json();

    assertThat(result.path("tables").toString()).isEqualTo("[\"traces\"]");
    long payload = 100L * PAYLOAD;
    assertThat(result.path("bytes_before").asLong()).isGreaterThan(payload / 2);
    assertThat(result.path("bytes_after").asLong())
        .isLessThan(result.path("bytes_before").asLong() / 2);
    assertThat(rowsOnDisk()).isEqualTo(10);
    assertThat(client.get(TRACES + "/" + kept.getFirst()).status()).isEqualTo(200);
  }

  @Test
  void aCompactionOfNothingDoesNothing() {
    write(1);

    JsonNode result = client.post(COMPACT, "").json();

    assertThat(result.path("tables").size()).isZero();
    assertThat(result.path("bytes_after")).isEqualTo(result.path("bytes_before"));
  }

  @Test
  void deletesAndWritesBesideACompactionHold() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<UUID>>> writers = new ArrayList<>();
      List<UUID> deleted = java.util.Collections.synchronizedList(new ArrayList<>());
      for (int writer = 0; writer < 3; writer++) {
        writers.add(
            threads.submit(
                () -> {
                  List<UUID> kept = new ArrayList<>();
                  while (!done.get()) {
                    List<UUID> ids = write(2);
                    client.delete(TRACES + "/" + ids.getFirst());
                    deleted.add(ids.getFirst());
                    kept.add(ids.getLast());
                  }
                  return kept;
                }));
      }
      for (int i = 0; i < 5; i++) {
        assertThat(client.post(COMPACT, "").status()).isEqualTo(200);
      }
      done.set(true);
      long kept = 0;
      for (Future<List<UUID>> writer : writers) {
        kept += writer.get().size();
      }

      assertThat(deleted).isNotEmpty();
      assertThat(client.get(TRACES + "?project_name=compaction").json().path("total").asLong())
          .isEqualTo(kept);
    }
  }

  /** Masked rows count. */
  private long rowsOnDisk() {
    return server
        .stores()
        .analytics()
        .query(
            Statement.of(
                """
                SELECT sum(rows)
                FROM system.parts
                WHERE database = currentDatabase() AND table = 'traces'
                """),
            RowBinaryReader::int64)
        .getFirst();
  }

  private List<UUID> write(int count) {
    Random random = new Random(count);
    List<UUID> ids = new ArrayList<>();
    StringBuilder traces = new StringBuilder();
    for (int i = 0; i < count; i++) {
      UUID id = TimeOrderedIds.next();
      ids.add(id);
      byte[] noise = new byte[PAYLOAD * 3 / 4];
      random.nextBytes(noise);
      traces
          .append(i == 0 ? "" : ",")
          .append(
              """
              {"id": "%s", "project_name": "compaction", "start_time": "2026-01-01T00:00:00Z",
              "input": "%s"}
              """
                  .formatted(id, java.util.Base64.getEncoder().encodeToString(noise)));
    }
    assertThat(client.post(TRACES + "/batch", "{\"traces\": [%s]}".formatted(traces)).status())
        .isEqualTo(204);
    return ids;
  }
}
