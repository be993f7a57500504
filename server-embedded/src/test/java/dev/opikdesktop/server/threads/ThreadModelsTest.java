package dev.opikdesktop.server.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.OpikServer;
import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.ServerSettings;
import dev.opikdesktop.server.events.Events;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import dev.opikdesktop.server.traces.TraceListener.WrittenTrace;
import dev.opikdesktop.storage.Stores;
import dev.opikdesktop.storage.analytics.RowBinaryReader;
import dev.opikdesktop.storage.analytics.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** Every thread gets one id of its own, whatever happens. */
class ThreadModelsTest {
  private final ThreadProject project = new ThreadProject();

  @AfterEach
  void closeProject() {
    project.close();
  }

  @Test
  void theIdHasTheTimeOfTheEarliestTraceThatWasSeen() {
    project.send(project.trace("t", 20), project.trace("t", 10));

    assertThat(TimeOrderedIds.timeOf(project.modelId("t")))
        .isEqualTo(ThreadProject.START.plusSeconds(10));
  }

  @Test
  void theIdStaysWhenEarlierTracesCome() {
    project.send(project.trace("t", 20));
    UUID id = project.modelId("t");

    project.send(project.trace("t", 10));

    assertThat(project.modelId("t")).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "it's \"quoted\"",
        "back\\slash \\N",
        " blanks ",
        "\uD83D\uDE00 \u4E2D\u6587",
        "tab\tand\nline",
        "{id:Int64}",
        "'; DROP TABLE threads; --"
      })
  void aThreadIdIsTakenAsItIs(String threadId) {
    project.send(project.trace(threadId, 0));

    assertThat(project.get(threadId).get("id").asString()).isEqualTo(threadId);
    assertThat(project.ids(ThreadProject.filter("id", "=", threadId))).containsExactly(threadId);
    project.close(threadId);
    assertThat(project.status(threadId)).isEqualTo("inactive");
  }

  @Test
  void threadsWhoseIdsDifferByCaseAloneAreTwo() {
    project.send(project.trace("Thread", 0), project.trace("thread", 1));

    project.close("Thread");

    assertThat(project.modelId("Thread")).isNotEqualTo(project.modelId("thread"));
    assertThat(project.status("Thread")).isEqualTo("inactive");
    assertThat(project.status("thread")).isEqualTo("active");
  }

  @Test
  void theSameThreadIdInTwoProjectsIsTwoThreads() {
    try (ThreadProject other = new ThreadProject()) {
      project.send(project.trace("t", 0));
      other.send(other.trace("t", 0));

      assertThat(project.modelId("t")).isNotEqualTo(other.modelId("t"));
    }
  }

  @Test
  void eightWritersOfTheSameThreadsMakeOneRowOfEach() throws Exception {
    List<String> threads = IntStream.range(0, 40).mapToObj(i -> "t" + i).toList();
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Void>> writers = new ArrayList<>();
      for (int writer = 0; writer < 8; writer++) {
        int second = writer;
        writers.add(
            () -> {
              for (String thread : threads) {
                project.send(project.trace(thread, second));
                project.get(thread);
              }
              return null;
            });
      }
      for (Future<Void> done : pool.invokeAll(writers)) {
        done.get();
      }
    }

    Map<String, Set<UUID>> ids = storedIds();
    assertThat(ids.keySet()).containsExactlyInAnyOrderElementsOf(threads);
    assertThat(ids.values()).allSatisfy(each -> assertThat(each).hasSize(1));
    assertThat(ids.values().stream().flatMap(Set::stream).distinct()).hasSize(threads.size());
  }

  @Test
  void eightServersThatHearOfTheSameThreadsMakeOneRowOfEach() throws Exception {
    Stores stores = RunningServer.shared().stores();
    project.send(project.trace("known", 0));
    UUID projectId = UUID.fromString(project.get("known").get("project_id").asString());
    List<WrittenTrace> traces =
        IntStream.range(0, 500)
            .mapToObj(i -> new WrittenTrace(projectId, TimeOrderedIds.next(), "t" + i, true))
            .toList();
    try (var pool = Executors.newVirtualThreadPerTaskExecutor();
        Events events = new Events()) {
      List<Callable<Void>> servers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        servers.add(
            () -> {
              ThreadTable table = new ThreadTable(stores.analytics());
              ThreadModels models = new ThreadModels(table, stores.coordination(), events);
              try (ThreadArrivals arrivals = new ThreadArrivals(table, models)) {
                arrivals.written(Caller.LOCAL, traces);
                arrivals.settle();
              }
              return null;
            });
      }
      for (Future<Void> done : pool.invokeAll(servers)) {
        done.get();
      }
    }

    Map<String, Set<UUID>> ids = storedIds();
    assertThat(ids).hasSize(501);
    assertThat(ids.values()).allSatisfy(each -> assertThat(each).hasSize(1));
  }

  @Test
  void aRowThatWasNotMadeBeforeAnEndIsMadeByTheNextServer() {
    project.send(project.trace("t", 5), project.trace("closed", 5));
    project.close("closed");
    UUID closed = project.modelId("closed");
    loseRowOf("t");
    closeBefore("closed");

    try (OpikServer next = OpikServer.start(settings(), RunningServer.shared().stores());
        LocalClient client = new LocalClient(next.restPort())) {
      String path = "/v1/private/traces/threads/retrieve";
      var made = client.post(path, project.body().put("thread_id", "t").toString()).json();
      var opened = client.post(path, project.body().put("thread_id", "closed").toString()).json();

      assertThat(TimeOrderedIds.timeOf(UUID.fromString(made.get("thread_model_id").asString())))
          .isEqualTo(ThreadProject.START.plusSeconds(5));
      assertThat(opened.get("thread_model_id").asString()).isEqualTo(closed.toString());
      assertThat(opened.get("status").asString()).isEqualTo("active");
    }
  }

  @Test
  void aChangeThatPutsATraceIntoAThreadMakesTheThread() {
    ObjectNode trace = project.trace("before", 0);
    project.send(trace);
    project.close("before");

    String body = project.body().put("thread_id", "after").toString();
    String path = "/v1/private/traces/" + trace.get("id").asString();
    assertThat(project.client.patch(path, body).status()).isEqualTo(204);

    assertThat(project.modelId("after").version()).isEqualTo(7);
    assertThat(project.retrieve("before").status()).isEqualTo(404);
  }

  @Test
  void rowsAreMadeWithoutAnybodyWhoReads() {
    project.send(project.trace("t", 0));

    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(storedIds()).containsKey("t"));
  }

  private void loseRowOf(String threadId) {
    Statement delete =
        Statement.of(
                "DELETE FROM threads WHERE thread_id = {thread:String} AND project_id = {p:Id}")
            .with("thread", threadId)
            .with("p", projectId());
    RunningServer.shared().stores().analytics().delete(delete);
  }

  /** As if the trace had come after the close, and the server had ended between the two writes. */
  private void closeBefore(String threadId) {
    ThreadTable table = new ThreadTable(RunningServer.shared().stores().analytics());
    ThreadRow row =
        table.find(Caller.LOCAL.workspaceId(), projectId(), List.of(threadId)).get(threadId);
    table.write(
        List.of(
            new ThreadRow(
                row.workspaceId(),
                row.projectId(),
                row.threadId(),
                row.id(),
                row.status(),
                ThreadProject.START,
                row.tags(),
                row.withTags(List.of("x"), java.time.Instant.now(), "admin").audit())));
  }

  private ServerSettings settings() {
    return ServerSettings.of(folder).onFreePorts();
  }

  @TempDir private java.nio.file.Path folder;

  private UUID projectId() {
    return UUID.fromString(
        project
            .client
            .post("/v1/private/projects/retrieve", "{\"name\": \"" + project.name + "\"}")
            .json()
            .get("id")
            .asString());
  }

  private Map<String, Set<UUID>> storedIds() {
    record Stored(String threadId, UUID id) {}
    Statement all =
        Statement.of("SELECT thread_id, id FROM threads WHERE project_id = {project:Id}")
            .with("project", projectId());
    return RunningServer.shared()
        .stores()
        .analytics()
        .query(all, (RowBinaryReader in) -> new Stored(in.string(), in.id()))
        .stream()
        .collect(
            Collectors.groupingBy(
                Stored::threadId, Collectors.mapping(Stored::id, Collectors.toSet())));
  }
}
