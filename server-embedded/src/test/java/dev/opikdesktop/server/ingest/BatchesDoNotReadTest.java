package dev.opikdesktop.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.attachments.AttachmentService;
import dev.opikdesktop.server.costs.CostCalculator;
import dev.opikdesktop.server.deletes.Cascade;
import dev.opikdesktop.server.events.Events;
import dev.opikdesktop.server.http.HttpServer;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import dev.opikdesktop.server.projects.CommittedWrites;
import dev.opikdesktop.server.projects.ProjectService;
import dev.opikdesktop.server.queues.HoldingQueues;
import dev.opikdesktop.server.spans.SpanRoutes;
import dev.opikdesktop.server.spans.SpanService;
import dev.opikdesktop.server.traces.TraceRoutes;
import dev.opikdesktop.server.traces.TraceService;
import dev.opikdesktop.storage.Stores;
import dev.opikdesktop.storage.analytics.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The write path of batches is blind: a read before each write would cost more than the write. */
class BatchesDoNotReadTest {
  private static final Pattern ONE_OWNER = Pattern.compile("owners=\\[[^,\\]]+]");

  private final String project = "blind-" + UUID.randomUUID();
  private final UUID id = TimeOrderedIds.next();

  private CountedAnalytics analytics;
  private HttpServer server;
  private LocalClient client;

  /** Traces and spans on a store that counts. */
  @BeforeEach
  void start() {
    Stores stores = RunningServer.shared().stores();
    analytics = new CountedAnalytics(stores.analytics());
    Events events = new Events();
    ProjectService projects =
        new ProjectService(stores.relational(), stores.coordination(), events);
    CommittedWrites news =
        new CommittedWrites(projects.activity(), events, names -> {}, (project, ids) -> {});
    Deletions deletions = new Deletions();
    AttachmentService attachments =
        new AttachmentService(analytics, stores.blobs(), stores.coordination(), projects);
    TraceService traces =
        new TraceService(
            analytics,
            stores.coordination(),
            projects,
            deletions,
            new Cascade(analytics, deletions, attachments, events),
            attachments.payloads(),
            news,
            (caller, written) -> {},
            new HoldingQueues(stores.relational(), analytics, stores.coordination()));
    SpanService spans =
        new SpanService(
            analytics,
            stores.coordination(),
            projects,
            deletions,
            attachments.payloads(),
            CostCalculator.withListPrices(),
            new Throughput(Clock.systemUTC()),
            news);
    server =
        HttpServer.builder()
            .port(0)
            .api(List.of(new TraceRoutes(traces, projects), new SpanRoutes(spans, projects)))
            .start();
    client = new LocalClient(server.restPort());
    // What the services read when they begin is no matter here.
    client.post(
        "/v1/private/traces",
        "{\"id\": \"%s\", \"start_time\": \"2026-01-01T00:00:00Z\"}"
            .formatted(TimeOrderedIds.next()));
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void aBatchOfNewTracesOrSpansIsWrittenWithoutAnyRead() {
    int before = analytics.reads().size();

    for (String entities : List.of("traces", "spans")) {
      assertThat(batch(entities, "start")).isEqualTo(204);
    }

    assertThat(readsSince(before)).isEmpty();
    assertThat(analytics.inserts()).contains("traces", "spans");
  }

  @Test
  void aBatchOfRowsThatAreThereAlreadyIsWrittenWithoutAnyRead() {
    for (String entities : List.of("traces", "spans")) {
      batch(entities, "start");
      int before = analytics.reads().size();

      assertThat(batch(entities, "end")).isEqualTo(204);

      assertThat(readsSince(before)).isEmpty();
    }
  }

  /** So the counting counts. */
  @Test
  void anUpdateReadsWhatItChanges() {
    batch("traces", "start");
    int before = analytics.reads().size();

    client.patch(
        "/v1/private/traces/" + id,
        "{\"project_name\": \"%s\", \"name\": \"n\"}".formatted(project));

    assertThat(analytics.reads().size()).isGreaterThan(before);
  }

  @Test
  void aCreateOfAnIdYoungerThanTheStartIsWrittenWithoutAnyReadAndASecondIsRefused() {
    UUID young = TimeOrderedIds.next(Instant.now().plusSeconds(1));
    int before = analytics.reads().size();

    assertThat(create(young)).isEqualTo(201);

    assertThat(readsSince(before)).isEmpty();
    assertThat(create(young)).isEqualTo(409);
  }

  @Test
  void anIdOfAClockThatIsAheadIsKnownAfterTheNextStart() {
    UUID ahead = TimeOrderedIds.next(Instant.now().plus(Duration.ofDays(3650)));
    assertThat(create(ahead)).isEqualTo(201);
    stop();
    start();

    assertThat(create(ahead)).isEqualTo(409);
    analytics.delete(Statement.of("DELETE FROM traces WHERE id = {id:Id}").with("id", ahead));
  }

  /**
   * What was read, but for the files of a single row: of some ten thousand rows one is taken for an
   * owner of files by mistake, since these are remembered in a Bloom filter.
   */
  private List<String> readsSince(int before) {
    return analytics.reads().subList(before, analytics.reads().size()).stream()
        .filter(read -> !read.contains("FROM attachments") || !ONE_OWNER.matcher(read).find())
        .toList();
  }

  private int create(UUID trace) {
    return client
        .post(
            "/v1/private/traces",
            """
            {"id": "%s", "project_name": "%s", "start_time": "2026-01-01T00:00:00Z"}
            """
                .formatted(trace, project))
        .status();
  }

  /** A thousand rows, the first of them of {@link #id}. */
  private int batch(String entities, String name) {
    String rows =
        IntStream.range(0, 1000)
            .mapToObj(i -> i == 0 ? id : TimeOrderedIds.next())
            .map(
                each ->
                    """
                    {"id": "%s", "trace_id": "%s", "project_name": "%s", "name": "%s",
                     "start_time": "2026-01-01T00:00:00Z"}
                    """
                        .formatted(each, id, project, name))
            .collect(Collectors.joining(","));
    return client
        .post("/v1/private/" + entities + "/batch", "{\"%s\": [%s]}".formatted(entities, rows))
        .status();
  }
}
